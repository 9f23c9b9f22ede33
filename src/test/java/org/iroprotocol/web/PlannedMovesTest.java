package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Job;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.digest.WaitingDigests;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Work that is to move on a later day: planned, shown, cancelled, and carried out on the morning of that day. */
class PlannedMovesTest extends DeskPage {

    private static final Pattern CANCEL = Pattern.compile("/work/planned/([0-9a-f-]{36})/cancel");

    @Autowired
    WaitingDigests digests;
    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void theNextMorningIsWaitedFor() {
        digests.begin("derby");
    }

    @AfterEach
    void noMorePlans() {
        jdbc.update("delete from planned_move_line");
        jdbc.update("delete from planned_move");
        digests.forget();
    }

    // ---- refusals first

    @ParameterizedTest
    @ValueSource(strings = {"iro.test", "senior-iro.test", "iro-admin.test", "protocol-admin.test", "head-of-service.test"})
    void nobodyButTheIroManagerPlansOrCancels(String user) {
        String reference = graceTold();
        send(manager(), List.of(reference), "from", "04/01/2027");
        String id = planId();
        Browser browser = as(user);
        assertThat(send(browser, List.of(reference), "from", "05/01/2027").statusCode()).isEqualTo(404);
        assertThat(cancel(browser, id).statusCode()).isEqualTo(404);
        assertThat(browser.page("/work/planned/" + id).statusCode()).isEqualTo(404);
        assertThat(states()).containsExactly("WAITING");
        assertThat(browser.post("/work/planned/" + id + "/cancel", "application/x-www-form-urlencoded", "").statusCode())
                .as("without the form's token").isEqualTo(403);
    }

