package org.iroprotocol.casefile;

/** Ids of the events that {@code deadlines.dmn} counts from, as written in its column "counted from". */
public final class EventKind {

    public static final String PROCEEDINGS_ISSUED = "proceedings-issued";
    public static final String PROCEEDINGS_ENDED = "proceedings-ended";
    public static final String IRO_ALLOCATED = "iro-allocated";
    public static final String CAFCASS_ALLOCATED = "cafcass-allocated";
    public static final String FIRST_HEARING = "first-hearing";
    public static final String CMH = "cmh";
    public static final String IRH = "irh";
    public static final String FINAL_HEARING = "final-hearing";
    public static final String LOOKED_AFTER_SINCE = "looked-after-since";

    /** Looked after until that day. */
    public static final String LOOKED_AFTER_ENDED = "looked-after-ended";
    public static final String DIED = "died";
    /** To another authority (P-17). */
    public static final String RESPONSIBILITY_MOVED = "responsibility-moved";

    /** A discussion between IRO and guardian; each has a subject of its own, so that all of them stand. */
    public static final String DISCUSSION_HELD = "discussion-held";
    public static final String INFORMAL_CHALLENGE = "informal-challenge";
    public static final String SIGNIFICANT_ISSUE = "significant-issue";
    public static final String GOOD_PRACTICE = "good-practice";

    /** The final hearing changed the care plan; the value is the day the proceedings ended (P-13). */
    public static final String PLAN_CHANGED = "plan-changed";
    public static final String DOCUMENTS_CONFIRMED = "documents-confirmed";
    public static final String GUARDIAN_FINAL_PLAN = "guardian-final-plan";
    public static final String GUARDIAN_FINAL_DISCUSSION = "guardian-final-discussion";
    public static final String GUARDIAN_HANDOVER = "guardian-handover";
    /** Sent, handed over, or withheld with a reason (P-51). */
    public static final String LETTER_TO_CHILD = "letter-to-child";
    public static final String GUARDIAN_WORK_ENDED = "guardian-work-ended";

    /** Somebody requires the joint meeting at the end of proceedings. */
    public static final String CLOSING_MEETING_REQUIRED = "closing-meeting-required";
    /** Planned; may lie ahead. */
    public static final String CLOSING_MEETING = "closing-meeting";
    public static final String CLOSING_MEETING_HELD = "closing-meeting-held";

    /** A looked-after review as arranged; may lie ahead. The subject of this and the next seven is the review's id. */
    public static final String REVIEW = "review";
    /** The guardian was told of the review's arrangements. */
    public static final String REVIEW_ARRANGEMENTS = "review-arrangements";
    public static final String REVIEW_CALLED_OFF = "review-called-off";
    /** The guardian consulted the IRO before the review. */
    public static final String GUARDIAN_CONSULTED = "guardian-consulted";
    /** The guardian's apologies were received. */
    public static final String APOLOGIES = "apologies";
    /** The guardian took part; where nothing stands, the guardian did not, which is normal (C-133). */
    public static final String GUARDIAN_ATTENDED = "guardian-attended";
    public static final String REVIEW_HELD = "review-held";
    /** The record of the review was sent to the guardian. */
    public static final String REVIEW_RECORD = "review-record";

    /** By when or when the child is reviewed next, as somebody has typed or accepted it; of the case, without a subject. */
    public static final String NEXT_REVIEW = "next-review";

    /**
     * The day the case came from earlier records (P-43); the subject is a kind of fact that may have happened before and of
     * which this system knows nothing. It is not waited for; nothing is counted from it.
     */
    public static final String TAKEN_OVER = "taken-over";

    private EventKind() {
    }
}
