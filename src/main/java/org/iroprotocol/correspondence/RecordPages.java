package org.iroprotocol.correspondence;

import java.util.ArrayList;
import java.util.List;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.TimelineRecord;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Service;

/** A record of the timeline on its own page or as plain text, for the child's file in the council's case system (C-107, P-44). */
@Service
public class RecordPages {

    private final LetterPage pages;
    private final Settings settings;

    RecordPages(LetterPage pages, Settings settings) {
        this.pages = pages;
        this.settings = settings;
    }

    /**
     * The record as an accessible PDF.
     *
     * @param recordedBy who made it, by name
     */
    public byte[] pdf(CaseFile file, TimelineRecord record, String recordedBy) {
        Document page = Document.createShell("");
        page.title(record.summary().replaceAll("\\.$", ""));
        page.getElementsByTag("html").attr("lang", "en-GB");
        Element body = page.body();
        body.appendElement("h1").text(page.title());
        Element child = rows(body);
        row(child, "Child", file.childName());
        row(child, "Date of birth", London.day(file.dateOfBirth()));
        row(child, "Our reference", file.reference());
        if (file.personNumber() != null) {
            row(child, "Person number", file.personNumber());
        }
        body.appendElement("h2").text("What was recorded");
        Element said = rows(body);
        lines(record, recordedBy).forEach(line -> row(said, line.label(), line.text()));
        return pages.pdf(pages.html(page, settings.get(file.authority(), "authority.name"), file.reference()));
    }

    /** The record as lines to paste; no name of the child but in what somebody typed. */
    public String text(TimelineRecord record, String recordedBy) {
        StringBuilder text = new StringBuilder(record.summary()).append('\n');
        lines(record, recordedBy).forEach(line -> text.append(line.label()).append(": ").append(line.text()).append('\n'));
        return text.toString();
    }

    private static List<TimelineRecord.Entry> lines(TimelineRecord record, String recordedBy) {
        List<TimelineRecord.Entry> lines = new ArrayList<>(record.entries());
        lines.add(new TimelineRecord.Entry("recorded", "Recorded", London.minute(record.recordedAt()) + " by " + recordedBy));
        return lines;
    }

    private static Element rows(Element body) {
        return body.appendElement("table").addClass("box").appendElement("tbody");
    }

    private static void row(Element rows, String label, String text) {
        Element row = rows.appendElement("tr");
        row.appendElement("th").attr("scope", "row").text(label);
        row.appendElement("td").addClass("typed").text(text);
    }
}
