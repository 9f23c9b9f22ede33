package org.iroprotocol.correspondence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.iroprotocol.authority.Groups;

/** Every placeholder a template may use, in one place: what is checked, what is filled in and what the guide lists. */
final class Placeholders {

    /** The template whose text goes round every letter; it alone may speak of the letter. */
    static final String COVER = "letter-cover";

    /** Letters about several cases at once: they alone may hold the list of cases, and nothing of one child. */
    static final Set<String> SHARED = Set.of("work-moved");

    /** The morning digest: it alone may hold the lists of what is due, and nothing of one child but numbers. */
    static final String DIGEST = "daily-digest";

    /** Notices about the protocol itself, which belong to no case. */
    static final Set<String> OF_THE_PROTOCOL = Set.of("protocol-review-reminder", "protocol-review-overdue",
            "protocol-second-signature-overdue");

    /** Sections of the digest, each repeated for its lines, with what a line in it is about. */
    static final Map<String, String> DIGEST_SECTIONS = digestSections();

    /** The section that is repeated for each case of the list. */
    static final String LIST = "list";

    private static final List<Placeholder> ALL = catalogue();

    private Placeholders() {
    }

    /** Is it a letter or notice about a referral to Cafcass? */
    static boolean isOfReferral(String template) {
        return template.startsWith("cafcass-referral") || template.startsWith("referral-");
    }

    /**
     * @param shown  as the guide shows it, for example {@code entry.<field>}
     * @param names  which names it stands for
     * @param where  in which files it may stand
     * @param meaning in plain words, also used to say what is missing
     */
    record Placeholder(String shown, Pattern names, Where where, String meaning) {

        boolean allowedIn(String template, boolean letter) {
            return switch (where) {
                case EVERYWHERE -> true;
                case LETTERS -> letter;
                case COVER_ONLY -> template.equals(COVER);
                case SHARED_ONLY -> SHARED.contains(template);
                case DIGEST_ONLY -> template.equals(DIGEST);
                case PROTOCOL_ONLY -> OF_THE_PROTOCOL.contains(template);
            };
        }
    }

    /** In which files a placeholder may stand. */
    enum Where {
        EVERYWHERE("letters and notices"), LETTERS("letters only"), COVER_ONLY("`" + COVER + "` only"), SHARED_ONLY("`work-moved` only"),
        DIGEST_ONLY("`" + DIGEST + "` only"), PROTOCOL_ONLY("notices about the protocol itself only");

        final String words;

        Where(String words) {
            this.words = words;
        }
    }

