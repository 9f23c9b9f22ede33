package org.iroprotocol.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.iroprotocol.calendar.London;
import org.iroprotocol.document.CourtDocument;
import org.iroprotocol.document.CourtDocuments;
import org.iroprotocol.document.DocumentFile;
import org.iroprotocol.document.ExpectedDocument;
import org.iroprotocol.document.ExpectedDocument.State;

/**
 * The court documents of a case as its page lists them: what is missing first, then what has still to be sent (P-15).
 *
 * @param missing     expected, nothing recorded
 * @param toSend      recorded and not sent to the IRO
 * @param notRelevant held not relevant by the solicitor
 * @param sent        with the IRO
 * @param known       recorded in earlier records, without saying more than a date
 * @param perhaps     nothing recorded, and there may be none in this case
 * @param none        there is none, as recorded
 * @param later       what belongs to a date still to come
 * @param complete    nothing is missing and nothing waits; counts are null where there is none
 */
record DocumentRows(List<Group> missing, List<Doc> toSend, List<Doc> notRelevant, List<Doc> sent, List<Group> known,
                    List<Group> perhaps, List<String> none, List<Group> later, Integer countKnown, Integer countPerhaps,
                    Integer countSent, Integer countNone, Integer countLater, boolean complete) {

    /** Documents that come with the same date; {@code when} null while it is not known. */
    record Group(String expected, String when, List<String> documents) {
    }

    /** One recorded document; texts null where there is nothing to say. */
    record Doc(String subject, String anchor, String name, String state, String tone, String dates, String workingOut,
               String held, String why, boolean mayAsk, boolean mayAdd, List<File> files) {
    }

    /** A file kept with a document. */
    record File(String id, String name, String size) {
    }

    /** What the reader may do here. */
    record May(boolean askAgain, boolean addFiles) {
    }

    static DocumentRows of(List<ExpectedDocument> expected, List<CourtDocuments.Due> recorded,
                           Map<String, List<DocumentFile>> files, May may, Instant now) {
        List<ExpectedDocument> missing = missing(expected);
        List<ExpectedDocument> perhaps = expected.stream()
                .filter(one -> one.state() == State.NOTHING_RECORDED && one.ifAny()).toList();
        List<ExpectedDocument> later = expected.stream().filter(one -> one.state() == State.NOT_YET_EXPECTED).toList();
        Set<String> types = recorded.stream().map(one -> one.document().type()).collect(Collectors.toSet());
        List<ExpectedDocument> known = expected.stream()
                .filter(one -> one.state() == State.RECORDED && !types.contains(one.id())).toList();
        List<Doc> toSend = docs(recorded, CourtDocument.State.TO_BE_SENT, files, may, now);
        List<Doc> sent = docs(recorded, CourtDocument.State.SENT, files, may, now);
        List<String> none = new ArrayList<>(expected.stream().filter(one -> one.state() == State.NONE)
                .map(one -> one.label() + ", recorded " + London.day(one.recorded())).toList());
        recorded.stream().map(CourtDocuments.Due::document).filter(one -> one.state() == CourtDocument.State.NONE)
                .forEach(one -> none.add(one.inWords() + ", recorded " + London.day(one.decided())
                        + (one.reason() == null ? "" : ": " + one.reason())));
        return new DocumentRows(groups(missing), toSend, docs(recorded, CourtDocument.State.NOT_RELEVANT, files, may, now), sent,
                groups(known), groups(perhaps), none, groups(later), count(known), count(perhaps), count(sent), count(none), count(later),
                missing.isEmpty() && toSend.isEmpty());
    }

    static List<ExpectedDocument> missing(List<ExpectedDocument> documents) {
        return documents.stream().filter(one -> one.state() == State.NOTHING_RECORDED && !one.ifAny()).toList();
    }

    private static List<Doc> docs(List<CourtDocuments.Due> recorded, CourtDocument.State state,
                                  Map<String, List<DocumentFile>> files, May may, Instant now) {
        return recorded.stream().filter(one -> one.document().state() == state).map(one -> {
            CourtDocument document = one.document();
            boolean asks = state == CourtDocument.State.NOT_RELEVANT;
            return new Doc(document.subject(), document.subject().replace('/', '-'), document.inWords(), words(one, now),
                    tone(one, now), dates(document), one.workingOut(), document.held(), asks ? why(document) : null,
                    asks && may.askAgain(), may.addFiles(), files.getOrDefault(document.subject(), List.of()).stream()
                    .map(file -> new File(file.id().toString(), file.name(), size(file.size()))).toList());
        }).toList();
    }

    static String words(CourtDocuments.Due one, Instant now) {
        CourtDocument document = one.document();
        return switch (document.state()) {
            case SENT -> "Sent " + London.day(document.sent());
            case NOT_RELEVANT -> "Held not relevant, " + London.day(document.decided());
            case NONE -> "There is none";
            case TO_BE_SENT -> one.due() == null ? "To be sent; the date is not known yet"
                    : (one.overdue(now) ? "Was to be sent by " : "To be sent by ") + London.day(one.due());
        };
    }

    private static String tone(CourtDocuments.Due one, Instant now) {
        return switch (one.document().state()) {
            case SENT -> "done";
            case NOT_RELEVANT, NONE -> "quiet";
            case TO_BE_SENT -> one.due() == null ? "quiet" : one.overdue(now) ? "missed"
                    : one.due().isBefore(now.plusSeconds(3 * 86_400)) ? "soon" : "open";
        };
    }

    private static String dates(CourtDocument document) {
        List<String> dates = new ArrayList<>();
        if (document.filed() != null) {
            dates.add("filed " + London.day(document.filed()));
        }
        if (document.served() != null) {
            dates.add("served " + London.day(document.served()));
        }
        if (document.received() != null) {
            dates.add("received by legal " + London.day(document.received()));
        }
        if (document.asked() != null) {
            dates.add("the IRO asked again " + London.day(document.asked()));
        }
        return dates.isEmpty() ? null : capital(String.join(", ", dates));
    }

    private static String why(CourtDocument document) {
        return (document.solicitor() == null ? "" : document.solicitor() + ": ")
                + (document.reason() == null ? "" : document.reason());
    }

    private static String size(long bytes) {
        return bytes < 1024 * 1024 ? Math.max(1, bytes / 1024) + " KB" : bytes / (1024 * 1024) + " MB";
    }

    private static Integer count(List<?> documents) {
        return documents.isEmpty() ? null : Integer.valueOf(documents.size());
    }

    private static List<Group> groups(List<ExpectedDocument> documents) {
        Map<String, List<ExpectedDocument>> byDate = documents.stream().collect(Collectors.groupingBy(
                ExpectedDocument::expected, LinkedHashMap::new, Collectors.toList()));
        return byDate.values().stream().map(group -> new Group(capital(group.get(0).expected()),
                group.get(0).when() == null ? null : London.text(group.get(0).when()),
                group.stream().map(DocumentRows::text).toList())).toList();
    }

    private static String text(ExpectedDocument document) {
        return document.recorded() == null ? document.label() : document.label() + ", " + London.day(document.recorded());
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
