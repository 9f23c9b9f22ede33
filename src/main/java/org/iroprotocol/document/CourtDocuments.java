package org.iroprotocol.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iroprotocol.casefile.ApplicationTypes;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.CaseLists;
import org.iroprotocol.casefile.EventKind;
import org.iroprotocol.casefile.Proceedings;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.deadline.SubjectDeadlines;
import org.iroprotocol.document.CourtDocument.State;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Court documents for pages: what is recorded in a case, and what is outstanding over many. */
@Service
@Transactional
public class CourtDocuments {

    private static final int TEXT = 4000;

    private final DocumentBook book;
    private final DocumentRows rows;
    private final DocumentTypes types;
    private final DocumentSteps steps;
    private final ExpectedDocuments expected;
    private final SubjectDeadlines deadlines;
    private final CaseLists lists;
    private final CaseFiles caseFiles;
    private final CaseForms forms;
    private final DocumentFiles files;

    CourtDocuments(DocumentBook book, DocumentRows rows, DocumentTypes types, DocumentSteps steps, ExpectedDocuments expected,
                   SubjectDeadlines deadlines, CaseLists lists, CaseFiles caseFiles, CaseForms forms,
                   DocumentFiles files) {
        this.book = book;
        this.rows = rows;
        this.types = types;
        this.steps = steps;
        this.expected = expected;
        this.deadlines = deadlines;
        this.lists = lists;
        this.caseFiles = caseFiles;
        this.forms = forms;
        this.files = files;
    }

    /**
     * A recorded document and when it is due.
     *
     * @param due        UTC, the earliest of its rules; null while unknown, and once nothing is due
     * @param workingOut how the date came about, or what it waits for; null when nothing is due
     */
    public record Due(CourtDocument document, Instant due, String workingOut) {

        /** Should it have gone before that moment? */
        public boolean overdue(Instant now) {
            return document.state() == State.TO_BE_SENT && due != null && due.isBefore(now);
        }
    }

    /**
     * What is outstanding in one case.
     *
     * @param missing expected, with nothing recorded and no word that there may be none
     * @param toSend  recorded and not sent, the first due first
     */
    public record Outstanding(CaseFile file, List<ExpectedDocument> missing, List<Due> toSend) {

        /** When the first of them is due; null where nothing has a date. */
        public Instant firstDue() {
            return toSend.stream().map(Due::due).filter(due -> due != null).min(Comparator.naturalOrder()).orElse(null);
        }
    }

    /** Everything recorded in a case, in the order it was recorded. */
    @Transactional(readOnly = true)
    public List<Due> ofCase(CaseFile file) {
        Map<String, SubjectDeadlines.Open> due = earliest(deadlines.openOfCase(file.reference()));
        return book.ofCase(file.authority(), file.reference()).stream().map(document -> due(document, due)).toList();
    }

    /** The files kept with the documents of a case, by document. */
    @Transactional(readOnly = true)
    public Map<String, List<DocumentFile>> files(String reference) {
        return files.ofCase(reference).stream().collect(Collectors.groupingBy(DocumentFile::subject));
    }

    /**
     * What is outstanding in those cases of one authority, in a fixed number of queries; cases where nothing is, and children who
     * have died, are absent.
     */
    @Transactional(readOnly = true)
    public List<Outstanding> outstanding(String authority, List<CaseFile> files) {
        Set<String> kinds = new LinkedHashSet<>(ApplicationTypes.HEARINGS);
        kinds.add(EventKind.PROCEEDINGS_ENDED);
        types.of(authority).values().forEach(type -> kinds.add(type.expected()));
        Map<String, List<CaseEvent>> events = lists.events(authority, kinds, DocumentKind.PREFIX);
        Map<String, List<Proceedings>> proceedings = lists.proceedings(authority);
        Map<String, List<DocumentRows.Row>> recorded = rows.ofAuthority(authority).stream()
                .collect(Collectors.groupingBy(DocumentRows.Row::caseReference));
        Map<String, SubjectDeadlines.Open> due = earliest(deadlines.openOfAuthority(authority));
        Map<String, DocumentType> known = types.of(authority);
        List<Outstanding> outstanding = new ArrayList<>();
        for (CaseFile file : files.stream().filter(one -> one.diedOn() == null).toList()) {
            List<CaseEvent> standing = events.getOrDefault(file.reference(), List.of());
            List<ExpectedDocument> missing = !proceedings.containsKey(file.reference()) ? List.of()
                    : expected.of(authority, proceedings.get(file.reference()), standing).stream()
                    .filter(one -> one.state() == ExpectedDocument.State.NOTHING_RECORDED && !one.ifAny()).toList();
            List<DocumentRows.Row> there = recorded.getOrDefault(file.reference(), List.of());
            List<Due> toSend = DocumentBook.documents(known, there, standing).stream()
                    .filter(document -> document.is(State.TO_BE_SENT)).map(document -> due(document, due))
                    .sorted(Comparator.comparing(Due::due, Comparator.nullsLast(Comparator.naturalOrder()))).toList();
            if (!missing.isEmpty() || !toSend.isEmpty()) {
                outstanding.add(new Outstanding(file, missing, toSend));
            }
        }
        return outstanding;
    }

