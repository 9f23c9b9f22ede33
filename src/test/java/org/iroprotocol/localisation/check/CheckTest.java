package org.iroprotocol.localisation.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with one fault each are refused for that fault and nothing else; what administrators usually change is accepted. */
@Clause("C-28 P-53")
class CheckTest {

    @Test
    void whatTheFilesAreMadeFromIsSound() {
        assertThat(CheckedFiles.check()).isEmpty();
        assertThat(bad()).hasSizeGreaterThanOrEqualTo(80);
        assertThat(good()).hasSizeGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refused(CheckedFiles.Case bad) {
        String[] expected = bad.refused().split(" \\| ");
        assertThat(CheckedFiles.check(bad)).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).hasToString(expected[0]);
            assertThat(problem.file()).isEqualTo(expected[1]);
            assertThat(problem.element()).isEqualTo(expected[2].equals("-") ? null : expected[2]);
            assertThat(problem.toString()).startsWith(expected[1]).contains(expected[3]).endsWith(".");
        });
    }

    @ParameterizedTest
    @MethodSource("good")
    void accepted(CheckedFiles.Case good) {
        assertThat(CheckedFiles.check(good)).isEmpty();
    }

    @Test
    void filesThatAreTooLargeAreRefused() {
        byte[] large = new byte[1024 * 1024 + 1];
        assertThat(Check.sizes(Map.of("a.bpmn", large))).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.SIZE);
            assertThat(problem.toString()).contains("a.bpmn").contains("1 MB");
        });
        byte[] full = new byte[1024 * 1024];
        assertThat(Check.sizes(Map.of("a", full, "b", full, "c", full, "d", full, "e", full))).isEmpty();
        assertThat(Check.sizes(Map.of("a", full, "b", full, "c", full, "d", full, "e", full, "f", full)))
                .singleElement().asString().contains("5 MB together");
    }

    @Test
    void whatWasWrongBeforeIsNotHeldAgainstAnUploadAndHidesNothingInIt() {
        SortedMap<String, byte[]> before = new TreeMap<>(CheckedFiles.national());
        before.put("old.bpmn20.xml", bytes("<x/>"));
        before.put("follow-up.bpmn", bytes(text(before, "follow-up.bpmn").replace("process id=\"follow-up\"", "process id=\"other\"")
                .replace("bpmnElement=\"follow-up\"", "bpmnElement=\"other\"")));
        before.put("visit.visit-asked.form", bytes("{"));
        Map<String, byte[]> sound = Map.of("letters/visit-notice.html", before.get("letters/visit-notice.html"));
        assertThat(Check.upload(CheckedFiles.national(), before, sound)).isEmpty();

        Map<String, byte[]> faulty = Map.of("visit.bpmn", bytes(text(before, "visit.bpmn").replace(" camunda:versionTag=\"1\"", "")));
        assertThat(Check.upload(CheckedFiles.national(), before, faulty)).singleElement().asString().contains("no version tag");
        Map<String, byte[]> unreadable = Map.of("visit.bpmn", bytes("hello"));
        assertThat(Check.upload(CheckedFiles.national(), before, unreadable)).singleElement().asString().contains("not a readable model");
    }

    @Test
    void aFormWithoutANationalOneKeepsTheFieldsThatTheProcessKnows() {
        SortedMap<String, byte[]> before = new TreeMap<>(CheckedFiles.national());
        String own = text(before, "visit.make-visit.form").replace("visit.make-visit", "visit.own");
        before.put("visit.own.form", bytes(own));
        assertThat(Check.upload(CheckedFiles.national(), before, Map.of("visit.own.form", bytes(own.replace("Visited on", "Seen on")))))
                .filteredOn(problem -> problem.what().contains("the step after it needs")).isEmpty();
        assertThat(Check.upload(CheckedFiles.national(), before, Map.of("visit.own.form", bytes(own.replace("visitedOn", "seenOn")))))
                .anySatisfy(problem -> assertThat(problem.toString()).startsWith("visit.own.form, element 'visitedOn': the step after"));
        before.put("visit.own.form", bytes(own.replace("visitedOn", "ourOwn")));
        assertThat(Check.upload(CheckedFiles.national(), before, Map.of("visit.own.form", bytes(own.replace("visitedOn", "seenOn")))))
                .as("a field of its own may go").filteredOn(problem -> problem.what().contains("the step after it needs")).isEmpty();
    }

    @Test
    void anUploadIsRefusedForWhatItBreaksElsewhere() {
        Map<String, byte[]> notice = Map.of("letters/visit-letter.html", CheckedFiles.national().get("letters/visit-notice.html"));
        assertThat(Check.upload(CheckedFiles.national(), CheckedFiles.national(), notice)).singleElement().asString()
                .startsWith("visit.bpmn, element 'write-letter': letters/visit-letter.html is a notice");
        assertThat(Check.upload(CheckedFiles.national(), CheckedFiles.national(), Map.of("letters/x.html", new byte[2_000_000])))
                .singleElement().asString().contains("1 MB");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    static List<CheckedFiles.Case> bad() {
        return CheckedFiles.cases("bad.txt");
    }

    static List<CheckedFiles.Case> good() {
        return CheckedFiles.cases("good.txt");
    }
}
