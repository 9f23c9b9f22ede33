package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.When;

/** The start form of {@code open-proceedings} as typed; reading it removes it from the process. */
record OpeningForm(String caseReference, Child child, LocalDate lookedAfterSince, List<Child> siblings,
                   String applicationType, String court, String courtNumber, LocalDate issuedOn, When firstHearingAt,
                   When cmhAt, LocalDate iroAllocatedOn, LocalDate cafcassAllocatedOn, Map<String, Contact> people,
                   String note) {

    /** A child as typed; anything may be null. */
    record Child(String name, LocalDate dateOfBirth, String personNumber, String legalStatus, boolean restricted) {

        boolean isEmpty() {
            return name == null && dateOfBirth == null && personNumber == null;
        }
    }

    /** A person as typed; e-mail and telephone may be null. */
    record Contact(String name, String email, String phone) {
    }

    /** Role and the prefix of its fields. */
    private static final Map<String, String> PREFIXES = new LinkedHashMap<>();

    static {
        PREFIXES.put(Groups.IRO, "iro");
        PREFIXES.put(Groups.CHILDRENS_GUARDIAN, "guardian");
        PREFIXES.put("cafcass-service-manager", "cafcassManager");
        PREFIXES.put("social-worker", "socialWorker");
        PREFIXES.put("team-manager", "teamManager");
        PREFIXES.put("la-solicitor", "solicitor");
    }

    /** The first day in the role as far as typed; a team is taken to work the case from its issue. */
    LocalDate from(String role) {
        return switch (role) {
            case Groups.IRO -> iroAllocatedOn;
            case Groups.CHILDRENS_GUARDIAN -> cafcassAllocatedOn;
            default -> issuedOn;
        };
    }

    /** The key in this form of a field of the form that records a single person. */
    static String field(String role, String personField) {
        if ("personFrom".equals(personField)) {
            return switch (role) {
                case Groups.IRO -> "iroAllocatedOn";
                case Groups.CHILDRENS_GUARDIAN -> "cafcassAllocatedOn";
                default -> "issuedOn";
            };
        }
        return String.valueOf(personField).replaceFirst("^person", PREFIXES.get(role));
    }

    static OpeningForm take(DelegateExecution execution) {
        Reader form = new Reader(execution);
        boolean restricted = Typed.yes(form.value("restricted"));
        return new OpeningForm(form.text("caseReference"),
                new Child(form.text("childName"), form.date("dateOfBirth", "The date of birth"),
                        form.text("personNumber"), form.text("legalStatus"), restricted),
                form.date("lookedAfterSince", "The day since which the child is looked after"),
                siblings(Typed.rows("siblings", form.value("siblings")), restricted),
                form.text("applicationType"), form.text("court"), form.text("courtNumber"),
                form.date("issuedOn", "The day of issue"), form.when("firstHearingAt", "The first hearing"),
                form.when("cmhAt", "The case management hearing"),
                form.date("iroAllocatedOn", "The day the IRO was allocated"),
                form.date("cafcassAllocatedOn", "The day Cafcass allocated"), people(form), form.text("note"));
    }

    /** Siblings of a restricted child are restricted too: their page would lead to it. */
    private static List<Child> siblings(List<Map<?, ?>> rows, boolean restricted) {
        List<Child> siblings = new ArrayList<>();
        for (Map<?, ?> row : rows) {
            Child child = inRow(siblings.size() + 1, () -> new Child(Typed.text(row.get("siblingName")),
                    Typed.date("siblings", "The date of birth", row.get("siblingDateOfBirth")),
                    Typed.text(row.get("siblingPersonNumber")), Typed.text(row.get("siblingLegalStatus")), restricted));
            if (!child.isEmpty()) {
                siblings.add(child);
            }
        }
        return siblings;
    }

    /** What is refused about a sibling says which row it is about. */
    static <T> T inRow(int number, Supplier<T> work) {
        try {
            return work.get();
        } catch (RefusedException e) {
            throw new RefusedException("siblings", "Sibling " + number + ": " + e.getMessage()
                    + " Correct it, or leave this child out and open its case separately. "
                    + "Nothing has been opened for any of the children yet.");
        }
    }

    private static Map<String, Contact> people(Reader form) {
        Map<String, Contact> people = new LinkedHashMap<>();
        PREFIXES.forEach((role, prefix) -> {
            Contact contact = new Contact(form.text(prefix + "Name"), form.text(prefix + "Email"),
                    form.text(prefix + "Phone"));
            if (contact.name() != null) {
                people.put(role, contact);
            } else if (contact.email() != null || contact.phone() != null) {
                throw new RefusedException(prefix + "Name", "There is an e-mail address or telephone number without "
                        + "a name. Fill in the name or remove them.");
            }
        });
        return people;
    }

    private record Reader(DelegateExecution execution) {

        Object value(String key) {
            return Typed.take(key, execution);
        }

        String text(String key) {
            return Typed.text(value(key));
        }

        LocalDate date(String key, String label) {
            return Typed.date(key, label, value(key));
        }

        When when(String key, String label) {
            return Typed.when(key, label, value(key));
        }
    }
}
