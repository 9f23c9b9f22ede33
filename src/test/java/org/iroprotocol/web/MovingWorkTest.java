package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.Person;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.Statements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The IRO manager moves work, or has it covered; everybody else finds no such page. */
class MovingWorkTest extends DeskPage {

    private Task anyTask(String reference) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).listPage(0, 1).get(0);
    }

    private void nothingChanged(String reference) {
        assertThat(iro(reference)).isEqualTo("iro.test");
        assertThat(engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).list()).isNotEmpty()
                .allSatisfy(task -> assertThat(task.getAssignee()).isEqualTo("iro.test"));
        assertThat(files.covers(reference)).isEmpty();
        assertThat(records(reference, "work-moved")).isEmpty();
        assertThat(records(reference, "cover")).isEmpty();
        assertThat(records(reference, "iro-notice")).noneMatch(record -> record.summary().contains("one list"));
        assertThat(letters(reference)).isEmpty();
    }

    // ---- refusals first

    @ParameterizedTest
    @ValueSource(strings = {"iro.test", "senior-iro.test", "iro-admin.test", "social-worker.test", "protocol-manager.test",
            "protocol-admin.test", "head-of-service.test"})
    void nobodyButTheIroManagerFindsThePageOrMovesAnything(String user) {
        String reference = withGrace();
        Browser browser = as(user);
        assertThat(browser.page("/work").statusCode()).isEqualTo(404);
        assertThat(browser.page("/work?person=iro.test").statusCode()).isEqualTo(404);
        assertThat(browser.page("/cases").body()).doesNotContain("href=\"/work\"");
        assertThat(send(browser, List.of(reference)).statusCode()).isEqualTo(404);
        nothingChanged(reference);
    }

    @Test
    void withoutTheFormsTokenNothingHappens() {
        String reference = withGrace();
        assertThat(send(manager(), List.of(reference), "_csrf", null).statusCode()).isEqualTo(403);
        assertThat(send(manager(), List.of(reference), "_csrf", "made-up").statusCode()).isEqualTo(403);
        nothingChanged(reference);
        assertThat(new Browser(port).page("/work").statusCode()).isEqualTo(302);
    }

    @Test
    void anotherAuthoritysPeopleAndCasesDoNotExistHere() {
        String reference = withGrace();
        users.add("iro-manager.north", "northmoor", "iro-manager");
        Browser north = new Browser(port);
        north.signIn("iro-manager.north", TestUsers.PASSWORD);
        assertThat(north.page("/work").body()).contains("iro.north").doesNotContain("iro2.test", "derby");
        assertThat(north.page("/work?person=iro.test").statusCode()).isEqualTo(404);
        assertThat(north.page("/work?person=iro.test&authority=derby").statusCode()).isEqualTo(404);
        assertThat(send(north, List.of(reference)).statusCode()).isEqualTo(404);
        assertThat(send(north, List.of(reference), "authority", null).statusCode()).isEqualTo(404);
        assertThat(send(north, List.of(reference), "authority", null, "person", "iro.north", "to", "iro2.test").statusCode())
                .isIn(400, 404);

        assertThat(manager().page("/work?person=iro.north").statusCode()).isEqualTo(404);
        HttpResponse<String> answer = send(manager(), List.of(reference), "to", "iro.north");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("not in the group of IROs", "change of team");
        nothingChanged(reference);
    }

    @Test
    void aCaseOfAnotherAuthorityThatIsTickedIsLeftAlone() {
        String theirs = cases.openIn("northmoor", "iro-admin.north", Map.of("iroEmail", "iro.north@northmoor.example"));
        HttpResponse<String> answer = send(manager(), List.of(theirs));
        assertThat(answer.body()).contains("Nothing has been changed", "You cannot open this case").doesNotContain("Robin");
        assertThat(iro(theirs)).isEqualTo("iro.north");
        engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(theirs).list().forEach(instance ->
                engine.getRuntimeService().deleteProcessInstance(instance.getId(), "test over"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(textBlock = """
            to, '', Choose somebody
            to, iro.test, has the work already
            to, social-worker.test, not in the group of IROs
            to, nobody.at-all, not in the group of IROs
            which, '', not said which cases
            action, '', not said what is to be done
            action, delete, not said what is to be done
            reason, '', The reason is missing
            from, '', is missing
            from, 19/12/2027, more than a year ahead
            from, 31/02/2026, This is not a date
            from, tomorrow, This is not a date
            from, 2026-12-18, This is not a date
            email, not an address, cannot be used
            email, Jo <jo@derby.example>, cannot be used
            phone, 0123456789012345678901234567890123456789012345678901234567890123456789, too long
            """)
    void whatCannotBeIsRefusedInWordsAndNothingChanges(String field, String value, String words) {
        String reference = withGrace();
        HttpResponse<String> answer = send(manager(), List.of(reference), field, value);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(words, "Nothing has been changed", "value=\"" + reference + "\" checked");
        assertThat(answer.body()).doesNotContain("Jo <jo");
        nothingChanged(reference);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(textBlock = """
            '', 24/12/2026, The first day of the cover is missing
            18/12/2026, '', The last day of the cover is missing
            24/12/2026, 23/12/2026, lies before the first
            01/12/2026, 17/12/2026, has passed
            18/12/2026, 19/12/2027, longer than a year
            29/02/2027, 01/03/2027, This is not a date
            """)
    void coverOnImpossibleDaysIsRefused(String from, String until, String words) {
        String reference = withGrace();
        HttpResponse<String> answer = send(manager(), List.of(reference), "action", "cover", "coverFrom", from, "coverUntil",
                until);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(words);
        nothingChanged(reference);
    }

    @Test
    void withNothingTickedNothingHappens() {
        String reference = withGrace();
        HttpResponse<String> answer = send(manager(), List.of());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("No case is ticked");
        nothingChanged(reference);
    }

    @Test
    void whenTheLetterCannotBeWrittenNothingIsHalfDone() {
        String reference = graceTold();
        users.add("iro9.test", "derby", "iro");
        User user = identity.createUserQuery().userId("iro9.test").singleResult();
        user.setLastName("明日");
        identity.saveUser(user);
        HttpResponse<String> answer = send(manager(), List.of(reference), "to", "iro9.test");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("cannot be printed");
        nothingChanged(reference);
    }

    @Test
    void nobodyIsMovedToWithoutAWayToReachThem() {
        String reference = withGrace();
        users.add("unreachable.test", "derby", "iro");
        HttpResponse<String> answer = send(manager(), List.of(reference), "to", "unreachable.test", "phone", "");
        assertThat(answer.body()).contains("how to reach the new IRO");
        nothingChanged(reference);
    }

    @Test
    void whatCannotBeMovedIsReportedWithTheReasonAndTheRestIsMoved() {
        String good = graceTold();
        String changed = graceTold();
        String later = graceTold();
        house.at("2026-12-21T10:00");
        cases.person(changed, "iro", "Somebody Else", "iro2.test@derby.example", "2026-12-21");
        HttpResponse<String> answer = send(manager(), List.of(good, changed, later, "DBY-0000"), "from", "17/12/2026");
        assertThat(answer.body()).contains("Nothing has been changed", "taken up on 18/12/2026");
        assertThat(iro(good)).isEqualTo("iro.test");

        answer = send(manager(), List.of(good, changed, later, "DBY-0000"), "from", "19/12/2026");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("2 cases moved from Test iro.test to Test iro2.test", "no longer holds the role",
                "You cannot open this case, or there is no such case", "Grace Guardian (Children&#39;s Guardian): 2 cases");
        assertThat(iro(good)).isEqualTo("iro2.test");
        assertThat(iro(later)).isEqualTo("iro2.test");
        assertThat(records(changed, "work-moved")).isEmpty();
        assertThat(letters(changed)).isEmpty();

        assertThat(send(manager(), List.of(good, later)).body()).as("the same once more, by a second click")
                .contains("Nothing has been changed", "no longer holds the role");
        assertThat(letters(good)).hasSize(1);
    }

    @Test
    @Clause("P-07")
    void aRestrictedCaseIsMovedOnlyByAManagerItNamesAndThenNamesTheNewPerson() {
        String from = newIro("iro7.test");
        String quiet = open("restricted", true, "iroEmail", from + "@derby.example");
        String name = files.get(quiet).childName();
        String page = manager().page("/work?person=" + from).body();
        assertThat(page).contains("1 restricted case not shown").doesNotContain(quiet, name);
        assertThat(send(manager(), List.of(quiet), "person", from).body()).contains("You cannot open this case")
                .doesNotContain(name);
        assertThat(send(manager(), List.of(), "person", from, "which", "all").body())
                .contains("no open case here that you may open");
        assertThat(iro(quiet)).isEqualTo(from);
        assertThat(letters(quiet)).isEmpty();

        named(quiet, "iro-manager", "iro-manager.test");
        assertThat(as("iro2.test").page("/case/" + quiet).statusCode()).isEqualTo(404);
        assertThat(manager().page("/work?person=" + from).body()).contains(quiet, name, "will be named in it");
        assertThat(send(manager(), List.of(), "person", from, "which", "all").body()).contains("1 case moved",
                "can now open these");
        assertThat(as("iro2.test").page("/case/" + quiet).statusCode()).isEqualTo(200);
        assertThat(files.people(quiet)).filteredOn(person -> person.role().equals("iro")).extracting(Person::userId)
                .as("the same day corrects").containsExactly("iro2.test");
    }

    private void named(String reference, String role, String userId) {
        files.recordPerson(reference, new CaseFiles.NewPerson(role, userId, userId + "@derby.example", null, userId,
                house.today()), "iro-admin.test");
    }

    // ---- moving

    @Test
    @Clause("C-34 C-80 P-42")
    void guardiansAreToldOnceInOneListAndTasksMoveWithTheirDates() {
        String one = graceTold();
        String two = told("guardianName", "Grace Guardian", "guardianEmail", "Grace@Cafcass.example", "cafcassAllocatedOn",
                "2026-12-18");
        String other = told("guardianName", "Gordon Other", "guardianEmail", "gordon@cafcass.example", "cafcassAllocatedOn",
                "2026-12-18");
        String nobody = told();
        String stays = withGrace();
        Date due = anyTask(one).getDueDate();
        var deadlines = register.ofCase(one);
        assertThat(due).isNotNull();

        house.at("2026-12-21T10:00");
        HttpResponse<String> answer = send(manager(), List.of(one, two, other, nobody), "from", "21/12/2026");
        assertThat(answer.body()).contains("4 cases moved", "2 cases", "1 case").doesNotContain("Left as they were");
        house.runDueJobs();

        for (String reference : List.of(one, two, other, nobody)) {
            Person iro = files.holder(reference, "iro").orElseThrow();
            assertThat(iro.userId()).isEqualTo("iro2.test");
            assertThat(iro.name()).isEqualTo("Test iro2.test");
            assertThat(iro.phone()).isEqualTo("01332 496 0202");
            assertThat(iro.email()).isEqualTo("iro2.test@derby.example");
            assertThat(iro.from()).isEqualTo(LocalDate.of(2026, 12, 21));
            assertThat(engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).list())
                    .allSatisfy(task -> assertThat(task.getAssignee()).isEqualTo("iro2.test"));
            assertThat(letters(reference)).hasSize(1);
            TimelineRecord moved = records(reference, "work-moved").get(0);
            assertThat(moved.recordedBy()).isEqualTo("iro-manager.test");
            assertThat(moved.summary()).contains("Iris Ashworth", "Test iro2.test");
            assertThat(moved.entries().toString()).contains("change of team", "21/12/2026", "Test iro-manager.test");
            TimelineRecord told = records(reference, "iro-notice").get(0);
            assertThat(told.summary()).contains("told in one list");
            assertThat(told.recordedAt()).isAfterOrEqualTo(iro.recordedAt());
        }
        assertThat(task(stays).getAssignee()).isEqualTo("iro.test");
        assertThat(letters(stays)).isEmpty();
        assertThat(anyTask(one).getDueDate()).as("P-25").isEqualTo(due);
        assertThat(register.ofCase(one)).extracting(row -> row.due() + " " + row.state())
                .isEqualTo(deadlines.stream().map(row -> row.due() + " " + row.state()).toList());

        assertThat(letters(one)).isEqualTo(letters(two));
        assertThat(letters(one).get(0).state()).isEqualTo(Item.State.SENT);
        assertThat(letters(one).get(0).recordedBy()).isEqualTo("iro-manager.test");
        assertThat(mailbox.addressees().stream().map(String::toLowerCase)).containsExactlyInAnyOrder(GRACE,
                "gordon@cafcass.example", "cafcass-service-manager.demo@cafcass.example");
        String text = ledger.html(letters(one).get(0).id());
        assertThat(text).contains(one, two, files.get(one).personNumber(), files.get(two).personNumber(), "Test iro2.test",
                "01332 496 0202", "iro2.test@derby.example", "from 21/12/2026", "Grace Guardian", "in place of Test iro.test")
                .doesNotContain(other, stays, nobody, "Robin", files.get(one).childName());
        assertThat(ledger.html(letters(nobody).get(0).id())).contains(nobody).doesNotContain(one, "Robin");
        assertThat(mailbox.texts()).allSatisfy(mail -> assertThat(mail).doesNotContain("Robin"));
    }

    @Test
    @Clause("C-34 C-80 P-42")
    void whereTheDetailsAreStillToBeSentTheGuardianHearsFromThatTaskAlone() {
        String first = withGrace();
        String second = graceTold();
        house.runDueJobs();
        mailbox.empty();
        HttpResponse<String> answer = send(manager(), List.of(first, second));
        assertThat(answer.body()).contains("2 cases moved", "Grace Guardian (Children&#39;s Guardian): 1 case",
                "the guardian hears from the task “Send the IRO’s details to the guardian”", "waits for Test iro2.test");
        house.runDueJobs();
        assertThat(letters(first)).isEmpty();
        assertThat(records(first, "iro-notice")).as("so that the task is not taken for done").isEmpty();
        assertThat(ledger.html(letters(second).get(0).id())).contains(second).doesNotContain(first);
        assertThat(mailbox.addressees()).containsExactly(GRACE);

        mailbox.empty();
        assertThat(task(first).getAssignee()).isEqualTo("iro2.test");
        engine.getFormService().submitTaskForm(task(first).getId(), new HashMap<>(Map.of("detailsChecked", true)));
        house.runDueJobs();
        assertThat(mailbox.addressees()).as("once").containsExactly(GRACE);
        Item notice = ledger.ofCase(first).stream().filter(item -> item.template().equals("iro-notice")).findFirst().orElseThrow();
        assertThat(ledger.html(notice.id())).contains("Test iro2.test").doesNotContain("Iris Ashworth");
        assertThat(task(first)).isNull();
    }

    @Test
    @Clause("P-42")
    void aLetterAboutSeveralCasesIsOnlyForThoseWhoMayOpenEveryOne() {
        String one = graceTold();
        String two = graceTold();
        cases.person(one, "social-worker", "Wendy", "social-worker.test@derby.example", "2026-12-18");
        cases.person(one, "childrens-guardian", "Grace", "childrens-guardian.test@derby.example", "2026-12-18");
        cases.person(two, "childrens-guardian", "Grace", "childrens-guardian.test@derby.example", "2026-12-18");
        send(manager(), List.of(one, two));
        String id = letters(one).get(0).id().toString();

        Browser guardian = as("childrens-guardian.test");
        assertThat(guardian.page("/case/" + one + "/letters/" + id).body()).contains(two);
        assertThat(guardian.page("/case/" + two + "/letters/" + id).body()).contains(one);
        assertThat(guardian.page("/case/" + two).body()).contains(id);
        assertThat(manager().page("/case/" + two).body()).contains(id, "told in one list");
        Browser worker = as("social-worker.test");
        assertThat(worker.page("/case/" + one).statusCode()).isEqualTo(200);
        assertThat(worker.page("/case/" + one).body()).doesNotContain(id, two);
        assertThat(worker.page("/case/" + one + "/letters/" + id).statusCode()).isEqualTo(404);
        assertThat(worker.page("/case/" + one + "/letters/" + id + "/pdf").statusCode()).isEqualTo(404);
    }

    @Test
    @Clause("P-21")
    void aLetterWithAChildWhoHasDiedSinceIsNotSent() {
        String one = graceTold();
        String two = graceTold();
        house.at("2026-12-18T19:00");
        send(manager(), List.of(one, two));
        facts.recordDeath(two, house.today(), "iro-admin.test");
        house.passes("2026-12-21T08:00");
        assertThat(letters(one).get(0).state()).isEqualTo(Item.State.WITHHELD);
        assertThat(letters(one).get(0).problem()).contains("a child in the list").doesNotContain(two);
        assertThat(mailbox.addressees()).doesNotContain(GRACE);

        assertThat(send(manager(), List.of(two), "person", "iro2.test", "to", "iro.test").body())
                .contains("1 case moved", "The child has died; nothing is sent");
        assertThat(letters(two)).hasSize(1);
    }

    @Test
    void nobodyIsWrittenToWhereNobodyAtCafcassHasWorkLeft() {
        String over = open();
        files.endProceedings(over, house.today(), "iro-admin.test");
        house.runDueJobs();
        HttpResponse<String> answer = send(manager(), List.of(over));
        assertThat(answer.body()).contains("1 case moved", "Nobody was written to about these", "proceedings have ended");
        assertThat(letters(over)).isEmpty();
        assertThat(records(over, "iro-notice")).isEmpty();
        assertThat(iro(over)).isEqualTo("iro2.test");
    }

    @Test
    @Clause("P-42")
    void aHundredAndTwentyCasesMoveInOneRequest() {
        String from = newIro("iro6.test");
        String to = newIro("iro8.test");
        List<String> references = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            references.add(told("guardianName", "Grace Guardian", "guardianEmail", GRACE, "cafcassAllocatedOn", "2026-12-18",
                    "iroEmail", from + "@derby.example"));
        }
        Browser manager = manager();
        List<HttpResponse<String>> answers = new ArrayList<>();
        var shown = Statements.counting(() -> answers.add(manager.page("/work?person=" + from)));
        assertThat(answers.get(0).body()).contains("All 120 open cases", references.get(119));
        var moved = Statements.counting(() -> answers.add(send(manager, List.of(), "which", "all",
                "person", from, "to", to)));
        assertThat(answers.get(1).body()).contains("120 cases moved", "Grace Guardian (Children&#39;s Guardian): 120 cases");
        System.out.printf("120 cases: page %d + %d, move %d + %d round trips (engine + house)%n", shown.engine(), shown.house(),
                moved.engine(), moved.house());
        assertThat(shown.engine()).as("not one for each case").isLessThan(120);
        assertThat(moved.engine() + moved.house()).as("so many for each case").isLessThan(120 * 75);
        assertThat(references).allSatisfy(reference -> assertThat(iro(reference)).isEqualTo(to));
        assertThat(engine.getTaskService().createTaskQuery().taskAssignee(from).count()).isZero();
        assertThat(engine.getTaskService().createTaskQuery().taskAssignee(to).count()).as("one for each case").isEqualTo(120);
        assertThat(letters(references.get(0))).hasSize(1).isEqualTo(letters(references.get(119)));
        assertThat(ledger.html(letters(references.get(0)).get(0).id())).contains(references);
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("correspondence").count())
                .isEqualTo(1);
    }

    // ---- cover

    private HttpResponse<String> cover(String from, String until, String... references) {
        return send(manager(), List.of(references), "action", "cover", "coverFrom", from, "coverUntil", until);
    }

    @ParameterizedTest(name = "until {1}")
    @Clause("P-25 P-42")
    @CsvSource(textBlock = """
            2026-10-24, 2026-10-25
            2026-10-26, 2026-10-31
            2027-03-27, 2027-03-28
            2027-03-28, 2027-03-29
            """)
    void coverBeginsAndEndsAtMidnightInLondonWhateverTheClocksDo(LocalDate from, LocalDate until) {
        house.at(from.minusDays(3) + "T10:00");
        String reference = open("issuedOn", "2026-09-01", "iroAllocatedOn", "2026-09-02", "cafcassAllocatedOn",
                from.minusDays(3).toString(), "guardianName", "Grace Guardian", "guardianEmail", GRACE);
        house.runDueJobs();
        Date due = task(reference).getDueDate();
        String days = "%1$td/%1$tm/%1$tY";
        assertThat(cover(String.format(days, from), String.format(days, until), reference).body()).contains(
                "Test iro2.test covers 1 case for Test iro.test", "ends by itself");

        house.at(from.minusDays(1) + "T23:59:59");
        covers(reference, false);
        house.at(from + "T00:00:00");
        covers(reference, true);
        house.at(until + "T23:59:59");
        covers(reference, true);
        house.at(until.plusDays(1) + "T00:00:00");
        covers(reference, false);

        assertThat(task(reference).getDueDate()).isEqualTo(due);
        assertThat(iro(reference)).isEqualTo("iro.test");
        assertThat(records(reference, "cover").get(0).recordedBy()).isEqualTo("iro-manager.test");
        assertThat(letters(reference)).isEmpty();
    }

    private void covers(String reference, boolean yes) {
        assertThat(files.usersActing(reference, "iro").contains("iro2.test")).isEqualTo(yes);
        assertThat(files.referencesNaming("derby", "iro2.test").contains(reference)).isEqualTo(yes);
        Browser colleague = as("iro2.test");
        String id = task(reference).getId();
        assertThat(colleague.page("/cases").body().contains("?task=" + id)).isEqualTo(yes);
        String page = colleague.page("/case/" + reference).body();
        assertThat(page.contains("?task=" + id)).isEqualTo(yes);
        assertThat(page.contains("for Test iro.test, whom you cover until")).isEqualTo(yes);
        assertThat(as("iro.test").page("/case/" + reference).body()).contains("?task=" + id);
        int status = colleague.post("/engine-rest/task/" + id + "/variables/note", "application/json", "{\"value\":1}").statusCode();
        assertThat(status).isEqualTo(401);
        try {
            identity.setAuthentication("iro2.test", List.of("iro"), List.of("derby"));
            assertThat(engine.getTaskService().createTaskQuery().taskId(id).count()).as("read in Tasklist").isEqualTo(1);
            assertThat(mayWork(id)).isEqualTo(yes);
        } finally {
            identity.clearAuthentication();
        }
    }

    /** The guard's own answer: a variable that the form refuses is refused otherwise. */
    private boolean mayWork(String taskId) {
        try {
            engine.getFormService().submitTaskForm(taskId, Map.of("no-such-field", "x"));
            return true;
        } catch (org.camunda.bpm.engine.AuthorizationException refused) {
            return false;
        } catch (RuntimeException wrongForm) {
            return true;
        }
    }

    @Test
    @Clause("P-25 P-42")
    void aTaskThatArisesDuringCoverIsSeenAndRemindersGoToTheColleagueToo() {
        String reference = withGrace();
        cover("18/12/2026", "31/12/2026", reference);
        house.passes("2026-12-22T23:59:59");
        house.passes("2026-12-23T08:00");
        assertThat(mailbox.addressees()).contains("iro.test@derby.example", "iro2.test@derby.example");

        cases.person(reference, "iro", "Iris Ashworth", "iro.test@derby.example", "2026-12-18");
        assertThat(as("iro2.test").page("/cases").body()).contains("Tasks of colleagues you cover", "?task=" + task(reference).getId());
        assertThat(as("senior-iro.test").page("/cases").body()).doesNotContain("Tasks of colleagues you cover");
        String page = manager().page("/case/" + reference).body();
        assertThat(page).contains("covers for", "from 18/12/2026 to 31/12/2026", "change of team");

        assertThat(cover("30/12/2026", "05/01/2027", reference).body()).contains("Nothing has been changed",
                "Covered by the same person already");
        assertThat(cover("01/01/2027", "05/01/2027", reference).body()).contains("covers 1 case");
    }

    @Test
    @Clause("P-02 P-42")
    void whoMovesTheWorkOnEndsTheCoverAndARestrictedCaseOpensOnlyWhileCovered() {
        String quiet = open("restricted", true);
        named(quiet, "iro-manager", "iro-manager.test");
        assertThat(cover("19/12/2026", "21/12/2026", quiet).body()).contains("covers 1 case", "Restricted cases");
        assertThat(as("iro2.test").page("/case/" + quiet).statusCode()).isEqualTo(404);
        house.at("2026-12-19T00:00");
        assertThat(as("iro2.test").page("/case/" + quiet).statusCode()).isEqualTo(200);
        users.add("iro9.test", "derby", "iro");
        assertThat(send(manager(), List.of(quiet), "to", "iro9.test").body()).contains("1 case moved");
        assertThat(as("iro2.test").page("/case/" + quiet).statusCode()).as("nobody is left to cover for").isEqualTo(404);
    }
}