    @Test
    void anotherAuthoritysManagerNeitherSeesNorCancels() {
        String reference = graceTold();
        send(manager(), List.of(reference), "from", "04/01/2027");
        users.add("iro-manager.north", "northmoor", "iro-manager");
        Browser north = new Browser(port);
        north.signIn("iro-manager.north", TestUsers.PASSWORD);
        assertThat(north.page("/work").body()).doesNotContain("Planned moves", "Test iro2.test");
        assertThat(cancel(north, planId()).statusCode()).isEqualTo(404);
        assertThat(north.post("/work/planned/" + planId() + "/cancel", "application/x-www-form-urlencoded",
                "_csrf=" + north.token("/cases")).statusCode()).isEqualTo(404);
        assertThat(states()).containsExactly("WAITING");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(textBlock = """
            from, 19/12/2027, more than a year ahead
            to, iro.test, has the work already
            to, nobody.at-all, not in the group of IROs
            reason, '', The reason is missing
            which, '', not said which cases
            email, not an address, cannot be used
            """)
    void whatCannotBePlannedIsRefusedAtOnce(String field, String value, String words) {
        String reference = graceTold();
        HttpResponse<String> answer = field.equals("from") ? send(manager(), List.of(reference), field, value)
                : send(manager(), List.of(reference), "from", "04/01/2027", field, value);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(words, "Nothing has been changed");
        assertThat(states()).isEmpty();
    }

    @Test
    void theSameIsNotPlannedTwiceAndACaseOfSomebodyElseNotAtAll() {
        String one = graceTold();
        String two = graceTold();
        String theirs = open("iroEmail", "iro2.test@derby.example");
        assertThat(send(manager(), List.of(theirs), "from", "04/01/2027").body()).contains("does not hold the role");
        assertThat(send(manager(), List.of(one, theirs), "from", "04/01/2027").body()).contains("Move planned", "1 case moves",
                "Left as they were", "does not hold the role");
        assertThat(send(manager(), List.of(one), "from", "04/01/2027").body()).contains("planned already",
                "Test iro-manager.test");
        assertThat(send(manager(), List.of(), "which", "all", "from", "04/01/2027").body()).contains("planned already");
        assertThat(send(manager(), List.of(two), "from", "04/01/2027").body()).contains("Move planned");
        assertThat(states()).containsExactly("WAITING", "WAITING");
    }

    // ---- on the day

    @Test
    @Clause("P-25 P-42")
    void nothingMovesBeforeTheMorningOfTheDayAndThenOnceWithOneLetter() {
        String one = graceTold();
        String two = graceTold();
        var due = engine.getTaskService().createTaskQuery().processInstanceBusinessKey(one).listPage(0, 1).get(0).getDueDate();
        HttpResponse<String> answer = send(manager(), List.of(one, two), "from", "22/12/2026");
        assertThat(answer.body()).contains("Move planned", "2 cases move from Test iro.test to Test iro2.test",
                "Tuesday 22 December 2026",
                "Guardians are told then").doesNotContain("nobody works");
        assertThat(manager().page("/work").body()).contains("Planned moves", "22/12/2026", "Test iro.test", "Test iro2.test",
                "2 cases", "Test iro-manager.test, 18/12/2026 at 10:00", "Cancel").doesNotContain("could not be carried out");

        house.passes("2026-12-21T07:30");
        house.passes("2026-12-22T07:29");
        assertThat(iro(one)).isEqualTo("iro.test");
        assertThat(letters(one)).isEmpty();
        assertThat(records(one, "work-moved")).isEmpty();
        mailbox.empty();

        house.passes("2026-12-22T07:30");
        for (String reference : List.of(one, two)) {
            assertThat(iro(reference)).isEqualTo("iro2.test");
            assertThat(files.holder(reference, "iro").orElseThrow().from()).isEqualTo(LocalDate.of(2026, 12, 22));
            assertThat(files.holder(reference, "iro").orElseThrow().phone()).isEqualTo("01332 496 0202");
            assertThat(engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).list()).isNotEmpty()
                    .allSatisfy(task -> assertThat(task.getAssignee()).isEqualTo("iro2.test"));
            assertThat(records(reference, "work-moved")).hasSize(1);
            assertThat(records(reference, "work-moved").get(0).recordedBy()).isEqualTo("iro-manager.test");
            assertThat(records(reference, "work-moved").get(0).entries().toString()).contains("change of team", "22/12/2026");
        }
        assertThat(engine.getTaskService().createTaskQuery().processInstanceBusinessKey(one).listPage(0, 1).get(0).getDueDate())
                .isEqualTo(due);
        assertThat(letters(one)).hasSize(1).isEqualTo(letters(two));
        house.passes("2026-12-22T08:00");
        assertThat(letters(one).get(0).state()).isEqualTo(Item.State.SENT);
        assertThat(mailbox.addressees().stream().filter(GRACE::equals)).hasSize(1);

        String page = manager().page("/work").body();
        assertThat(page).contains("2 cases moved from Test iro.test to Test iro2.test on 22/12/2026 at 07:30")
                .doesNotContain("/cancel");
        assertThat(manager().page("/work/planned/" + carriedId()).body()).contains("Planned move carried out", one, two,
                "Grace Guardian (Children&#39;s Guardian): 2 cases");

        house.passes("2026-12-23T07:30");
        house.passes("2026-12-23T08:00");
        assertThat(letters(one)).hasSize(1);
        assertThat(records(one, "work-moved")).hasSize(1);
        assertThat(cancel(manager(), carriedId()).body()).contains("was carried out on 22/12/2026", "cannot be cancelled");
    }

    @ParameterizedTest(name = "from {0}: on {1}")
    @Clause("P-42")
    @CsvSource(textBlock = """
            # a Saturday
            19/12/2026, 2026-12-21, 19/12/2026
            # Christmas Day, then a weekend and Boxing Day's substitute
            25/12/2026, 2026-12-29, 25/12/2026
            """)
    void aDayOnWhichNobodyWorksMovesOnTheNextWorkingMorning(String from, String morning, String told) {
        String reference = graceTold();
        assertThat(send(manager(), List.of(reference), "from", from).body()).contains("nobody works on that day");
        for (LocalDate day = LocalDate.of(2026, 12, 19); day.isBefore(LocalDate.parse(morning)); day = day.plusDays(1)) {
            house.passes(day + "T07:30");
            assertThat(iro(reference)).as(day.toString()).isEqualTo("iro.test");
        }
        assertThat(manager().page("/work").body()).contains("Next working morning");
        house.passes(morning + "T07:30");
        assertThat(iro(reference)).isEqualTo("iro2.test");
        assertThat(ledger.html(letters(reference).get(0).id())).contains("from " + told);
    }

