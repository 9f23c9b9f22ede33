package org.iroprotocol.document;

/** Kinds of events about one document; the subject says which. */
final class DocumentKind {

    /** Every kind of event about a document begins so. */
    static final String PREFIX = "document-";

    static final String RECORDED = "document-recorded";
    static final String FILED = "document-filed";
    static final String SERVED = "document-served";
    static final String RECEIVED = "document-received";
    static final String SENT = "document-sent";
    static final String NOT_RELEVANT = "document-not-relevant";
    /** The IRO asks for a document held not relevant. */
    static final String ASKED_AGAIN = "document-relevance-asked";
    /** There is none; the subject is a document or a whole row. */
    static final String NONE = "document-none";
    /** At the limit another document was asked for in place of those that had not come (C-90). */
    static final String OUTCOME_ASKED = "document-outcome-asked";

    private DocumentKind() {
    }
}
