package org.iroprotocol.document;

import java.time.LocalDate;

/**
 * A court document recorded in a child's case. All dates are days in London, null while unknown.
 *
 * @param subject           row of {@code court-documents.dmn}, {@code /} and a number; the subject of all events about it
 * @param type              id of the row
 * @param label             the document, for people: "Expert reports (2)"
 * @param title             which one, as typed; null where the label says it
 * @param filed             filed at court
 * @param served            served
 * @param received          received by the authority's legal department
 * @param sent              sent to the IRO
 * @param asked             the IRO asked for it again although it had been held not relevant
 * @param decided           held not relevant, or said not to exist
 * @param recorded          first recorded here
 * @param held              who holds it or where it is kept; null when nobody said
 * @param solicitor         the solicitor who decided about its relevance; null when nobody did
 * @param reason            why it is not relevant or does not exist; null unless so
 * @param processInstanceId the process instance that looks after its sending; null for none
 */
public record CourtDocument(String caseReference, String subject, String type, String label, String title, LocalDate filed,
                            LocalDate served, LocalDate received, LocalDate sent, LocalDate asked, LocalDate decided,
                            LocalDate recorded, String held, String solicitor, String reason, String processInstanceId,
                            State state) {

    /** Where a recorded document stands. */
    public enum State {
        /** The IRO is to have it and it has not been sent. */
        TO_BE_SENT,
        SENT,
        /** The solicitor holds it not relevant; the IRO may ask again. */
        NOT_RELEVANT,
        /** It turned out that there is none. */
        NONE
    }

    /** The label, and the title where there is one. */
    public String inWords() {
        return title == null ? label : label + ": " + title;
    }

    boolean is(State wanted) {
        return state == wanted;
    }
}
