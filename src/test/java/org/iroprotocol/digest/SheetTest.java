package org.iroprotocol.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.Caseload.Acting;
import org.iroprotocol.correspondence.Digests;
import org.iroprotocol.digest.Duty.Stage;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;

/** What one person is told of, section by section. */
class SheetTest {

    private static final String CASE = "AAAA-1111";
    private static final Recipient IRO = person("iris", "iro");
    private static final Recipient COLLEAGUE = person("ivan", "iro");
    private static final Recipient MANAGER = person("mary", "iro-manager");
    private static final Recipient LEGAL = person("leo", "la-legal-assistant");
    private static final Recipient LEGAL_MAILBOX = new Recipient("pool:la-legal-assistant", null, Set.of("la-legal-assistant"),
            Set.of("la-legal-assistant"), "legal@derby.example", "Legal Assistant");

    @Test
    void nothingNearIsNothingToTell() {
        assertThat(sheet(IRO, task(Stage.LATER, "iro", "iris", false))).isEmpty();
        assertThat(sheet(MANAGER, task(Stage.SOON, "iro", "iris", false))).as("managers hear of what is missed").isEmpty();
        assertThat(sheet(person("nobody", "social-worker"), task(Stage.MISSED, "iro", "iris", false))).isEmpty();
    }

    @Test
    @Clause("P-03")
    void aReferralIsToldToItsHolderAndNobodyElse() {
        Duty draft = task(Stage.MISSED, "iro", "iris", true);
        assertThat(sections(IRO, draft)).containsExactly("missed");
        assertThat(sheet(COLLEAGUE, draft)).as("who covers").isEmpty();
        assertThat(sheet(MANAGER, draft)).as("who manages").isEmpty();
        Duty awaited = fact(Stage.MISSED, "cafcass-legal", true);
        assertThat(sheet(IRO, awaited)).as("who waits").isEmpty();
        Duty shared = new Duty(CASE, "Sign", Instant.EPOCH, false, false, Stage.MISSED, "la-legal-assistant", null, true, true,
                "sign", "t1");
        assertThat(sheet(LEGAL, shared)).as("a pool").isEmpty();
        assertThat(OnlyItsHolder.hides("cafcass-referral")).isTrue();
        assertThat(OnlyItsHolder.hides("proceedings")).isFalse();
    }

    @Test
    @Clause("P-07")
    void aRestrictedCaseIsToldToThoseWhoMayOpenItOnly() {
        Duty missed = task(Stage.MISSED, "iro", "iris", false);
        Material restricted = material(file(true, null), Map.of(), missed);
        assertThat(Sheet.of(IRO, restricted)).isPresent();
        assertThat(Sheet.of(COLLEAGUE, restricted)).as("cover may open it").isPresent();
        assertThat(Sheet.of(MANAGER, restricted)).isEmpty();
        Duty pool = pool("la-legal-assistant");
        assertThat(Sheet.of(LEGAL, material(file(true, null), Map.of(), pool))).isEmpty();
    }

    @Test
    @Clause("P-21")
    void aChildWhoDiedIsInNobodysDigest() {
        Duty missed = task(Stage.MISSED, "iro", "iris", false);
        Material dead = material(file(false, LocalDate.of(2026, 12, 1)), Map.of(CASE, List.of("Final care plan")), missed);
        assertThat(Sheet.of(IRO, dead)).isEmpty();
        assertThat(Sheet.of(MANAGER, dead)).isEmpty();
    }

    @Test
    void aMailboxOfAPoolStandsForItsMembers() {
        assertThat(sections(LEGAL_MAILBOX, pool("la-legal-assistant"))).containsExactly("due-today");
        assertThat(sections(LEGAL, pool("la-legal-assistant"))).containsExactly("due-today");
        assertThat(line(LEGAL, pool("la-legal-assistant"))).containsEntry("line.who", "for anybody of: Legal Assistant")
                .containsEntry("line.link", "https://iro.example/camunda/app/tasklist/default/#/?task=t1");
        assertThat(sheet(MANAGER, pool("la-legal-assistant"))).isEmpty();
    }

    @Test
    @Clause("P-42")
    void whoCoversHearsForWhomAndUntilWhen() {
        Map<String, String> line = line(COLLEAGUE, task(Stage.TODAY, "iro", "iris", false));
        assertThat(line).containsEntry("line.cover", "for Iris Ashworth, whom you cover until 14/01/2027")
                .containsEntry("line.reference", CASE).containsEntry("line.personNumber", "P1");
    }

    @Test
    void whatOthersOweIsWaitingForTheIroAndADutyForThem() {
        Duty owed = fact(Stage.SOON, "childrens-guardian", false);
        assertThat(sections(IRO, owed)).containsExactly("waiting");
        assertThat(line(IRO, owed)).containsEntry("line.who", "Children's Guardian");
        assertThat(sections(person("grace", "childrens-guardian"), owed)).containsExactly("due-soon");
    }

    @Test
    void whatTheSamePeopleOweInOneCaseIsOneLine() {
        Duty plan = new Duty(CASE, "Final court care plan", Instant.parse("2026-12-22T23:59:59Z"), false, false, Stage.MISSED,
                "childrens-guardian", null, false, false, "guardian-final-plan", null);
        Digests.Message message = sheet(IRO, plan, fact(Stage.MISSED, "childrens-guardian", false)).orElseThrow();
        assertThat(message.sections().get("waiting")).singleElement().satisfies(line -> assertThat(line)
                .containsEntry("line.what", "Final court care plan, Written handover")
                .containsEntry("line.who", "Children's Guardian, target missed"));
        assertThat(message.values()).containsEntry("waiting.count", "2").containsEntry("digest.summary", "2 things to wait for");
        assertThat(message.told()).extracting(Digests.Told::rule).containsExactly("guardian-final-plan", "guardian-handover");
    }

