package org.iroprotocol.casefile;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.springframework.dao.DuplicateKeyException;

/** What nobody may record: impossible dates (P-13), unusable addresses, missing or overlong texts. */
final class Checks {

    /** Longest text kept for a name, a court or the like. */
    static final int NAME_LENGTH = 255;

    private static final Set<String> PLANNED = Set.of(EventKind.FIRST_HEARING, EventKind.CMH, "fcmh", EventKind.IRH,
            EventKind.FINAL_HEARING, "response-extended", "resolution-wanted-by", "promise-due");
    private static final Set<String> PLANNED_ENDINGS = Set.of("hearing", "review", "meeting", "-due", "-planned",
            "-proposed", "-listed");
    private static final int FARTHEST_YEARS_AHEAD = 10;
    private static final int OLDEST_YEARS = 26;

    private Checks() {
    }

    /** Hearings, reviews and meetings are listed ahead, days agreed lie ahead; everything else has happened when it is recorded. */
    static boolean mayLieAhead(String kind) {
        return PLANNED.contains(kind) || PLANNED_ENDINGS.stream().anyMatch(kind::endsWith);
    }

    static void dateOfBirth(LocalDate birth, Clock clock) {
        if (birth == null) {
            throw new RefusedException("dateOfBirth", "The date of birth is missing. Enter it as dd/mm/yyyy.");
        }
        LocalDate today = today(clock);
        if (birth.isAfter(today)) {
            throw new RefusedException("dateOfBirth", "The date of birth lies in the future. Check the day and the year.");
        }
        if (birth.isBefore(today.minusYears(OLDEST_YEARS))) {
            throw new RefusedException("dateOfBirth",
                    "The date of birth is more than " + OLDEST_YEARS + " years ago. Check the year.");
        }
    }

    /** Something that has happened: not before the child's birth, not after now. */
    static void happened(String field, String what, When when, LocalDate birth, Clock clock) {
        afterBirth(field, what, when.date(), birth);
        boolean future = when.hasTime() ? when.instant().isAfter(clock.instant()) : when.date().isAfter(today(clock));
        if (future) {
            throw ahead(field, what);
        }
    }

    static RefusedException ahead(String field, String what) {
        return new RefusedException(field, what + " lies in the future. Record it once it has happened, or check the date.");
    }

    /** Something that may lie ahead: not before the child's birth, not so far ahead that the year must be a slip. */
    static void planned(String field, String what, When when, LocalDate birth, Clock clock) {
        afterBirth(field, what, when.date(), birth);
        if (when.date().isAfter(today(clock).plusYears(FARTHEST_YEARS_AHEAD))) {
            throw new RefusedException(field, what + " lies more than " + FARTHEST_YEARS_AHEAD
                    + " years ahead. Check the year.");
        }
    }

    static void afterBirth(String field, String what, LocalDate day, LocalDate birth) {
        if (day.isBefore(birth)) {
            throw new RefusedException(field, what + " lies before the child was born. Check this date and the date of birth.");
        }
    }

    /** @return the text without blanks around it, null for none */
    static String text(String field, String label, String value, int longest) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String stripped = value.strip();
        if (stripped.length() > longest) {
            throw new RefusedException(field, label + " is too long: " + longest + " characters at most.");
        }
        return stripped;
    }

    static String required(String field, String label, String value, int longest) {
        String text = text(field, label, value, longest);
        if (text == null) {
            throw new RefusedException(field, label + " is missing. Fill it in.");
        }
        return text;
    }

    /** @return the address in the form mail can be sent to, null for none */
    static String email(String field, String value) {
        String address = text(field, "The e-mail address", value, NAME_LENGTH);
        if (address == null) {
            return null;
        }
        if (!usable(address)) {
            throw new RefusedException(field,
                    "The e-mail address cannot be used. Write one address such as name@example.gov.uk, without the "
                    + "person's name around it.");
        }
        return address;
    }

    private static boolean usable(String address) {
        int at = address.lastIndexOf('@');
        String domain = address.substring(at + 1);
        if (at < 1 || address.indexOf('@') != at || !domain.contains(".") || domain.endsWith(".")) {
            return false;
        }
        try {
            InternetAddress parsed = new InternetAddress(address, true);
            return address.equals(parsed.getAddress()) && parsed.getPersonal() == null;
        } catch (AddressException e) {
            return false;
        }
    }

    /** "proceedings-issued" as staff read it: "Proceedings issued"; abbreviations of the courts stay capital. */
    static String words(String kind) {
        if (kind.equals(EventKind.CMH) || kind.equals(EventKind.IRH)) {
            return kind.toUpperCase(Locale.UK);
        }
        String text = kind.replace('-', ' ').replaceAll("\\biro\\b", "IRO").replaceAll("\\bcafcass\\b", "Cafcass")
                .replaceAll("^la\\b", "LA").replaceAll("\\bqa$", "QA").replace("childrens", "children's");
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** By this the same name is recognised, however it is spaced or capitalised. */
    static String nameKey(String name) {
        return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.UK);
    }

    static RefusedException sameChild() {
        return new RefusedException("childName", "A child with this name and date of birth, or this person number, is "
                + "already on file. Start again with the reference of that case; IRO admin can tell you which it is.");
    }

    /** Spring Data wraps what the database says once or twice. */
    static boolean isDuplicate(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DuplicateKeyException
                    || cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), London.ZONE);
    }
}