    @Test
    @Clause("P-07 P-42")
    void allMeansWhatThePersonHoldsOnTheDayButForCasesThePlannerMayNotOpen() {
        String from = newIro("iro17.test");
        String early = told("iroEmail", from + "@derby.example");
        assertThat(send(manager(), List.of(), "which", "all", "person", from, "from", "21/12/2026").body())
                .contains("All cases that Test iro17.test holds on that day");
        assertThat(manager().page("/work").body()).contains("All on that day");
        String later = told("iroEmail", from + "@derby.example");
        String quiet = open("restricted", true, "iroEmail", from + "@derby.example");
        house.passes("2026-12-21T07:30");
        assertThat(List.of(early, later)).allSatisfy(reference -> assertThat(iro(reference)).isEqualTo("iro2.test"));
        assertThat(iro(quiet)).isEqualTo(from);
        assertThat(manager().page("/work/planned/" + carriedId()).body()).contains(early, later, "2 cases moved")
                .doesNotContain(quiet, files.get(quiet).childName());
    }

    @Test
    @Clause("P-42")
    void ticksMeanThoseCasesAndWhatHasChangedSinceIsLeftOutAndSaid() {
        String stays = graceTold();
        String moved = graceTold();
        String elsewhere = graceTold();
        String open = withGrace();
        send(manager(), List.of(moved, elsewhere, open), "from", "21/12/2026");
        cases.person(elsewhere, "iro", "Somebody Else", "iro9.test@derby.example", "2026-12-18");
        house.passes("2026-12-21T07:30");
        assertThat(iro(moved)).isEqualTo("iro2.test");
        assertThat(iro(open)).isEqualTo("iro2.test");
        assertThat(iro(stays)).isEqualTo("iro.test");
        assertThat(files.holder(elsewhere, "iro").orElseThrow().name()).isEqualTo("Somebody Else");
        assertThat(manager().page("/work").body()).contains("2 cases moved", "1 case left out");
        assertThat(manager().page("/work/planned/" + carriedId()).body()).contains("Left as they were", elsewhere,
                "no longer holds the role", "the guardian hears from the task").doesNotContain(stays);
    }

    @Test
    void whereNothingIsLeftToMoveThatIsSaidAndItIsOver() {
        String from = newIro("iro18.test");
        String reference = told("iroEmail", from + "@derby.example");
        send(manager(), List.of(reference), "person", from, "from", "21/12/2026");
        send(manager(), List.of(reference), "person", from);
        house.passes("2026-12-21T07:30");
        assertThat(states()).containsExactly("DONE");
        assertThat(letters(reference)).as("of the move by hand").hasSize(1);
        assertThat(manager().page("/work/planned/" + carriedId()).body()).contains("Nothing was left to move", reference,
                "No longer held by the person");
    }

    @Test
    void aCancelledMoveIsNotCarriedOut() {
        String reference = graceTold();
        send(manager(), List.of(reference), "from", "21/12/2026");
        String id = planId();
        assertThat(cancel(manager(), id).statusCode()).isEqualTo(302);
        assertThat(manager().page("/work?cancelled=true").body()).contains("The planned move is cancelled")
                .doesNotContain("Planned moves");
        assertThat(cancel(manager(), id).statusCode()).as("a second click").isEqualTo(302);
        house.passes("2026-12-21T07:30");
        assertThat(iro(reference)).isEqualTo("iro.test");
        assertThat(letters(reference)).isEmpty();
        assertThat(manager().page("/work/planned/" + id).statusCode()).isEqualTo(404);
        assertThat(send(manager(), List.of(reference), "from", "22/12/2026").body()).contains("Move planned");
    }

    // ---- what cannot be carried out

