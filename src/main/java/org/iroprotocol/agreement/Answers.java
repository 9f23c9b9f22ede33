package org.iroprotocol.agreement;

import java.time.LocalDate;
import java.util.Map;
import org.iroprotocol.agreement.Agreement.Signature;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.RefusedException;

/** What was typed into a form about the agreement. Refusals name the field. */
final class Answers {

    static final String HEAD = "Head of Service, Cafcass";
    static final String MANAGER = "Senior Manager, IRO Service";

    private static final int VERSION_LENGTH = 100;
    private static final int NAME_LENGTH = 255;
    private static final int REASON_LENGTH = 4000;

    private final Map<String, Object> values;
    private final LocalDate today;

    Answers(CaseForms.Typing typing, LocalDate today) {
        this.values = typing.values();
        this.today = today;
    }

    /** @return null for an empty field */
    String text(String field, String label, int longest) {
        Object value = values.get(field);
        String text = value == null || value.toString().isBlank() ? null : value.toString().strip();
        if (text != null && text.length() > longest) {
            throw new RefusedException(field, label + " is too long: " + longest + " characters at most.");
        }
        return text;
    }

    private String needed(String field, String label, int longest) {
        String text = text(field, label, longest);
        if (text == null) {
            throw new RefusedException(field, label + " is missing. Fill it in.");
        }
        return text;
    }

    String version() {
        return text("protocolVersion", "The version", VERSION_LENGTH);
    }

    String neededVersion() {
        return needed("protocolVersion", "The version", VERSION_LENGTH);
    }

    String neededReason() {
        return needed("agreementReason", "The reason", REASON_LENGTH);
    }

    /** A day that has come; null for an empty field. */
    LocalDate day(String field, String label) {
        When when = CaseForms.when(field, label, values.get(field));
        if (when != null && when.date().isAfter(today)) {
            throw new RefusedException(field, label + " lies in the future. Record it once it has happened.");
        }
        return when == null ? null : when.date();
    }

    LocalDate neededDay(String field, String label) {
        LocalDate day = day(field, label);
        if (day == null) {
            throw new RefusedException(field, label + " is missing. Enter it as dd/mm/yyyy.");
        }
        return day;
    }

    /** Name and day of the Head of Service; what is left empty is as {@code before}; null when there is neither. */
    Signature head(Signature before) {
        return signature("head", HEAD, before);
    }

    Signature manager(Signature before) {
        return signature("manager", MANAGER, before);
    }

    private Signature signature(String whose, String role, Signature before) {
        String name = text(whose + "Name", "The name", NAME_LENGTH);
        LocalDate on = day(whose + "SignedOn", "The day of the signature");
        if (name == null && on == null) {
            return before;
        }
        if (name == null && before == null) {
            throw new RefusedException(whose + "Name", "The name is missing: who signed as " + role + "?");
        }
        if (on == null && before == null) {
            throw new RefusedException(whose + "SignedOn", "The day is missing on which the " + role + " signed. If they have not "
                    + "signed yet, leave the name empty too.");
        }
        return new Signature(name == null ? before.name() : name, on == null ? before.on() : on);
    }
}