    @Test
    void whatIsDueTodayByTheHourSaysTheHour() {
        Duty triage = new Duty(CASE, "Decide", Instant.parse("2026-12-21T16:05:00Z"), true, false, Stage.TODAY, "iro", "iris", false,
                false, "dispute-triage", "t1");
        assertThat(line(IRO, triage)).containsEntry("line.due", "by 16:05");
    }

    @Test
    void theTeamsMissedTargetsGoToTheManagerTheCaseNamesElseToThePool() {
        Duty missed = task(Stage.MISSED, "iro", "iris", false);
        assertThat(sections(MANAGER, missed)).containsExactly("team");
        assertThat(line(MANAGER, missed)).containsEntry("line.who", "Iris Ashworth");
        Material named = new Material(day(), day(), acting(), List.of(missed), Map.of(CASE, file(false, null)),
                Map.of(CASE, Map.of("iro", "Iris Ashworth", "iro-manager", "Nora Named")), Map.of(), "https://iro.example");
        assertThat(Sheet.of(MANAGER, named)).isEmpty();
        assertThat(sections(person("tom", "team-manager"), task(Stage.MISSED, "social-worker", "sam", false)))
                .containsExactly("team");
    }

    @Test
    void theMostUrgentComesFirstAndTheSubjectSaysSo() {
        Digests.Message message = sheet(IRO, task(Stage.MISSED, "iro", "iris", false), task(Stage.MISSED, "iro", "iris", false),
                task(Stage.TODAY, "iro", "iris", false), fact(Stage.SOON, "childrens-guardian", false)).orElseThrow();
        assertThat(message.sections().keySet()).containsExactly("missed", "due-today", "waiting");
        assertThat(message.values()).containsEntry("digest.summary", "2 targets missed, 1 due today");
        assertThat(message.told()).extracting(Digests.Told::missed).containsExactly(true, true, false, false);
    }

    @Test
    void aLongListIsCutShortAndSaysSo() {
        Duty[] many = IntStream.range(0, 43).mapToObj(n -> task(Stage.MISSED, "iro", "iris", false)).toArray(Duty[]::new);
        Digests.Message message = sheet(IRO, many).orElseThrow();
        assertThat(message.sections().get("missed")).hasSize(Sheet.MOST);
        assertThat(message.values()).containsEntry("digest.more", "3 lines").containsEntry("digest.summary", "43 targets missed");
    }

    @Test
    @Clause("P-15")
    void expectedDocumentsAreOneLineForACase() {
        Material material = material(file(false, null), Map.of(CASE, List.of("Final care plan", "Guardian's analysis")));
        Digests.Message message = Sheet.of(IRO, material).orElseThrow();
        assertThat(message.sections()).containsOnlyKeys("documents");
        assertThat(message.sections().get("documents")).singleElement()
                .satisfies(line -> assertThat(line).containsEntry("line.what", "Final care plan, Guardian's analysis"));
        assertThat(message.values()).containsEntry("digest.summary", "1 case with documents to come");
        assertThat(Sheet.of(MANAGER, material)).isEmpty();
    }

    private static Optional<Digests.Message> sheet(Recipient reader, Duty... duties) {
        return Sheet.of(reader, material(file(false, null), Map.of(), duties));
    }

    private static Set<String> sections(Recipient reader, Duty... duties) {
        return sheet(reader, duties).orElseThrow().sections().keySet();
    }

    private static Map<String, String> line(Recipient reader, Duty duty) {
        return sheet(reader, duty).orElseThrow().sections().values().iterator().next().get(0);
    }

    private static Material material(CaseFile file, Map<String, List<String>> documents, Duty... duties) {
        List<Duty> sorted = new ArrayList<>(List.of(duties));
        sorted.sort(Comparator.comparing(Duty::stage));
        return new Material(day(), day(), acting(), sorted, Map.of(CASE, file), Map.of(CASE, Map.of("iro", "Iris Ashworth")),
                documents, "https://iro.example");
    }

    private static Map<String, List<Acting>> acting() {
        return Map.of("iris", List.of(new Acting("iris", CASE, "iro", null, null)),
                "ivan", List.of(new Acting("ivan", CASE, "iro", "iris", LocalDate.of(2027, 1, 14))),
                "tom", List.of(new Acting("tom", CASE, "team-manager", null, null)),
                "grace", List.of(new Acting("grace", CASE, "childrens-guardian", null, null)));
    }

    private static CaseFile file(boolean restricted, LocalDate diedOn) {
        return new CaseFile(CASE, "derby", "Ottoline Featherstonehaugh", LocalDate.of(2020, 5, 17), "P1", null, restricted, null,
                Instant.EPOCH, null, diedOn);
    }

    private static Duty task(Stage stage, String role, String assignee, boolean hidden) {
        return new Duty(CASE, "Write the handover note", Instant.parse("2026-12-22T23:59:59Z"), false, false, stage, role, assignee,
                false, hidden, "handover-note", "t1");
    }

    private static Duty fact(Stage stage, String role, boolean hidden) {
        return new Duty(CASE, "Written handover", Instant.parse("2026-12-22T23:59:59Z"), false, false, stage, role, null, false,
                hidden, "guardian-handover", null);
    }

    private static Duty pool(String role) {
        return new Duty(CASE, "Record documents", Instant.parse("2026-12-21T23:59:59Z"), false, false, Stage.TODAY, role, null, true,
                false, "court-documents", "t1");
    }

    private static Recipient person(String id, String group) {
        return new Recipient(id, id, Set.of(group), Set.of(group), id + "@derby.example", id);
    }

    private static LocalDate day() {
        return LocalDate.of(2026, 12, 21);
    }
}