    @Test
    @Clause("P-42 P-45")
    void aMoveThatCannotBeCarriedOutStaysWithWhatToDoAndHoldsUpNothing() {
        newIro("iro9.test");
        String stuck = graceTold();
        String fine = graceTold();
        send(manager(), List.of(stuck), "to", "iro9.test", "from", "19/12/2026");
        send(manager(), List.of(fine), "from", "21/12/2026");
        identity.deleteMembership("iro9.test", "iro");
        assertThat(manager().page("/cases").body()).doesNotContain("could not be carried out");
        house.passes("2026-12-21T07:30");
        assertThat(iro(stuck)).isEqualTo("iro.test");
        assertThat(letters(stuck)).isEmpty();
        assertThat(iro(fine)).as("the other move").isEqualTo("iro2.test");
        assertThat(digests.of("2026-12-21")).as("the digests").containsKey("iro.test").doesNotContainValue("LISTED");
        assertThat(manager().page("/work").body()).contains("A move could not be carried out on its day", "Not carried out",
                "Test iro9.test has no account any more, or is no longer in the group of IROs", "cancel this move");
        assertThat(manager().page("/cases").body()).contains("1 planned move of work could not be carried out");
        assertThat(as("iro.test").page("/cases").body()).doesNotContain("could not be carried out");

        identity.createMembership("iro9.test", "iro");
        house.passes("2026-12-22T07:30");
        assertThat(iro(stuck)).isEqualTo("iro9.test");
        assertThat(letters(stuck)).hasSize(1);
        assertThat(manager().page("/work").body()).doesNotContain("Not carried out");
        assertThat(manager().page("/cases").body()).doesNotContain("could not be carried out");
    }

    @Test
    @Clause("P-42")
    void whenTheLetterCannotBeWrittenNothingIsHalfDoneAndARepeatMovesNothingTwice() {
        newIro("iro9.test");
        String stuck = graceTold();
        String fine = graceTold();
        send(manager(), List.of(stuck), "to", "iro9.test", "from", "21/12/2026");
        send(manager(), List.of(fine), "from", "21/12/2026");
        lastName("明日");
        house.at("2026-12-21T07:30:01");
        step();
        Job moves = step("carry-out-moves");
        engine.getManagementService().executeJob(moves.getId());
        assertThat(iro(stuck)).isEqualTo("iro.test");
        assertThat(records(stuck, "work-moved")).isEmpty();
        assertThat(engine.getTaskService().createTaskQuery().processInstanceBusinessKey(stuck).list())
                .allSatisfy(task -> assertThat(task.getAssignee()).isEqualTo("iro.test"));
        assertThat(manager().page("/work").body()).contains("cannot be printed");
        assertThat(iro(fine)).isEqualTo("iro2.test");

        lastName("iro9.test");
        String again = engine.getRuntimeService().createProcessInstanceByKey("daily-digest").processDefinitionTenantId("derby")
                .startBeforeActivity("carry-out-moves").execute().getId();
        engine.getManagementService().executeJob(engine.getManagementService().createJobQuery().processInstanceId(again)
                .singleResult().getId());
        assertThat(iro(stuck)).isEqualTo("iro9.test");
        assertThat(letters(fine)).as("told once").hasSize(1);
        assertThat(records(fine, "work-moved")).hasSize(1);
        assertThat(states()).containsExactly("DONE", "DONE");
    }

    // ---- helpers

    private void lastName(String name) {
        User user = identity.createUserQuery().userId("iro9.test").singleResult();
        user.setLastName(name);
        identity.saveUser(user);
    }

    private void step() {
        engine.getManagementService().executeJob(step("working-morning").getId());
    }

    private Job step(String activity) {
        return engine.getManagementService().createJobQuery().processDefinitionKey("daily-digest").activityId(activity)
                .executable().singleResult();
    }

    private HttpResponse<String> cancel(Browser browser, String id) {
        return browser.post("/work/planned/" + id + "/cancel", "application/x-www-form-urlencoded",
                "authority=derby&_csrf=" + browser.token("/cases"));
    }

    private String planId() {
        Matcher found = CANCEL.matcher(manager().page("/work").body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private String carriedId() {
        return jdbc.queryForObject("select id from planned_move where state = 'DONE'", UUID.class).toString();
    }

    private List<String> states() {
        return jdbc.queryForList("select state from planned_move order by planned_at", String.class);
    }
}
