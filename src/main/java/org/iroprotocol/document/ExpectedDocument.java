package org.iroprotocol.document;

import java.time.LocalDate;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;

/**
 * One document the IRO can expect in a child's proceedings, and where it stands (P-15).
 *
 * @param id        id of the row of {@code court-documents.dmn}; the subject of events about the document is this id, or this
 *                  id, {@code /} and whatever tells several of them apart
 * @param label     the document, for people: "Final care plan"
 * @param eventKind the date of the timetable it comes with, for example {@code final-hearing}
 * @param expected  the same in words: "for the final hearing"
 * @param when      that date; null while it is not known
 * @param ifAny     there may be none in this case
 * @param clause    clause numbers, space-separated; may be empty
 * @param state     where it stands
 * @param recorded  the earliest day anything was recorded about it; null when nothing was
 */
public record ExpectedDocument(String id, String label, String eventKind, String expected, When when, boolean ifAny,
                               String clause, State state, LocalDate recorded) {

    /** Where an expected document stands. */
    public enum State {
        /** The date it comes with lies ahead or is not known. */
        NOT_YET_EXPECTED,
        /** The date it comes with has passed and nothing is recorded; nobody needs to have started anything. */
        NOTHING_RECORDED,
        /** Something about it is recorded. */
        RECORDED,
        /** It is recorded that there is none in this case. */
        NONE,
        /** There is no such hearing in this application, or proceedings ended before it. */
        NOT_APPLICABLE
    }

    /** The state in words, for example "Expected, nothing recorded". */
    public String inWords() {
        return switch (state) {
            case RECORDED -> "Recorded, " + London.day(recorded);
            case NONE -> "There is none, recorded " + London.day(recorded);
            case NOTHING_RECORDED -> ifAny ? "Nothing recorded; there may be none" : "Expected, nothing recorded";
            case NOT_YET_EXPECTED -> when == null ? "Not yet expected; the date is not known"
                    : "Not yet expected";
            case NOT_APPLICABLE -> "Not expected in these proceedings";
        };
    }
}
