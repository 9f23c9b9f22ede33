package org.iroprotocol.document;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.TimelineRecord;

/**
 * What one screen says about a bundle (P-46): ticks with one date of each kind for all, rows for what differs, what there is
 * none of, and what the solicitor holds not relevant.
 *
 * @param rest what an authority's own fields say
 */
record BundleForm(List<Entry> entries, List<String> noneOf, String held, String solicitor, String reason,
                  List<TimelineRecord.Entry> rest) {

    private static final int NAME = 255;
    private static final int TEXT = 4000;

    /** The dates known of a document; null while unknown. */
    record Dates(LocalDate filed, LocalDate served, LocalDate received, LocalDate sent) {

        Map<String, LocalDate> byKind() {
            Map<String, LocalDate> dates = new LinkedHashMap<>();
            dates.put(DocumentKind.FILED, filed);
            dates.put(DocumentKind.SERVED, served);
            dates.put(DocumentKind.RECEIVED, received);
            dates.put(DocumentKind.SENT, sent);
            dates.values().removeIf(date -> date == null);
            return dates;
        }
    }

    /** One document; {@code title} null where the row says what it is; {@code fields} the form's fields of its dates. */
    record Entry(String type, String title, Dates dates, boolean relevant, Map<String, String> fields) {
    }

    static BundleForm read(CaseForms forms, Map<String, DocumentType> types, DelegateExecution execution) {
        Set<String> ticked = new LinkedHashSet<>(forms.ticked("documents", execution));
        Set<String> notRelevant = new LinkedHashSet<>(forms.ticked("notRelevant", execution));
        Dates all = new Dates(forms.day("filedOn", "Filed at court", execution), forms.day("servedOn", "Served", execution),
                forms.day("receivedOn", "Received by legal", execution), forms.day("sentOn", "Sent to the IRO", execution));
        List<Entry> entries = new ArrayList<>();
        Set<String> both = new LinkedHashSet<>(ticked);
        both.addAll(notRelevant);
        for (String type : both) {
            known(types, type, ticked.contains(type) ? "documents" : "notRelevant");
            entries.add(new Entry(type, null, all, relevant(types, type, !notRelevant.contains(type), "notRelevant"),
                    fields("filedOn", "servedOn", "receivedOn", "sentOn")));
        }
        for (Map<?, ?> row : forms.rows("moreDocuments", execution)) {
            entries.add(more(forms, types, row));
        }
        List<String> noneOf = forms.ticked("noneOf", execution);
        noneOf.forEach(type -> none(types, type, both));
        String held = forms.text("heldBy", "Who holds the documents", NAME, execution);
        String solicitor = forms.text("solicitor", "The solicitor's name", NAME, execution);
        String reason = forms.text("notRelevantReason", "The reason", TEXT, execution);
        BundleForm form = new BundleForm(entries, noneOf, held, solicitor, reason, forms.rest(execution));
        form.check(all);
        return form;
    }

    private static Entry more(CaseForms forms, Map<String, DocumentType> types, Map<?, ?> row) {
        String type = CaseForms.cell(row, "moreType", "The kind of document", NAME);
        String title = CaseForms.cell(row, "moreTitle", "What it is", NAME);
        if (type == null) {
            throw new RefusedException("moreDocuments", "One of the added documents has no kind. Choose it, or take it out.");
        }
        known(types, type, "moreDocuments");
        if (type.equals(DocumentTypes.OTHER) && title == null) {
            throw new RefusedException("moreDocuments", "One of the added documents does not say what it is. Say it in a few "
                    + "words, or take the row out.");
        }
        Dates dates = new Dates(forms.day("moreDocuments", "Filed at court", row.get("moreFiledOn")),
                forms.day("moreDocuments", "Served", row.get("moreServedOn")),
                forms.day("moreDocuments", "Received by legal", row.get("moreReceivedOn")),
                forms.day("moreDocuments", "Sent to the IRO", row.get("moreSentOn")));
        boolean relevant = !Boolean.TRUE.equals(row.get("moreNotRelevant")) && !"true".equals(row.get("moreNotRelevant"));
        return new Entry(type, title, dates, relevant(types, type, relevant, "moreDocuments"),
                fields("moreDocuments", "moreDocuments", "moreDocuments", "moreDocuments"));
    }

    private void check(Dates all) {
        if (entries.isEmpty() && noneOf.isEmpty()) {
            throw new RefusedException("documents", "No document is ticked. Tick what has come, add a row for what is not "
                    + "listed, or tick what there is none of.");
        }
        boolean someNotRelevant = entries.stream().anyMatch(entry -> !entry.relevant());
        if (someNotRelevant && solicitor == null) {
            throw new RefusedException("solicitor", "It is not said which solicitor holds a document not relevant. "
                    + "Enter the solicitor's name.");
        }
        if (someNotRelevant && reason == null) {
            throw new RefusedException("notRelevantReason",
                    "The reason why a document is not relevant is missing. Say it in a sentence.");
        }
        if (!someNotRelevant && reason != null) {
            throw new RefusedException("notRelevant", "There is a reason why a document is not relevant, but none is marked so. "
                    + "Tick which it is, or take the reason out.");
        }
        if (entries.stream().anyMatch(entry -> !entry.relevant() && entry.dates().sent() != null
                && entry.dates().sent() != all.sent())) {
            throw new RefusedException("moreDocuments", "One of the added documents is marked as sent and as not relevant. "
                    + "It can be only one of the two.");
        }
        Set<String> seen = new HashSet<>();
        if (!entries.stream().allMatch(entry -> seen.add(entry.type() + "/" + titleKey(entry.title())))) {
            throw new RefusedException("moreDocuments", "The same document is entered twice. Take one of the two out, or say in "
                    + "a few words what tells them apart.");
        }
    }

    /** By this the same title is recognised, however it is spaced or capitalised. */
    static String titleKey(String title) {
        return title == null ? "" : title.strip().replaceAll("\\s+", " ").toLowerCase(Locale.UK);
    }

    private static void known(Map<String, DocumentType> types, String type, String field) {
        if (!types.containsKey(type)) {
            throw new RefusedException(field, "One of the documents is not on the list any more. Load the form again.");
        }
    }

    private static boolean relevant(Map<String, DocumentType> types, String type, boolean relevant, String field) {
        if (!relevant && !types.get(type).relevance()) {
            throw new RefusedException(field, "“" + types.get(type).label() + "” always goes to the IRO: its relevance is not "
                    + "the solicitor's to decide. Take it out there.");
        }
        return relevant;
    }

    private static void none(Map<String, DocumentType> types, String type, Set<String> there) {
        known(types, type, "noneOf");
        if (!types.get(type).ifAny()) {
            throw new RefusedException("noneOf", "“" + types.get(type).label() + "” is expected in every case. "
                    + "Take it out there.");
        }
        if (there.contains(type)) {
            throw new RefusedException("noneOf", "“" + types.get(type).label() + "” is ticked as there and as none. "
                    + "It can be only one of the two.");
        }
    }

    private static Map<String, String> fields(String filed, String served, String received, String sent) {
        return Map.of(DocumentKind.FILED, filed, DocumentKind.SERVED, served, DocumentKind.RECEIVED, received,
                DocumentKind.SENT, sent);
    }
}
