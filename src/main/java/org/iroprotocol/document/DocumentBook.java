package org.iroprotocol.document;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.document.CourtDocument.State;
import org.springframework.stereotype.Component;

/** The documents recorded in a case, put together from their rows and events. One whose entries were all errors is none. */
@Component
class DocumentBook {

    private final DocumentRows rows;
    private final DocumentTypes types;
    private final CaseFiles caseFiles;

    DocumentBook(DocumentRows rows, DocumentTypes types, CaseFiles caseFiles) {
        this.rows = rows;
        this.types = types;
        this.caseFiles = caseFiles;
    }

    /** In the order they were recorded. */
    List<CourtDocument> ofCase(String authority, String reference) {
        List<DocumentRows.Row> found = rows.ofCase(reference);
        return found.isEmpty() ? List.of() : documents(types.of(authority), found, caseFiles.events(reference));
    }

    /** Those the process instance looks after. */
    List<CourtDocument> ofInstance(String authority, String reference, String processInstanceId) {
        return ofCase(authority, reference).stream()
                .filter(document -> processInstanceId.equals(document.processInstanceId())).toList();
    }

    /** How many there have ever been under that row, errors included: the next has the next number. */
    long numberOf(String reference, String type) {
        return rows.ofCase(reference).stream().filter(row -> row.type().equals(type)).count();
    }

    /** @param events what stands in that case */
    static List<CourtDocument> documents(Map<String, DocumentType> types, List<DocumentRows.Row> rows, List<CaseEvent> events) {
        Map<String, Map<String, LocalDate>> dates = new HashMap<>();
        for (CaseEvent event : events) {
            if (event.kind().startsWith(DocumentKind.PREFIX) && event.errorReason() == null && event.value() != null) {
                dates.computeIfAbsent(event.subject(), subject -> new HashMap<>())
                        .putIfAbsent(event.kind(), event.value().date());
            }
        }
        Map<String, Long> counts = rows.stream().filter(row -> dates.containsKey(row.subject()) && row.title() == null)
                .collect(Collectors.groupingBy(DocumentRows.Row::type, Collectors.counting()));
        Map<String, Integer> numbers = new HashMap<>();
        List<CourtDocument> documents = new ArrayList<>();
        for (DocumentRows.Row row : rows) {
            if (dates.containsKey(row.subject())) {
                String label = DocumentTypes.get(types, row.type()).label();
                if (row.title() == null && counts.get(row.type()) > 1) {
                    label += " (" + numbers.merge(row.type(), 1, Integer::sum) + ")";
                }
                documents.add(document(row, label, dates.get(row.subject())));
            }
        }
        return documents;
    }

    private static CourtDocument document(DocumentRows.Row row, String label, Map<String, LocalDate> dates) {
        LocalDate none = dates.get(DocumentKind.NONE);
        LocalDate notRelevant = dates.get(DocumentKind.NOT_RELEVANT);
        State state = dates.containsKey(DocumentKind.SENT) ? State.SENT : none != null ? State.NONE
                : notRelevant != null ? State.NOT_RELEVANT : State.TO_BE_SENT;
        return new CourtDocument(row.caseReference(), row.subject(), row.type(), label, row.title(),
                dates.get(DocumentKind.FILED), dates.get(DocumentKind.SERVED), dates.get(DocumentKind.RECEIVED),
                dates.get(DocumentKind.SENT), dates.get(DocumentKind.ASKED_AGAIN), none == null ? notRelevant : none,
                dates.get(DocumentKind.RECORDED), row.held(), row.solicitor(), row.reason(), row.processInstanceId(), state);
    }
}
