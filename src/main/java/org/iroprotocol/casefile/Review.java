package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.util.UUID;
import org.iroprotocol.calendar.When;

/**
 * One looked-after review of one child, as its events say now (C-35, C-36, C-42). Every date may be null: not recorded.
 *
 * @param id           the subject of its events
 * @param kind         {@code first}, {@code second}, {@code later} or as the form has it
 * @param kindWords    the same in the words of the form
 * @param place        where it is held, as typed; may say where the child lives
 * @param planned      when it is arranged for
 * @param calledOff    when it was called off
 * @param arrangements when the guardian was told of it last
 * @param consulted    when the guardian consulted the IRO about it
 * @param apologies    when the guardian's apologies were received
 * @param attended     whether the guardian is recorded as having taken part
 * @param held         when it was held
 * @param recordSent   when its record was sent to the guardian
 */
public record Review(UUID id, String caseReference, String kind, String kindWords, String place, When planned,
                     When calledOff, When arrangements, When consulted, When apologies, boolean attended, When held,
                     When recordSent) {

    /** The day it was held, else the day it is arranged for. */
    public LocalDate day() {
        return (held == null ? planned : held).date();
    }
}
