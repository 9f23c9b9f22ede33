package org.iroprotocol.takeover;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.ChildFacts;
import org.iroprotocol.casefile.EventKind;
import org.iroprotocol.takeover.ImportReport.Problem;

/** One row of the file, read cell by cell; what cannot be read is noted and left out. */
class Entry {

    private static final DateTimeFormatter DAY = format("d/M/uuuu");
    private static final DateTimeFormatter MINUTE = format("d/M/uuuu H:mm[:ss]");
    private static final Set<String> YES = Set.of("yes", "y", "true");
    private static final Set<String> NO = Set.of("no", "n", "false");
    private static final Map<String, String> STATUSES = Map.of("accommodated", "s20", "section-20", "s20", "s20", "s20",
            "interim-care-order", "interim-care-order", "care-order", "care-order", "emergency-protection-order",
            "emergency-protection-order", "placement-order", "placement-order",
            ChildFacts.NOT_LOOKED_AFTER, ChildFacts.NOT_LOOKED_AFTER);

    /**
     * Somebody in a role.
     *
     * @param from first day; never null
     */
    record Holder(String role, String name, String email, String phone, LocalDate from, Column nameColumn,
                  Column emailColumn, Column phoneColumn, Column fromColumn) {
    }

    /** A hearing as listed. */
    record Hearing(String kind, Column column, When at) {
    }

    final int row;
    final String childName;
    final LocalDate dateOfBirth;
    final String personNumber;
    final String family;
    final String legalStatus;
    final LocalDate lookedAfterSince;
    final boolean restricted;
    final String applicationType;
    final LocalDate issuedOn;
    final LocalDate cafcassAllocatedOn;
    final LocalDate iroDetailsSentOn;
    final LocalDate guardianDetailsReceivedOn;
    final LocalDate lastDiscussionOn;
    final List<Hearing> hearings = new ArrayList<>();
    final List<Holder> people = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();

    private final Sheet.Line line;

    Entry(Sheet.Line line, Types types) {
        this.line = line;
        row = line.number();
        childName = needed(Column.CHILD_NAME);
        if (Column.CHILD_NAME.example().equals(childName)) {
            problem(Column.CHILD_NAME, "This is the template's example. Delete the row.");
        }
        dateOfBirth = needed(Column.DATE_OF_BIRTH) == null ? null : day(Column.DATE_OF_BIRTH);
        personNumber = line.text(Column.PERSON_NUMBER);
        family = line.text(Column.FAMILY) == null ? null
                : line.text(Column.FAMILY).replaceAll("\\s+", " ").toLowerCase(Locale.UK);
        legalStatus = status(line.text(Column.LEGAL_STATUS));
        lookedAfterSince = day(Column.LOOKED_AFTER_SINCE);
        restricted = yes(Column.RESTRICTED);
        applicationType = needed(Column.APPLICATION_TYPE) == null ? null
                : types.find(line.text(Column.APPLICATION_TYPE)).orElse(null);
        if (applicationType == null && line.text(Column.APPLICATION_TYPE) != null) {
            problem(Column.APPLICATION_TYPE, "This is not a type of application. Write one of: " + types.labels() + ".");
        }
        issuedOn = needed(Column.ISSUED_ON) == null ? null : day(Column.ISSUED_ON);
        hearing(EventKind.FIRST_HEARING, Column.FIRST_HEARING);
        hearing(EventKind.CMH, Column.CMH);
        hearing(EventKind.IRH, Column.IRH);
        hearing(EventKind.FINAL_HEARING, Column.FINAL_HEARING);
        cafcassAllocatedOn = day(Column.CAFCASS_ALLOCATED_ON);
        iroDetailsSentOn = day(Column.IRO_DETAILS_SENT_ON);
        guardianDetailsReceivedOn = day(Column.GUARDIAN_DETAILS_RECEIVED_ON);
        lastDiscussionOn = day(Column.LAST_DISCUSSION_ON);
        iro();
        guardian();
        person(Groups.CAFCASS_SERVICE_MANAGER, Column.CAFCASS_MANAGER_NAME, Column.CAFCASS_MANAGER_EMAIL);
        person(Groups.SOCIAL_WORKER, Column.SOCIAL_WORKER_NAME, Column.SOCIAL_WORKER_EMAIL);
        person(Groups.TEAM_MANAGER, Column.TEAM_MANAGER_NAME, Column.TEAM_MANAGER_EMAIL);
        person(Groups.LA_SOLICITOR, Column.SOLICITOR_NAME, Column.SOLICITOR_EMAIL);
        if (lookedAfterSince != null && ChildFacts.NOT_LOOKED_AFTER.equals(legalStatus)) {
            problem(Column.LOOKED_AFTER_SINCE, "The legal status says that the child is not looked after. "
                    + "Correct one of the two.");
        }
    }

    String text(Column column) {
        return line.text(column);
    }

    void problem(Column column, String text) {
        problems.add(new Problem(row, column == null ? null : column.heading(), text));
    }

    boolean names(String role) {
        return people.stream().anyMatch(person -> person.role().equals(role));
    }