    private static List<Placeholder> catalogue() {
        List<Placeholder> all = new ArrayList<>();
        add(all, "reference", Where.EVERYWHERE, "our reference of the case");
        add(all, "personNumber", Where.EVERYWHERE, "the council's own number for the child");
        add(all, "today", Where.EVERYWHERE, "the day it is written, dd/mm/yyyy");
        add(all, "link", Where.EVERYWHERE, "the address of the case page (setting `public-url`)");
        add(all, "authority.name", Where.EVERYWHERE, "the council's name (setting `authority.name`)");
        add(all, "deadline.due", Where.EVERYWHERE,
                "when it was or is due; the deadline is the one whose rule has the template's name without `-overdue`; "
                        + "in `target-missed` the one that was missed");
        add(all, "deadline.what", Where.EVERYWHERE, "what that deadline is for: the label of its row of `deadlines.dmn`");
        add(all, "deadline.workingOut", Where.EVERYWHERE, "how that due date came about, in plain words");
        all.add(new Placeholder("due.<rule>", Pattern.compile("due\\.[a-z0-9-]+"), Where.EVERYWHERE,
                "when that row of `deadlines.dmn` makes it due in this case; nothing while that is not known"));
        all.add(new Placeholder("workingOut.<rule>", Pattern.compile("workingOut\\.[a-z0-9-]+"), Where.EVERYWHERE,
                "how that due date comes about, in plain words"));
        add(all, "concern.number", Where.EVERYWHERE, "our number of the concern it is about");
        add(all, "concern.stage", Where.EVERYWHERE, "the stage that concern is in");
        add(all, "concern.issuedOn", Where.EVERYWHERE, "the day it was issued, dd/mm/yyyy");
        all.add(new Placeholder("concern.<field>", Pattern.compile("concern\\.[A-Za-z][A-Za-z0-9_]*"), Where.LETTERS,
                "what was typed in that form field about the concern, or what is known of it: `raisedOn`, `person`, `manager`, "
                + "`department`, `nextHearing`, `outcome`, `outcomeReason`, `closedOn`"));
        add(all, "referral.number", Where.EVERYWHERE, "our number of the referral it is about");
        add(all, "referral.sentOn", Where.EVERYWHERE, "the day that referral was sent, dd/mm/yyyy");
        add(all, "referral.acknowledgedOn", Where.EVERYWHERE, "the day Cafcass Legal acknowledged it; nothing until recorded");
        add(all, "referral.allocatedOn", Where.EVERYWHERE, "the day it was given to a practitioner; nothing until recorded");
        add(all, "referral.notifiedOn", Where.EVERYWHERE, "the day the council's lawyers were told; nothing until recorded");
        add(all, "referral.reportOn", Where.EVERYWHERE, "the day Cafcass's written report came; nothing until recorded");
        all.add(new Placeholder("referral.<field>", Pattern.compile("referral\\.[A-Za-z][A-Za-z0-9_]*"), Where.LETTERS,
                "what was typed in that form field about the referral, or what is known of it: `senderName`, `senderEmail`, "
                + "`senderPhone`, `asCover`, `adoption`, `enclosures`"));
        all.add(new Placeholder("settings.<id>", Pattern.compile("settings\\.[A-Za-z0-9.-]+(?<!\\.name)"),
                Where.EVERYWHERE, "the value of that row of `settings.dmn`"));
        all.add(new Placeholder("settings.<id>.name", Pattern.compile("settings\\.[A-Za-z0-9.-]+\\.name"),
                Where.LETTERS, "the same for rows that hold a person's name"));
        add(all, "child.name", Where.LETTERS, "the child's name as used now");
        add(all, "child.dateOfBirth", Where.LETTERS, "the child's date of birth, dd/mm/yyyy");
        add(all, "child.lookedAfter", Where.LETTERS, "there only while the child is looked after (not recorded counts as "
                + "looked after); use it as a section");
        add(all, "recipient.name", Where.LETTERS, "the name of the person it is addressed to, else the role in words");
        Groups.ofCase().forEach(role -> {
            String words = Groups.label(role);
            String key = Roles.camelCase(role);
            add(all, key + ".name", Where.LETTERS, "name of the " + words + " today");
            add(all, key + ".email", Where.LETTERS, "e-mail address of the " + words + " today");
            add(all, key + ".phone", Where.LETTERS, "telephone number of the " + words + " today");
        });
        all.add(new Placeholder("entry.<field>", Pattern.compile("entry\\.[A-Za-z][A-Za-z0-9_]*"), Where.LETTERS,
                "what was typed in that form field: newest timeline record whose kind is the template's name"));
        add(all, "letter.title", Where.COVER_ONLY, "the title of the letter");
        add(all, "letter.attached", Where.COVER_ONLY, "there only when the letter is attached; use it as a section");
        add(all, "letter.waiting", Where.COVER_ONLY, "there only when the letter is not attached; use it as a section");
        add(all, LIST, Where.SHARED_ONLY, "a section that is repeated for each case of the list");
        add(all, "list.reference", Where.SHARED_ONLY, "inside that section: our reference of the case");
        add(all, "list.personNumber", Where.SHARED_ONLY, "inside that section: the council's own number for the child");
        add(all, "moved.from", Where.SHARED_ONLY, "the day from which the work is in other hands, dd/mm/yyyy");
        add(all, "moved.before", Where.SHARED_ONLY, "name of the person who had the work before");
        add(all, "digest.summary", Where.DIGEST_ONLY, "the most urgent in a few words: \"2 targets missed, 1 due today\"");
        add(all, "digest.cases", Where.DIGEST_ONLY, "the address of the reader's list of cases (setting `public-url`)");
        add(all, "digest.more", Where.DIGEST_ONLY, "there only when a list had to be cut short: how many lines more there are");
        add(all, "agreement.version", Where.PROTOCOL_ONLY, "which version of the protocol it is about");
        add(all, "agreement.missing", Where.PROTOCOL_ONLY, "whose signature is missing: the role, never a name");
        DIGEST_SECTIONS.forEach((section, meaning) -> add(all, section, Where.DIGEST_ONLY,
                "a section, there only when it has lines, that is repeated for each: " + meaning));
        DIGEST_SECTIONS.keySet().forEach(section -> add(all, section + ".count", Where.DIGEST_ONLY,
                "how many there are in that section; there only when there are any, for a heading and a table round it"));
        add(all, "line.what", Where.DIGEST_ONLY, "inside such a section: what is to be done");
        add(all, "line.due", Where.DIGEST_ONLY, "inside: when it is or was due; not for documents");
        add(all, "line.who", Where.DIGEST_ONLY, "inside: whose it is, where it is not the reader's own");
        add(all, "line.cover", Where.DIGEST_ONLY, "inside: whom the reader covers and until when");
        add(all, "line.reference", Where.DIGEST_ONLY, "inside: our reference of the case");
        add(all, "line.personNumber", Where.DIGEST_ONLY, "inside: the council's own number for the child");
        add(all, "line.link", Where.DIGEST_ONLY, "inside: the address of the case page, or of the task for who cannot open it");
        return List.copyOf(all);
    }

    private static Map<String, String> digestSections() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("missed", "the reader's own targets missed");
        sections.put("due-today", "due today");
        sections.put("due-soon", "due within two working days (setting `follow-up.working-days`)");
        sections.put("waiting", "what others owe in the reader's cases, missed or due soon");
        sections.put("documents", "expected documents with nothing recorded, one line for each case");
        sections.put("team", "targets missed in the reader's team");
        return Collections.unmodifiableMap(sections);
    }

    private static void add(List<Placeholder> all, String name, Where where, String meaning) {
        all.add(new Placeholder(name, Pattern.compile(Pattern.quote(name)), where, meaning));
    }

    static List<Placeholder> all() {
        return ALL;
    }

    static Optional<Placeholder> find(String name) {
        return ALL.stream().filter(placeholder -> placeholder.names().matcher(name).matches()).findFirst();
    }

    /** The table of the guide for administrators, Markdown. */
    static String markdown() {
        StringBuilder table = new StringBuilder("| placeholder | where | meaning |\n|---|---|---|\n");
        ALL.forEach(p -> table.append("| `{{").append(p.shown()).append("}}` | ").append(p.where().words).append(" | ")
                .append(p.meaning()).append(" |\n"));
        return table.toString();
    }
}
