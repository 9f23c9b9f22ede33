package org.iroprotocol.web;

import static org.iroprotocol.web.Section.CHILD;
import static org.iroprotocol.web.Section.COMPLETION;
import static org.iroprotocol.web.Section.CONCERNS;
import static org.iroprotocol.web.Section.CONTACT_LETTERS;
import static org.iroprotocol.web.Section.DATES;
import static org.iroprotocol.web.Section.DEADLINES;
import static org.iroprotocol.web.Section.DOCUMENTS;
import static org.iroprotocol.web.Section.LETTERS;
import static org.iroprotocol.web.Section.PEOPLE;
import static org.iroprotocol.web.Section.REVIEWS;
import static org.iroprotocol.web.Section.SIBLINGS;
import static org.iroprotocol.web.Section.TIMELINE;
import static org.iroprotocol.web.Section.VIEWS;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.iroprotocol.correspondence.Item;

/**
 * Who sees which section of a case they may open: one table, from "Who may see what" of the domain and P-01 to P-08.
 * The key is the role somebody has in this case. A role that is not here sees nothing.
 *
 * <p>The timeline and letters at large hold concerns: those are the IRO service's. Guardian, Cafcass and the council's lawyers
 * see nothing of concerns here; they get letters. Directors see no contact data. Only the IRO manager sees who looked. Court
 * papers and the guardian's handover are for the service and the professionals of the case; senior managers and directors see
 * them only "if needed", which nobody has said yet.
 */
final class PermissionMatrix {

    /** Letters with contact data alone, which everybody with the section PEOPLE may read. */
    static final Set<String> CONTACT_TEMPLATES = Set.of("iro-notice", "work-moved");

    private static final Set<Section> SERVICE =
            EnumSet.of(CHILD, SIBLINGS, PEOPLE, DATES, DEADLINES, TIMELINE, LETTERS, CONTACT_LETTERS, COMPLETION, DOCUMENTS,
                    REVIEWS, CONCERNS);
    private static final Set<Section> MANAGER =
            EnumSet.of(CHILD, SIBLINGS, PEOPLE, DATES, DEADLINES, TIMELINE, LETTERS, CONTACT_LETTERS, VIEWS, COMPLETION,
                    DOCUMENTS, REVIEWS, CONCERNS);
    private static final Set<Section> PROFESSIONAL =
            EnumSet.of(CHILD, SIBLINGS, PEOPLE, DATES, DEADLINES, CONTACT_LETTERS, COMPLETION, DOCUMENTS, REVIEWS);
    private static final Set<Section> RESPONDING =
            EnumSet.of(CHILD, SIBLINGS, PEOPLE, DATES, DEADLINES, CONTACT_LETTERS, COMPLETION, DOCUMENTS, REVIEWS, CONCERNS);
    private static final Set<Section> SENIOR_MANAGER = EnumSet.of(CHILD, PEOPLE, DATES, DEADLINES, CONTACT_LETTERS, CONCERNS);
    private static final Set<Section> DIRECTOR = EnumSet.of(CHILD, DATES, CONCERNS);

    private static final Map<String, Set<Section>> ROWS = rows();

    private PermissionMatrix() {
    }

    /** What somebody with these roles in a case sees of it. */
    static Set<Section> sections(Collection<String> roles) {
        Set<Section> sections = EnumSet.noneOf(Section.class);
        roles.forEach(role -> sections.addAll(ROWS.getOrDefault(role, Set.of())));
        return sections;
    }

    /** May somebody who sees these sections read this letter or notice? */
    static boolean mayRead(Set<Section> sections, Item item) {
        return sections.contains(LETTERS)
                || sections.contains(CONTACT_LETTERS) && CONTACT_TEMPLATES.contains(item.template());
    }

    private static Map<String, Set<Section>> rows() {
        Map<String, Set<Section>> rows = new HashMap<>();
        rows.put("iro", SERVICE);
        rows.put("senior-iro", SERVICE);
        rows.put("iro-manager", MANAGER);
        rows.put("iro-admin", SERVICE);
        rows.put("childrens-guardian", PROFESSIONAL);
        rows.put("cafcass-service-manager", PROFESSIONAL);
        rows.put("cafcass-business-support", EnumSet.of(CHILD, PEOPLE, DATES, CONTACT_LETTERS));
        rows.put("social-worker", RESPONDING);
        rows.put("team-manager", RESPONDING);
        rows.put("la-solicitor", PROFESSIONAL);
        rows.put("la-legal-assistant", PROFESSIONAL);
        rows.put("service-manager", SENIOR_MANAGER);
        rows.put("deputy-head-of-service", SENIOR_MANAGER);
        rows.put("head-of-service", SENIOR_MANAGER);
        rows.put("head-of-service-qa", SENIOR_MANAGER);
        rows.put("service-director", DIRECTOR);
        rows.put("strategic-director", DIRECTOR);
        return rows;
    }
}