    private void iro() {
        LocalDate from = day(Column.IRO_ALLOCATED_ON);
        String name = line.text(Column.IRO_NAME);
        if (name == null) {
            nobody(Column.IRO_NAME, List.of(Column.IRO_EMAIL, Column.IRO_PHONE, Column.IRO_ALLOCATED_ON,
                    Column.IRO_DETAILS_SENT_ON), "Add the IRO's name, or leave all of the IRO's columns empty.");
            return;
        }
        if (line.text(Column.IRO_EMAIL) == null) {
            problem(Column.IRO_EMAIL, "Add the IRO's e-mail address: it is how the IRO's tasks reach the right person.");
        }
        if (line.text(Column.IRO_ALLOCATED_ON) == null) {
            problem(Column.IRO_ALLOCATED_ON, "Say since when this IRO has been allocated to the child, as dd/mm/yyyy.");
        }
        if (from != null) {
            people.add(new Holder(Groups.IRO, name, line.text(Column.IRO_EMAIL), line.text(Column.IRO_PHONE), from,
                    Column.IRO_NAME, Column.IRO_EMAIL, Column.IRO_PHONE, Column.IRO_ALLOCATED_ON));
        }
    }

    private void guardian() {
        LocalDate from = day(Column.GUARDIAN_FROM);
        String name = line.text(Column.GUARDIAN_NAME);
        if (name == null) {
            nobody(Column.GUARDIAN_NAME, List.of(Column.GUARDIAN_EMAIL, Column.GUARDIAN_PHONE, Column.GUARDIAN_FROM,
                    Column.GUARDIAN_DETAILS_RECEIVED_ON),
                    "Add the guardian's name, or leave all of the guardian's columns empty.");
            return;
        }
        if (line.text(Column.GUARDIAN_EMAIL) == null && line.text(Column.GUARDIAN_PHONE) == null) {
            problem(Column.GUARDIAN_EMAIL, "Add the guardian's direct e-mail address or telephone number.");
        }
        boolean own = line.text(Column.GUARDIAN_FROM) != null;
        if (!own && line.text(Column.CAFCASS_ALLOCATED_ON) == null) {
            problem(Column.GUARDIAN_FROM, "Say since when this guardian has been in the case, or when Cafcass allocated it, "
                    + "as dd/mm/yyyy.");
        }
        LocalDate first = own ? from : cafcassAllocatedOn;
        if (first != null) {
            people.add(new Holder(Groups.CHILDRENS_GUARDIAN, name, line.text(Column.GUARDIAN_EMAIL),
                    line.text(Column.GUARDIAN_PHONE), first, Column.GUARDIAN_NAME, Column.GUARDIAN_EMAIL,
                    Column.GUARDIAN_PHONE, own ? Column.GUARDIAN_FROM : Column.CAFCASS_ALLOCATED_ON));
        }
    }

    /** A team is taken to work the case from its issue. */
    private void person(String role, Column nameColumn, Column emailColumn) {
        String name = line.text(nameColumn);
        if (name == null) {
            nobody(nameColumn, List.of(emailColumn), "There is an e-mail address without a name. Add the name, or remove the "
                    + "address.");
        } else if (issuedOn != null) {
            people.add(new Holder(role, name, line.text(emailColumn), null, issuedOn, nameColumn, emailColumn, null,
                    Column.ISSUED_ON));
        }
    }

    private void nobody(Column nameColumn, List<Column> others, String words) {
        if (others.stream().anyMatch(column -> line.text(column) != null)) {
            problem(nameColumn, words);
        }
    }

    private void hearing(String kind, Column column) {
        When at = when(column);
        if (at == null) {
            return;
        }
        if (issuedOn != null && at.date().isBefore(issuedOn)) {
            problem(column, "This hearing is before the day the proceedings were issued. Check both dates.");
        }
        hearings.add(new Hearing(kind, column, at));
    }

    private String needed(Column column) {
        String text = line.text(column);
        if (text == null) {
            problem(column, "This cell is empty. Fill it in.");
        }
        return text;
    }

    private LocalDate day(Column column) {
        String text = line.text(column);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text, DAY);
        } catch (DateTimeException e) {
            problem(column, "This is not a date. Write it as dd/mm/yyyy, for example 07/09/2026.");
            return null;
        }
    }

    private When when(Column column) {
        String text = line.text(column);
        if (text == null) {
            return null;
        }
        try {
            if (text.indexOf(':') < 0) {
                return When.on(LocalDate.parse(text, DAY));
            }
            LocalDateTime at = LocalDateTime.parse(text.replaceAll("\\s+", " "), MINUTE);
            return new When(at.toLocalDate(), at.toLocalTime());
        } catch (DateTimeException e) {
            problem(column, "This is not a date. Write it as dd/mm/yyyy, or with the time as dd/mm/yyyy hh:mm.");
            return null;
        }
    }

    private boolean yes(Column column) {
        String text = line.text(column) == null ? "no" : line.text(column).toLowerCase(Locale.UK);
        if (!YES.contains(text) && !NO.contains(text)) {
            problem(column, "Write yes or no.");
        }
        return YES.contains(text);
    }

    /** As the forms store what they offer; any other wording stays as written. */
    private static String status(String text) {
        return text == null ? null : STATUSES.getOrDefault(Types.id(text), text);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.UK).withResolverStyle(ResolverStyle.STRICT);
    }
}
