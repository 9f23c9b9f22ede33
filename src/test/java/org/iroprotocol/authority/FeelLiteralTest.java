package org.iroprotocol.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeelLiteralTest {

    @ParameterizedTest
    @ValueSource(strings = {"word", "\"open", "\"a\" + \"b\"", "\"a\", \"b\"", "1 + 1", "true", "-", "today()", "\"bad \\x\"",
        "\"\\u12\"", "\"\\", "1.2.3", "null"})
    void refusesWhatWouldHaveToBeWorkedOut(String cell) {
        assertThatIllegalArgumentException().isThrownBy(() -> FeelLiteral.read(cell)).withMessageContaining("double quotes");
    }

    @Test
    void readsTextNumberAndNothing() {
        assertThat(FeelLiteral.read(" \"two words\" ")).isEqualTo("two words");
        assertThat(FeelLiteral.read("\"\"")).isEqualTo("");
        assertThat(FeelLiteral.read("\"say \\\"so\\\" \\\\ \\n \\u00e9\"")).isEqualTo("say \"so\" \\ \n é");
        assertThat(FeelLiteral.read("15")).isEqualTo(15);
        assertThat(FeelLiteral.read("-2")).isEqualTo(-2);
        assertThat(FeelLiteral.read("1.5")).isEqualTo(new BigDecimal("1.5"));
        assertThat(FeelLiteral.read("99999999999")).isEqualTo(new BigDecimal("99999999999"));
        assertThat(FeelLiteral.read("  ")).isNull();
        assertThat(FeelLiteral.read(null)).isNull();
    }
}
