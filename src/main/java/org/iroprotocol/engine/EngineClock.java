package org.iroprotocol.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.iroprotocol.calendar.London;

/** The one clock of the house: what the engine's clock says, so that a test moves both together. */
class EngineClock extends Clock {

    private final ZoneId zone;

    EngineClock() {
        this(London.ZONE);
    }

    private EngineClock(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new EngineClock(other);
    }

    @Override
    public Instant instant() {
        return ClockUtil.getCurrentTime().toInstant();
    }
}
