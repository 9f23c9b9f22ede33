package org.iroprotocol.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may lie ahead when it is recorded, and what has happened. */
class ChecksTest {

    @ParameterizedTest
    @ValueSource(strings = {EventKind.CLOSING_MEETING_HELD, EventKind.CLOSING_MEETING_REQUIRED, EventKind.PROCEEDINGS_ENDED,
            EventKind.DISCUSSION_HELD, EventKind.DIED, EventKind.RESPONSIBILITY_MOVED, EventKind.LETTER_TO_CHILD})
    void whatHasHappenedMayNotLieAhead(String kind) {
        assertThat(Checks.mayLieAhead(kind)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {EventKind.CLOSING_MEETING, EventKind.CMH, EventKind.FIRST_HEARING, EventKind.FINAL_HEARING})
    void whatIsPlannedMayLieAhead(String kind) {
        assertThat(Checks.mayLieAhead(kind)).isTrue();
    }
}
