package org.iroprotocol.correspondence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iroprotocol.correspondence.House.london;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.iroprotocol.authority.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OfficeHoursTest {

    private final Map<String, String> values = new HashMap<>();
    private final Settings settings = mock(Settings.class);
    private final OfficeHours hours = new OfficeHours(settings, authority -> new House.PlainWeeks());

    @BeforeEach
    void answer() {
        when(settings.find(anyString(), any())).thenAnswer(call -> Optional.ofNullable(values.get(call.<String>getArgument(1))));
    }

    @Test
    void nonsenseInTheSettingIsNamed() {
        values.put("office-hours.start", "eight");
        assertThatThrownBy(() -> next(london(2026, 12, 2, 10, 0))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("office-hours.start").hasMessageContaining("not a time like 08:00");
    }

    @Test
    void insideTheyGoAtOnce() {
        assertThat(next(london(2026, 12, 2, 8, 0))).isNull();
        assertThat(next(london(2026, 12, 2, 17, 59))).isNull();
    }

    @Test
    void beforeAndAfterTheyWait() {
        assertThat(next(london(2026, 12, 2, 7, 59))).isEqualTo(london(2026, 12, 2, 8, 0));
        assertThat(next(london(2026, 12, 2, 18, 0))).isEqualTo(london(2026, 12, 3, 8, 0));
    }

    @Test
    void weekendsAndBankHolidaysAreSkipped() {
        assertThat(next(london(2026, 12, 4, 18, 0))).isEqualTo(london(2026, 12, 7, 8, 0));
        assertThat(next(london(2026, 12, 5, 10, 0))).isEqualTo(london(2026, 12, 7, 8, 0));
        assertThat(next(london(2026, 12, 25, 7, 0))).isEqualTo(london(2026, 12, 29, 8, 0));
    }

    @Test
    void summerTimeIsLondonTime() {
        assertThat(next(Instant.parse("2026-07-01T07:30:00Z"))).isNull();
        assertThat(next(Instant.parse("2026-07-01T06:30:00Z"))).isEqualTo(Instant.parse("2026-07-01T07:00:00Z"));
    }

    @Test
    void ownHoursHold() {
        values.put("office-hours.start", "9:30");
        values.put("office-hours.end", "16:00");
        assertThat(next(london(2026, 12, 2, 9, 0))).isEqualTo(london(2026, 12, 2, 9, 30));
        assertThat(next(london(2026, 12, 2, 16, 0))).isEqualTo(london(2026, 12, 3, 9, 30));
    }

    @Test
    void missedTargetsAreToldTheNextWorkingMorningWhateverTheHour() {
        values.put("overdue.time", "07:30");
        Instant due = london(2026, 12, 4, 23, 59);
        assertThat(hours.overdue("derby", due, due)).isEqualTo(london(2026, 12, 7, 7, 30));
        assertThat(hours.overdue("derby", due, london(2026, 12, 7, 7, 0))).isEqualTo(london(2026, 12, 7, 7, 30));
    }

    @Test
    void aTargetFoundMissedLaterIsToldInOfficeHours() {
        Instant due = london(2026, 12, 1, 23, 59);
        assertThat(hours.overdue("derby", due, london(2026, 12, 3, 10, 0))).isNull();
        assertThat(hours.overdue("derby", due, london(2026, 12, 3, 20, 0))).isEqualTo(london(2026, 12, 4, 8, 0));
    }

    private Instant next(Instant now) {
        return hours.next("derby", now);
    }
}
