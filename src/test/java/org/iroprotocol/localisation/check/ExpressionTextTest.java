package org.iroprotocol.localisation.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.iroprotocol.localisation.check.ExpressionText.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"${people.holder('childrens-guardian', execution)}", "${deadlines.due('rule', execution)}",
        "${guardianKnown && !late}", "${a == 'x' and (b != 2 or empty c)}", "#{execution.processBusinessKey}",
        "plain text", "${cases.known('a', task)}", "${now()}", "sum ${a + b} of ${c}", "${a ? 1 : 2}"})
    void whatModelsNeedIsAllowed(String text) {
        assertThat(ExpressionText.problem(text)).isEmpty();
    }

    @Test
    void callsAreReadWithTheirArguments() {
        assertThat(ExpressionText.calls("${people.known('iro', execution) and letters.owed(\"notice\", execution)} ${cases.age(execution)}"))
                .extracting(Call::toString).containsExactly("people.known", "letters.owed", "cases.age");
        Call call = ExpressionText.calls("${deadlines.metBy('a', fact, execution)}").get(0);
        assertThat(call.arguments()).containsExactly("'a'", "fact", "execution");
        assertThat(call.literal(0)).contains("a");
        assertThat(call.literal(1)).isEmpty();
        assertThat(ExpressionText.calls("${urgent}")).isEmpty();
        assertThat(ExpressionText.calls("${not closed")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${deadlines.due('a', execution)} ", "#{ digest.next(execution) }"})
    void onlyOneCallIsAnOnlyCall(String text) {
        assertThat(ExpressionText.onlyCall(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${when}", "2027-01-01", "P5D", "x${digest.next(execution)}", "${not cases.lookedAfter(execution)}",
        "${digest.next(execution)}${digest.next(execution)}"})
    void anythingBesideItIsNot(String text) {
        assertThat(ExpressionText.onlyCall(text)).isEmpty();
    }
}
