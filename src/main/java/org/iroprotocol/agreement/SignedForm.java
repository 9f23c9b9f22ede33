package org.iroprotocol.agreement;

import java.time.LocalDate;
import org.iroprotocol.agreement.Agreement.Signature;
import org.iroprotocol.casefile.Answers;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.RefusedException;

/** What was typed into a form about the agreement. Refusals name the field. */
final class SignedForm {

    static final String HEAD = "Head of Service, Cafcass";
    static final String MANAGER = "Senior Manager, IRO Service";

    private static final int VERSION_LENGTH = 100;
    private static final int NAME_LENGTH = 255;
    private static final int REASON_LENGTH = 4000;

    private final Answers answers;
    private final LocalDate today;

    SignedForm(CaseForms.Typing typing, LocalDate today) {
        this.answers = new Answers(typing);
        this.today = today;
    }

    String version() {
        return answers.text("protocolVersion", "The version", VERSION_LENGTH);
    }

    String neededVersion() {
        return answers.needed("protocolVersion", "The version", VERSION_LENGTH);
    }

    String neededReason() {
        return answers.needed("agreementReason", "The reason", REASON_LENGTH);
    }

    String neededName(String field) {
        return answers.needed(field, "The name", NAME_LENGTH);
    }

    LocalDate neededDay(String field, String label) {
        return answers.neededPast(field, label, today);
    }

    /** Name and day of the Head of Service; what is left empty is as {@code before}; null when there is neither. */
    Signature head(Signature before) {
        return signature("head", HEAD, before);
    }

    Signature manager(Signature before) {
        return signature("manager", MANAGER, before);
    }

    private Signature signature(String whose, String role, Signature before) {
        String name = answers.text(whose + "Name", "The name", NAME_LENGTH);
        LocalDate on = answers.past(whose + "SignedOn", "The day of the signature", today);
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
