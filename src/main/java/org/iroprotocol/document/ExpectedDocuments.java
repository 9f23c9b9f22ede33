package org.iroprotocol.document;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.ApplicationTypes;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.EventKind;
import org.iroprotocol.casefile.Proceedings;
import org.iroprotocol.document.ExpectedDocument.State;
import org.springframework.stereotype.Component;

/** The documents the court's timetable lets the IRO expect (C-38, P-15), worked out when somebody looks. */
@Component
public class ExpectedDocuments {

    private static final String TABLE = "court-documents";
    private static final String DOCUMENT = "document-";
    private static final Map<String, String> WORDS = Map.of(
            EventKind.FIRST_HEARING, "with the first hearing",
            EventKind.CMH, "with the case management hearing",
            EventKind.IRH, "for the issues resolution hearing",
            EventKind.FINAL_HEARING, "for the final hearing",
            EventKind.PROCEEDINGS_ENDED, "after the end of proceedings");

    private final CaseFiles caseFiles;
    private final ApplicationTypes applications;
    private final Tables tables;
    private final Clock clock;

    ExpectedDocuments(CaseFiles caseFiles, ApplicationTypes applications, Tables tables, Clock clock) {
        this.caseFiles = caseFiles;
        this.applications = applications;
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * One entry per row of {@code court-documents.dmn}, in its order, for the latest proceedings; none where there have been no
     * proceedings. A document counts as recorded when an event whose kind begins with {@code document-} stands for it; where
     * the child has been in proceedings before, only with a date on or after the day of issue of the latest.
     *
     * @throws org.iroprotocol.casefile.UnknownCaseException when there is no such case
     */
    public List<ExpectedDocument> ofCase(String reference) {
        CaseFile file = caseFiles.get(reference);
        List<Proceedings> all = caseFiles.proceedings(reference);
        return all.isEmpty() ? List.of() : of(file.authority(), all, caseFiles.events(reference));
    }

    /**
     * The same for somebody who has read the case file already, many at once perhaps.
     *
     * @param all      proceedings of the case, newest first
     * @param standing events of the case that stand
     */
    public List<ExpectedDocument> of(String authority, List<Proceedings> all, List<CaseEvent> standing) {
        if (all.isEmpty()) {
            return List.of();
        }
        Proceedings latest = all.get(0);
        List<CaseEvent> events = standing.stream()
                .filter(event -> event.errorReason() == null && event.value() != null)
                .toList();
        List<CaseEvent> recorded = events.stream()
                .filter(event -> event.kind().startsWith(DOCUMENT))
                .filter(event -> all.size() == 1 || !event.value().date().isBefore(latest.issuedOn()))
                .toList();
        List<ExpectedDocument> documents = new ArrayList<>();
        tables.latest(authority, TABLE).rows().forEach((id, row) -> {
            if (!text(row, "expected").isEmpty()) {
                documents.add(document(id, row, authority, latest, events, recorded));
            }
        });
        return documents;
    }

    private ExpectedDocument document(String id, Map<String, Object> row, String authority, Proceedings proceedings,
                                      List<CaseEvent> events, List<CaseEvent> recorded) {
        String kind = text(row, "expected");
        When when = events.stream()
                .filter(event -> event.kind().equals(kind) && event.subject().isEmpty())
                .map(CaseEvent::value)
                .findFirst()
                .orElse(null);
        List<CaseEvent> about = recorded.stream()
                .filter(event -> event.subject().equals(id) || event.subject().startsWith(id + "/")).toList();
        Optional<LocalDate> first = about.stream().map(event -> event.value().date()).min(LocalDate::compareTo);
        boolean none = about.stream().allMatch(event -> event.kind().equals(DocumentKind.NONE));
        State state = first.isPresent() ? none ? State.NONE : State.RECORDED
                : isNone(kind, when, authority, proceedings) ? State.NOT_APPLICABLE
                : hasPassed(kind, when) ? State.NOTHING_RECORDED : State.NOT_YET_EXPECTED;
        String label = text(row, "label");
        return new ExpectedDocument(id, label.isEmpty() ? words(id) : label, kind,
                WORDS.getOrDefault(kind, "after: " + words(kind)), when, text(row, "if-any").equalsIgnoreCase("yes"),
                text(row, "clause"), state, first.orElse(null));
    }

    /** A hearing this application does not have, or that will not take place any more. */
    private boolean isNone(String kind, When when, String authority, Proceedings proceedings) {
        return ApplicationTypes.HEARINGS.contains(kind)
                && (!applications.hearings(authority, proceedings.applicationType()).contains(kind)
                        || proceedings.endedOn() != null && when != null && when.date().isAfter(proceedings.endedOn()));
    }

    /** A hearing without a time lasts all day; what has ended today has ended. */
    private boolean hasPassed(String kind, When when) {
        if (when == null) {
            return false;
        }
        if (when.hasTime()) {
            return !when.instant().isAfter(clock.instant());
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), London.ZONE);
        return kind.equals(EventKind.PROCEEDINGS_ENDED) ? !when.date().isAfter(today) : when.date().isBefore(today);
    }

    private static String text(Map<String, Object> row, String column) {
        return row.getOrDefault(column, "").toString().strip();
    }

    private static String words(String id) {
        String plain = id.replace('-', ' ');
        return plain.isEmpty() ? plain : Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }
}
