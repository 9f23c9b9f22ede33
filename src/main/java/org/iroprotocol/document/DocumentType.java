package org.iroprotocol.document;

import java.util.List;

/**
 * One row of {@code court-documents.dmn}: what is done with documents of that kind.
 *
 * @param label     the document, for people: "Final care plan"
 * @param expected  the date of the timetable it comes with, for example {@code final-hearing}; empty where none can be expected
 * @param ifAny     there may be none in a case
 * @param rules     ids of rows of {@code deadlines.dmn}; the earliest of their due dates counts; at least one
 * @param to        who gets it: roles, or {@code mailbox:} and the id of a setting; at least one
 * @param relevance whether the case solicitor may hold it not relevant
 * @param atLimit   the notice sent when it was not sent in time; empty for none
 * @param instead   the letter asked for in its place at the limit while the duty stays open (C-90); empty for none
 * @param clause    clause numbers, space-separated; may be empty
 */
record DocumentType(String id, String label, String expected, boolean ifAny, List<String> rules, List<String> to,
                    boolean relevance, String atLimit, String instead, String clause) {
}
