package org.iroprotocol.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.iroprotocol.calendar.London;
import org.iroprotocol.document.ExpectedDocument;
import org.iroprotocol.document.ExpectedDocument.State;

/**
 * The expected documents of a case as its page lists them: what is missing first (P-15).
 *
 * @param missing  expected, nothing recorded
 * @param perhaps  nothing recorded, and there may be none in this case
 * @param recorded what is there
 * @param later    what belongs to a date still to come
 * @param complete nothing is missing; counts are null where there is none
 */
record DocumentRows(List<Group> missing, List<Group> perhaps, List<Group> recorded, List<Group> later, Integer countPerhaps,
                    Integer countRecorded, Integer countLater, boolean complete) {

    /** Documents that come with the same date; {@code when} null while it is not known. */
    record Group(String expected, String when, List<String> documents) {
    }

    static DocumentRows of(List<ExpectedDocument> documents) {
        List<ExpectedDocument> missing = missing(documents);
        List<ExpectedDocument> perhaps = documents.stream()
                .filter(one -> one.state() == State.NOTHING_RECORDED && one.ifAny()).toList();
        List<ExpectedDocument> recorded = documents.stream().filter(one -> one.state() == State.RECORDED).toList();
        List<ExpectedDocument> later = documents.stream().filter(one -> one.state() == State.NOT_YET_EXPECTED).toList();
        return new DocumentRows(groups(missing), groups(perhaps), groups(recorded), groups(later), count(perhaps),
                count(recorded), count(later), missing.isEmpty());
    }

    static List<ExpectedDocument> missing(List<ExpectedDocument> documents) {
        return documents.stream().filter(one -> one.state() == State.NOTHING_RECORDED && !one.ifAny()).toList();
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