    /**
     * The IRO asks again for a document the solicitor held not relevant (C-87): it is to be sent after all, counted from today.
     *
     * @param reason why; must be there
     * @throws RefusedException with the field {@code reason} or {@code document}
     */
    public void askAgain(String reference, String subject, String reason) {
        CaseFile file = forms.locked(reference);
        if (reason == null || reason.isBlank()) {
            throw new RefusedException("reason", "The reason why you need the document is missing. Say it in a sentence.");
        }
        if (reason.strip().length() > TEXT) {
            throw new RefusedException("reason", "The reason is too long: " + TEXT + " characters at most.");
        }
        CourtDocument document = book.ofCase(file.authority(), reference).stream()
                .filter(one -> one.subject().equals(subject) && one.is(State.NOT_RELEVANT)).findFirst()
                .orElseThrow(() -> new RefusedException("document", "This document is not held to be not relevant any more. "
                        + "Load the page again."));
        forms.each(List.of(file), child -> {
            forms.event(child, DocumentKind.NOT_RELEVANT, subject, null, "document");
            forms.event(child, DocumentKind.ASKED_AGAIN, subject, forms.today(), "document");
            forms.record(child, "document-asked-again", "The IRO asks again for a document held not relevant.", List.of(
                    new TimelineRecord.Entry("document", "Document", document.inWords()),
                    new TimelineRecord.Entry("reason", "Why it is needed", reason.strip())));
        });
        steps.start(file, List.of(subject));
    }

    /**
     * Takes a document out that was entered in error, for the wrong child or twice (P-16): nothing about it stands any more, and
     * what waits for it stops waiting.
     *
     * @throws RefusedException with the field {@code reason} or {@code document}
     */
    public void enteredInError(String reference, String subject, String reason) {
        CaseFile file = forms.locked(reference);
        if (reason == null || reason.isBlank() || reason.strip().length() > TEXT) {
            throw new RefusedException("reason", "The reason why this was entered in error is missing or too long. Say it in a "
                    + "sentence.");
        }
        CourtDocument document = book.ofCase(file.authority(), reference).stream().filter(one -> one.subject().equals(subject))
                .findFirst().orElseThrow(() -> new RefusedException("document", "This document is not on file any more. "
                        + "Load the page again."));
        forms.each(List.of(file), child -> {
            caseFiles.events(reference).stream()
                    .filter(event -> event.subject().equals(subject) && event.kind().startsWith(DocumentKind.PREFIX)
                            && event.value() != null)
                    .forEach(event -> forms.event(child, event.kind(), subject, null, "document"));
            forms.record(child, "document-in-error", "A court document had been entered in error.", List.of(
                    new TimelineRecord.Entry("document", "Document", document.inWords()),
                    new TimelineRecord.Entry("reason", "Why it was wrong", reason.strip())));
        });
    }

    private static Due due(CourtDocument document, Map<String, SubjectDeadlines.Open> open) {
        SubjectDeadlines.Open due = document.is(State.TO_BE_SENT) ? open.get(key(document.caseReference(), document.subject()))
                : null;
        return due == null ? new Due(document, null, null) : new Due(document, due.due(), due.workingOut());
    }

    private static Map<String, SubjectDeadlines.Open> earliest(List<SubjectDeadlines.Open> open) {
        return open.stream().collect(Collectors.toMap(one -> key(one.caseReference(), one.subject()), Function.identity(),
                (one, two) -> one.due() == null || two.due() != null && two.due().isBefore(one.due()) ? two : one, HashMap::new));
    }

    private static String key(String reference, String subject) {
        return reference + " " + subject;
    }
}
