package org.iroprotocol.takeover;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The columns of the file, in the order of the template. A person reads the heading, what to write, and the example. */
enum Column {

    CHILD_NAME("Child's name", "Name as used now. Must be filled in.", "Example Child (delete this row)"),
    DATE_OF_BIRTH("Date of birth", "dd/mm/yyyy. Must be filled in.", "04/05/2019"),
    PERSON_NUMBER("Person number", "The council's own number for the child.", "EX-1001"),
    FAMILY("Family", "Rows with the same text here are brothers and sisters.", "Example family"),
    LEGAL_STATUS("Legal status", "As the council words it, for example Interim care order, Section 20, Not looked after.",
            "Interim care order"),
    LOOKED_AFTER_SINCE("Looked after since", "dd/mm/yyyy.", "01/09/2026"),
    RESTRICTED("Restricted", "yes or no; empty means no. Yes: only people named in the case may see it.", "no"),
    APPLICATION_TYPE("Application type", "Care order, Supervision order, Placement order, Discharge of a care order, "
            + "Secure accommodation, Other, or a type of your authority. Must be filled in.", "Care order"),
    COURT("Court", "Name of the court.", "Family Court at Exampleton (fictional)"),
    COURT_NUMBER("Court number", "The court's number of the case.", "EX26C00001"),
    ISSUED_ON("Issued on", "dd/mm/yyyy, the day the proceedings were issued. Must be filled in.", "07/09/2026"),
    FIRST_HEARING("First hearing", "dd/mm/yyyy or dd/mm/yyyy hh:mm, past or ahead.", "18/09/2026 10:00"),
    CMH("CMH", "Case management hearing: dd/mm/yyyy or dd/mm/yyyy hh:mm.", "29/09/2026 14:00"),
    IRH("IRH", "Issues resolution hearing: dd/mm/yyyy or dd/mm/yyyy hh:mm.", "20/01/2027 10:30"),
    FINAL_HEARING("Final hearing", "dd/mm/yyyy or dd/mm/yyyy hh:mm.", "24/02/2027"),
    IRO_NAME("IRO name", "Independent Reviewing Officer of this child.", "Imogen Example"),
    IRO_EMAIL("IRO e-mail", "Must be filled in where the IRO is named. By it the system finds the IRO's account.",
            "imogen.example@example.org"),
    IRO_PHONE("IRO phone", "Direct telephone number.", "01632 960 001"),
    IRO_ALLOCATED_ON("IRO allocated on", "dd/mm/yyyy. Must be filled in where the IRO is named.", "02/09/2026"),
    CAFCASS_ALLOCATED_ON("Cafcass allocated on", "dd/mm/yyyy, the day Cafcass allocated the case.", "09/09/2026"),
    GUARDIAN_NAME("Guardian name", "Children's guardian. Empty while nobody is named.", "Gareth Example"),
    GUARDIAN_EMAIL("Guardian e-mail", "E-mail or telephone is needed where the guardian is named.",
            "gareth.example@example.org"),
    GUARDIAN_PHONE("Guardian phone", "Direct telephone number.", "01632 960 002"),
    GUARDIAN_FROM("Guardian from", "dd/mm/yyyy, first day of this guardian. Empty means the day Cafcass allocated.",
            "09/09/2026"),
    CAFCASS_MANAGER_NAME("Cafcass service manager name", "The guardian's manager at Cafcass.", "Samira Example"),
    CAFCASS_MANAGER_EMAIL("Cafcass service manager e-mail", "E-mail address.", "samira.example@example.org"),
    SOCIAL_WORKER_NAME("Social worker name", "The child's social worker.", "Wendy Example"),
    SOCIAL_WORKER_EMAIL("Social worker e-mail", "E-mail address.", "wendy.example@example.org"),
    TEAM_MANAGER_NAME("Team manager name", "The social worker's manager.", "Tobias Example"),
    TEAM_MANAGER_EMAIL("Team manager e-mail", "E-mail address.", "tobias.example@example.org"),
    SOLICITOR_NAME("Solicitor name", "The council's solicitor.", "Lorna Example"),
    SOLICITOR_EMAIL("Solicitor e-mail", "E-mail address.", "lorna.example@example.org"),
    IRO_DETAILS_SENT_ON("IRO's details sent on", "dd/mm/yyyy, the day this IRO's details went to Cafcass.", "10/09/2026"),
    GUARDIAN_DETAILS_RECEIVED_ON("Guardian's details received on",
            "dd/mm/yyyy, the day this guardian's details came from Cafcass.", "10/09/2026"),
    LAST_DISCUSSION_ON("Last discussion on", "dd/mm/yyyy, the last discussion of guardian and IRO.", "24/09/2026");

    private final String heading;
    private final String help;
    private final String example;

    Column(String heading, String help, String example) {
        this.heading = heading;
        this.help = help;
        this.example = example;
    }

    String heading() {
        return heading;
    }

    String help() {
        return help;
    }

    String example() {
        return example;
    }

    boolean required() {
        return this == CHILD_NAME || this == DATE_OF_BIRTH || this == APPLICATION_TYPE || this == ISSUED_ON;
    }

    /** By its heading, whatever its capitals, blanks, hyphens and apostrophes. */
    static Optional<Column> of(String heading) {
        String key = key(heading);
        return Arrays.stream(values()).filter(column -> key(column.heading).equals(key)).findFirst();
    }

    private static String key(String heading) {
        return heading.toLowerCase(Locale.UK).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
