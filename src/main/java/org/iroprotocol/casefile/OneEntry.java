package org.iroprotocol.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Remembers which events and which record of the timeline were written in one go, so that they can be taken back together. */
@Component
class OneEntry {

    private static final ThreadLocal<OneEntry.Written> WRITTEN = new ThreadLocal<>();

    private final EventRepository events;

    OneEntry(EventRepository events) {
        this.events = events;
    }

    private static final class Written {
        private final List<UUID> events = new ArrayList<>();
        private UUID record;
    }

    /** The events written by the work belong to the first record it writes. */
    void together(Runnable work) {
        Written outer = WRITTEN.get();
        Written mine = new Written();
        WRITTEN.set(mine);
        try {
            work.run();
        } finally {
            WRITTEN.set(outer);
        }
        if (mine.record != null && !mine.events.isEmpty()) {
            events.partOf(mine.record, mine.events);
        }
    }

    static void event(UUID id) {
        if (WRITTEN.get() != null) {
            WRITTEN.get().events.add(id);
        }
    }

    static void record(UUID id) {
        if (WRITTEN.get() != null && WRITTEN.get().record == null) {
            WRITTEN.get().record = id;
        }
    }
}
