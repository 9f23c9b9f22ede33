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

    private EventKind() {
    }
}
