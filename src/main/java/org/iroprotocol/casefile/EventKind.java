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

    /**
     * The day the case came from earlier records (P-43); the subject is a kind of fact that may have happened before and of
     * which this system knows nothing. It is not waited for; nothing is counted from it.
     */
    public static final String TAKEN_OVER = "taken-over";

    private EventKind() {
    }
}
