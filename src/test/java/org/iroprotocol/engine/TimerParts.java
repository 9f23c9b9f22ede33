package org.iroprotocol.engine;

import java.time.Clock;
import java.util.List;

/** The parts of this room that a test of deadlines needs on a bare engine. */
public final class TimerParts {

    private TimerParts() {
    }

    public static List<Class<?>> components() {
        return List.of(OptionalTimersPlugin.class, TimerRearming.class, EngineAsSystem.class);
    }

    public static Clock clock() {
        return new EngineClock();
    }
}
