package org.iroprotocol.casefile;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.iroprotocol.authority.Table;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

/** A hearing belongs to the applications that have it. */
@Clause("P-22")
class HearingsTest {

    private final ProceedingsRepository proceedings = Mockito.mock(ProceedingsRepository.class);
    private final Hearings hearings = new Hearings(new ApplicationTypes(table()), proceedings);

    private static Tables table() {
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        rows.put("care-order", Map.of("hearings", "first-hearing, cmh, irh, final-hearing"));
        rows.put("placement-order", Map.of("hearings", "first-hearing, final-hearing"));
        return new Tables() {
            @Override
            public Table latest(String authority, String name) {
                return new Table("1", rows);
            }

            @Override
            public Table version(String version) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmh", "fcmh", "irh"})
    void hearingsOfSection31AreRefusedElsewhereInTheFieldTheyWereTypedInto(String kind) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> hearings.check("here", "placement-order", kind, "cmhAt"))
                .satisfies(e -> Assertions.assertThat(e.field()).isEqualTo("cmhAt"))
                .withMessageContaining("section 31").withMessageContaining("leave it empty");
        assertThatCode(() -> hearings.check("here", "care-order", kind, "cmhAt")).doesNotThrowAnyException();
    }

    @Test
    void otherHearingsAndUnknownTypesPass() {
        assertThatCode(() -> {
            hearings.check("here", "placement-order", "final-hearing", "eventKind");
            hearings.check("here", "worded-differently", "cmh", "eventKind");
            hearings.check("here", null, "cmh", "eventKind");
        }).doesNotThrowAnyException();
    }
}
