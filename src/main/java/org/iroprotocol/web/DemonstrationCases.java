package org.iroprotocol.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.spin.plugin.variable.SpinValues;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.calendar.Calendars;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.calendar.WorkingDays;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.dispute.Concerns;
import org.iroprotocol.referral.Referrals;
import org.iroprotocol.work.PlannedMoves;
import org.iroprotocol.work.Work;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Fictional children in every stage of their proceedings, entered through the forms as staff enter them, with past dates.
 * Whatever the day of the first start: something is due tomorrow, something was missed yesterday.
 */
@Component
@Profile("demo")
@Conditional(CafcassInstallation.Councils.class)
class DemonstrationCases {

    private static final String FIRST = "DEMO-1001";
    private static final String GUARDIAN = "Grace Thornbury";
    private static final int TRIES = 20;

    private final CaseFiles files;
    private final Concerns concerns;
    private final Referrals referrals;
    private final FormService forms;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final RepositoryService repository;
    private final EngineUsers users;
    private final Calendars calendars;
    private final PlannedMoves plans;
    private final Clock clock;

    DemonstrationCases(CaseFiles files, Concerns concerns, Referrals referrals, FormService forms, TaskService tasks,
                       RuntimeService runtime, ManagementService management, RepositoryService repository, EngineUsers users,
                       Calendars calendars, PlannedMoves plans, Clock clock) {
        this.files = files;
        this.concerns = concerns;
        this.referrals = referrals;
        this.forms = forms;
        this.tasks = tasks;
        this.runtime = runtime;
        this.management = management;
        this.repository = repository;
        this.users = users;
        this.calendars = calendars;
        this.plans = plans;
        this.clock = clock;
    }

    /** After the authority folders are deployed; nothing when the cases are there already. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void open() {
        if (files.findByPersonNumber(DemonstrationUsers.AUTHORITY, FIRST).isPresent()) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), London.ZONE);
        WorkingDays days = calendars.of(DemonstrationUsers.AUTHORITY);
        new Day(today, days).all();
    }

    /** The cases as they are on the day the demonstration is first started. */
    private final class Day {

        private final LocalDate today;
        private final WorkingDays days;

        private Day(LocalDate today, WorkingDays days) {
            this.today = today;
            this.days = days;
        }

        private void all() {
            firstTaskWaiting();
            guardianUnknown();
            contactDueTomorrow();
            missedYesterday();
            hearingMoved();
            siblingsWithDifferentIros();
            handoverLate();
            jointMeetingCalled();
            noLongerLookedAfter();
            reviews();
            courtDocuments();
            concerns();
            referrals();
            movePlanned();
            protocolSigned();
        }

        /** Signed nearly a year ago: the reminder has gone out, and the review is due in two weeks. */
        private void protocolSigned() {
            LocalDate last = today.plusDays(14).minusYears(1);
            start("iro-manager.demo", "protocol-agreement", Map.of("agreementAct", "signed", "protocolVersion", "2.1",
                    "headName", "Honor Lindqvist", "headSignedOn", iso(last.minusDays(6)),
                    "managerName", "Magnus Oakley", "managerSignedOn", iso(last)));
        }

        private void firstTaskWaiting() {
            Map<String, Object> form = child("Hazel Fairweather", 7, FIRST, today.minusDays(4), "iro.demo");
            form.put("iroAllocatedOn", iso(today));
            form.put("cafcassAllocatedOn", iso(today));
            form.put("lookedAfterSince", iso(today.minusDays(10)));
            form.put("siblings", sibling("Rowan Fairweather", 4, "DEMO-1002"));
            opened(form, FIRST);
        }

        private void guardianUnknown() {
            opened(child("Juniper Holt", 3, "DEMO-1003", ago(6), "iro.demo"), "DEMO-1003");
        }

        private void contactDueTomorrow() {
            Map<String, Object> form = withGuardian(child("Bram Ellery", 10, "DEMO-1004", ago(5), "iro.demo"), ago(4));
            form.put("cmhAt", days.plus(today, 2) + "T10:30");
            detailsSent(opened(form, "DEMO-1004"));
        }

        private void missedYesterday() {
            opened(withGuardian(child("Sorrel Whitlock", 12, "DEMO-1005", ago(4), "iro2.demo"), ago(3)), "DEMO-1005");
        }

        private void hearingMoved() {
            Map<String, Object> form = withGuardian(child("Teasel Marlow", 1, "DEMO-1006", ago(12), "iro.demo"), ago(11));
            form.put("cmhAt", days.plus(today, 3) + "T14:00");
            String reference = opened(form, "DEMO-1006");
            detailsSent(reference);
            discussed(reference, ago(4));
            changed(reference, "date", Map.of("eventKind", "cmh", "eventDate", iso(days.plus(today, 8)), "eventTime", "10:00",
                    "reason", "The court has relisted the hearing."));
            challengedAndCorrected(reference);
        }

        /** An informal challenge, a significant issue for the guardian, and a discussion put on the wrong child's file. */
        private void challengedAndCorrected(String reference) {
            start("iro.demo", "discussion", Map.of("caseReference", reference, "discussionKind", "challenge",
                    "discussedOn", iso(ago(3)), "discussedBy", "IRO and team manager, by telephone",
                    "challenge", "The contact plan agreed at the last review is not in place.",
                    "challengeAnswer", "A supervisor for contact starts next week."));
            start("iro.demo", "discussion", Map.of("caseReference", reference, "discussionKind", "issue",
                    "discussedOn", iso(ago(2)), "discussedTopic", "Placement",
                    "issueText", "The carers have given notice. A planning meeting is being arranged."));
            discussed(reference, ago(2));
            String wrong = files.timeline(reference).get(0).id().toString();
            changed(reference, "error", Map.of("recordId", wrong, "reason", "This was about another child."));
        }

        private void siblingsWithDifferentIros() {
            Map<String, Object> form = withGuardian(child("Linnet Ashdown", 13, "DEMO-1007", ago(15), "iro.demo"), ago(14));
            form.put("siblings", sibling("Merle Ashdown", 6, "DEMO-1008"));
            String older = opened(form, "DEMO-1007");
            String younger = reference("DEMO-1008");
            detailsSent(older);
            discussed(older, ago(10));
            changed(younger, "person", Map.of("role", "iro", "personName", "Ibrahim Redfern", "personEmail",
                    "iro2.demo@derby.example", "personPhone", "01632 960 102", "personFrom", iso(ago(1)),
                    "reason", "Each of the two is to have an IRO of their own."));
        }

        private void handoverLate() {
            String reference = ended("Alder Pryce", 15, "DEMO-1009", "iro.demo", ago(12), true);
            completion(reference, Map.of("documentsConfirmedOn", iso(ago(9)), "finalPlanOn", iso(ago(8)),
                    "finalDiscussionOn", iso(ago(8)), "receivedFrom", GUARDIAN));
        }

        private void jointMeetingCalled() {
            String reference = ended("Fern Calloway", 9, "DEMO-1010", "iro.demo", ago(6), true);
            completion(reference, Map.of("documentsConfirmedOn", iso(ago(5)), "finalPlanOn", iso(ago(4)),
                    "finalDiscussionOn", iso(ago(4)), "handoverOn", iso(ago(3)), "meetingRequired", true,
                    "meetingReasons", SpinValues.jsonValue("[\"plan-changed\"]").create(), "receivedFrom", GUARDIAN));
        }

        private void noLongerLookedAfter() {
            ended("Robyn Dempsey", 5, "DEMO-1011", "iro2.demo", ago(4), false);
        }

        /** One review whose record is late; one for two siblings next week. */
        private void reviews() {
            LocalDate issued = ago(32);
            String late = opened(withGuardian(child("Briar Penrose", 8, "DEMO-1031", issued, "iro.demo"), ago(31)), "DEMO-1031");
            detailsSent(late);
            discussed(late, ago(28));
            reviewed("review-liaison", late, Map.of("reviewDate", iso(ago(22)), "reviewTime", "10:00", "reviewKind", "first",
                    "reviewPlace", "Council House, room 3", "placeInLetter", "yes", "arrangementsSentOn", iso(ago(29))));
            reviewed("review-report", late, Map.of("heldOn", iso(ago(22)), "apologiesOn", iso(ago(24)),
                    "receivedFrom", GUARDIAN));
            String older = reference("DEMO-1007");
            String younger = reference("DEMO-1008");
            reviewed("review-liaison", older, Map.of("reviewDate", iso(days.plus(today, 6)), "reviewTime", "14:00", "reviewKind",
                    "first", "reviewPlace", "at the carers’ home", "placeInLetter", "no",
                    "alsoFor", SpinValues.jsonValue("[\"" + younger + "\"]").create()));
        }

        private void reviewed(String process, String reference, Map<String, Object> fields) {
            Map<String, Object> form = new HashMap<>(fields);
            form.put("caseReference", reference);
            start("iro-admin.demo", process, form);
        }

        /** A bundle of five: two sent, one overdue, one held not relevant, one due soon. */
        private void courtDocuments() {
            Map<String, Object> form = withGuardian(child("Clover Beckett", 8, "DEMO-1012", ago(16), "iro.demo"), ago(15));
            form.put("firstHearingAt", iso(ago(9)) + "T10:00");
            form.put("cmhAt", iso(ago(2)) + "T10:30");
            String reference = opened(form, "DEMO-1012");
            detailsSent(reference);
            discussed(reference, ago(8));
            Map<String, Object> bundle = new HashMap<>();
            bundle.put("caseReference", reference);
            bundle.put("documents", json("[\"first-statement\", \"interim-care-plan\", \"first-order\", \"expert-report\"]"));
            bundle.put("filedOn", iso(ago(8)));
            bundle.put("servedOn", iso(ago(7)));
            bundle.put("receivedOn", iso(ago(7)));
            bundle.put("heldBy", "Lena Fairbrother, Legal Services");
            bundle.put("notRelevant", json("[\"expert-report\"]"));
            bundle.put("solicitor", "Lorna Sutcliffe");
            bundle.put("notRelevantReason", "It is about the parents' accommodation alone.");
            bundle.put("moreDocuments", json("""
                    [{"moreType": "case-management-order", "moreFiledOn": "%s", "moreReceivedOn": "%s"}]
                    """.formatted(ago(1), ago(1))));
            start("iro-admin.demo", "court-document", bundle);
            var task = tasks.createTaskQuery().processInstanceBusinessKey(reference).taskDefinitionKey("send-documents")
                    .singleResult();
            as("iro-admin.demo", () -> {
                forms.submitTaskForm(task.getId(), new HashMap<>(Map.of("documentsSentOn", iso(ago(4)),
                        "notSentYet", json("[\"first-order/1\", \"case-management-order/1\"]"))));
                return null;
            });
        }

        /** Issued yesterday; response due soon; stages 2, 3 and 4; one closed by what was promised. An informal one is above. */
        private void concerns() {
            String wren = withSeniors("Wren Hollis", 6, "DEMO-1041");
            issued(wren, "participation", "She was not told that her social worker has changed.", Map.of(), ago(12));
            answered(wren, ago(6));
            step(wren, "judge-response", "iro.demo", Map.of("judgement", "promised", "judgedNote",
                    "The visit is arranged and the new social worker has been introduced.", "stage1Plan",
                    promise("Visit with the new social worker", "Tobias Merrow", ago(3))));
            step(wren, "check-promises", "iro.demo", Map.of("promises", json("""
                    [{"promiseNumber": "1", "promiseInPlaceOn": "%s", "promiseDifference": "She knows whom to ring."}]
                    """.formatted(ago(3)))));
            step(wren, "close-concern", "iro.demo", Map.of("childToldOn", iso(ago(2)), "advocateOn", iso(ago(2)),
                    "complaintsOn", iso(ago(2)), "difference", "She knows her social worker and says she is heard."));
            issued(wren, "contact", "Contact with her brother has not taken place for six weeks.", Map.of(), ago(1));

            issued(withSeniors("Tansy Marsh", 11, "DEMO-1042"), "drift",
                    "The assessment of her grandmother agreed at the review has not been begun.", Map.of(), ago(13));

            String larch = withSeniors("Larch Whitby", 14, "DEMO-1043");
            issued(larch, "placement", "He has moved three times since September without a plan.", from("stage-2"), ago(4));
            step(larch, "discuss-with-deputy", "senior-iro.demo", Map.of("stage2At", iso(ago(3)) + "T11:00", "stage2With",
                    "Desmond Hartnell"));

            String myrtle = withSeniors("Myrtle Dane", 9, "DEMO-1044");
            issued(myrtle, "health", "Her health assessment is four months late.", from("stage-3"), ago(6));
            step(myrtle, "record-heads-discussion", "senior-iro.demo", Map.of("stage3At", iso(ago(4)) + "T15:30", "stage3With",
                    "Helena Overton and Quentin Ashby", "stage3Summary", "The assessment is asked for again at once.",
                    "meetingNeeded", "yes", "meetingReason", "Health services have to be heard."));

            issued(withSeniors("Cicely Thorn", 16, "DEMO-1045"), "pathway",
                    "She is seventeen next month and has no pathway plan.", from("stage-4"), ago(3));
        }

        /** One beside a concern at stage 2, received today; one with its report here, to be weighed; and a draft. */
        private void referrals() {
            String larch = reference("DEMO-1043");
            referred(larch, "iro.demo", Map.of("concernNumber", "1", "localProcess", "beside", "localProcessWhy",
                    "He cannot wait for the stages to end: the placement ends in three weeks.", "sentHow", "here"));
            start("iro.demo", "referral-report", Map.of("caseReference", larch, "acknowledgedOn", iso(today), "reportedBy",
                    "duty lawyer, by telephone"));
            String sorrel = reference("DEMO-1005");
            referred(sorrel, "iro2.demo", Map.of("localProcess", "exhausted", "sentHow", "already", "sentOn", iso(ago(18))));
            start("iro2.demo", "referral-report", Map.of("caseReference", sorrel, "acknowledgedOn", iso(ago(17)), "allocatedOn",
                    iso(ago(17)), "allocatedTo", "high-court", "allocatedName", "Hanneke Court", "notifiedOn", iso(ago(17)),
                    "reportOn", iso(ago(1)), "reportDecision", "no-proceedings"));
            referrals.keepDraft(reference("DEMO-1045"), "iro.demo", Map.of("route", "s25b", "timetable",
                    "She is seventeen next month.", "sentHow", "here"));
        }

        private void referred(String reference, String user, Map<String, Object> more) {
            Map<String, Object> form = new HashMap<>(more);
            form.putAll(Map.of("caseReference", reference, "route", "s25b", "grounds", json("[\"move\"]"), "notDone",
                    "Three moves since September without the assessment the review decided on.", "impact",
                    "He has asked for somebody outside the council to look at it.", "timetable",
                    "The placement ends in three weeks; school begins in a new year.", "wishes", "He wants to stay where he is.",
                    "outcome", "That Cafcass considers proceedings, and is asked before he moves again.", "overriding", "no",
                    "challengedOn", iso(ago(20))));
            start(user, "cafcass-referral", form);
            continued(reference);
        }

        private String reference(String number) {
            return files.findByPersonNumber(DemonstrationUsers.AUTHORITY, number).map(CaseFile::reference).orElseThrow();
        }

        private String withSeniors(String name, int age, String number) {
            String reference = opened(withGuardian(child(name, age, number, ago(40), "iro.demo"), ago(39)), number);
            detailsSent(reference);
            discussed(reference, ago(35));
            Map.of("deputy-head-of-service", "Desmond Hartnell", "head-of-service", "Helena Overton", "head-of-service-qa",
                    "Quentin Ashby", "service-director", "Dorothea Selwyn").forEach((role, person) -> as("iro-admin.demo",
                    () -> files.recordPerson(reference, new CaseFiles.NewPerson(role, person, role + ".demo@derby.example", null,
                            role + ".demo", ago(40)), "iro-admin.demo")));
            return reference;
        }

        private static Map<String, Object> from(String stage) {
            return Map.of("firstStage", stage, "firstStageReason", "Raised informally twice without success.");
        }

        private Object promise(String action, String owner, LocalDate due) {
            return json("""
                    [{"planAction": "%s", "planOwner": "%s", "planDue": "%s"}]
                    """.formatted(action, owner, iso(due)));
        }

        /** Written today as if it had been issued on that day: the date is put right afterwards and the limits follow it. */
        private void issued(String reference, String category, String evidence, Map<String, Object> more, LocalDate on) {
            start("iro.demo", "dispute-escalation", Map.of("caseReference", reference, "concernLine", evidence, "concernOn",
                    iso(days.minus(on, 1))));
            Map<String, Object> form = new HashMap<>(more);
            form.putAll(Map.of("category", category, "evidence", evidence, "impact", "It unsettles the child every day.",
                    "wishes", "Wants to know what happens next.", "resolution", "What the review decided is done.",
                    "resolutionBy", iso(days.plus(today, 10)), "severity", "medium", "about", "usual", "relevantToCourt", "yes",
                    "immediateAction", "no"));
            form.put("childToldConcernOn", iso(on));
            step(reference, "write-concern", "iro.demo", form);
            String concern = concerns.ofCase(reference).get(0).id().toString();
            as("iro.demo", () -> files.recordEvent(reference, "qa-form-issued", concern, When.on(on), "iro.demo", null));
        }

        private void answered(String reference, LocalDate on) {
            start("iro-admin.demo", "concern-report", Map.of("caseReference", reference, "reportKind", "response", "responseOn",
                    iso(on), "responseHow", "e-mail", "responseFrom", "Tobias Merrow", "response",
                    "We are sorry. A visit is arranged and the new social worker introduces herself."));
        }

        private void step(String reference, String step, String user, Map<String, Object> form) {
            continued(reference);
            var task = tasks.createTaskQuery().processInstanceBusinessKey(reference).taskDefinitionKey(step).singleResult();
            as(user, () -> {
                forms.submitTaskForm(task.getId(), new HashMap<>(form));
                return null;
            });
        }

        /** Background work begins only when the demonstration is complete: what the next step needs is done here. */
        private void continued(String reference) {
            runtime.createProcessInstanceQuery().processInstanceBusinessKey(reference)
                    .processDefinitionKeyIn("dispute-escalation", "cafcass-referral").list().stream()
                    .flatMap(instance -> management.createJobQuery().processInstanceId(instance.getId())
                            .messages().executable().list().stream())
                    .forEach(job -> management.executeJob(job.getId()));
        }

        /** One case of Ibrahim Redfern goes to Imogen Rowe in two weeks. */
        private void movePlanned() {
            String reference = reference("DEMO-1005");
            plans.plan(new Work.Request(DemonstrationUsers.AUTHORITY, "iro2.demo", "iro.demo", false, List.of(reference),
                    "Change of team", "iro-manager.demo", mine -> true), days.plus(today, 10), null, null);
        }

        private static Object json(String text) {
            return SpinValues.jsonValue(text).create();
        }

        /** Proceedings of half a year, with everything done on the way, ended on that day. */
        private String ended(String name, int age, String number, String iro, LocalDate on, boolean stillLookedAfter) {
            LocalDate issued = days.onOrAfter(on.minusWeeks(24));
            Map<String, Object> form = withGuardian(child(name, age, number, issued, iro), days.plus(issued, 1));
            String reference = opened(form, number);
            detailsSent(reference);
            discussed(reference, days.plus(issued, 5));
            changed(reference, "ended", Map.of("endedOn", iso(on), "endedHow", "final-order", "remainsLookedAfter",
                    stillLookedAfter ? "yes" : "no", "reason", "Final order at the final hearing."));
            return reference;
        }

        private LocalDate ago(int workingDays) {
            return days.minus(today, workingDays);
        }

        private Map<String, Object> child(String name, int age, String number, LocalDate issued, String iro) {
            boolean first = iro.equals("iro.demo");
            Map<String, Object> form = new HashMap<>();
            form.put("childName", name);
            form.put("dateOfBirth", iso(today.minusYears(age).minusDays(40)));
            form.put("personNumber", number);
            form.put("legalStatus", "interim-care-order");
            form.put("lookedAfterSince", iso(issued));
            form.put("applicationType", "care-order");
            form.put("issuedOn", iso(issued));
            form.put("court", "Family Court at Derby (fictional)");
            form.put("courtNumber", "DE00C00000");
            form.put("iroName", first ? "Imogen Rowe" : "Ibrahim Redfern");
            form.put("iroEmail", iro + "@derby.example");
            form.put("iroPhone", first ? "01632 960 101" : "01632 960 102");
            form.put("iroAllocatedOn", iso(days.plus(issued, 1).isAfter(today) ? today : days.plus(issued, 1)));
            form.put("cafcassManagerName", "Samir Holloway");
            form.put("cafcassManagerEmail", "cafcass-service-manager.demo@cafcass.example");
            form.put("socialWorkerName", "Wendy Saltmarsh");
            form.put("socialWorkerEmail", "social-worker.demo@derby.example");
            form.put("teamManagerName", "Tobias Merrow");
            form.put("teamManagerEmail", "team-manager.demo@derby.example");
            form.put("solicitorName", "Lorna Sutcliffe");
            form.put("solicitorEmail", "la-solicitor.demo@derby.example");
            return form;
        }

        private Map<String, Object> withGuardian(Map<String, Object> form, LocalDate from) {
            form.put("cafcassAllocatedOn", iso(from));
            form.put("guardianName", GUARDIAN);
            form.put("guardianEmail", "childrens-guardian.demo@cafcass.example");
            form.put("guardianPhone", "01632 960 201");
            return form;
        }

        private Object sibling(String name, int age, String number) {
            return SpinValues.jsonValue("""
                    [{"siblingName": "%s", "siblingDateOfBirth": "%s", "siblingPersonNumber": "%s"}]
                    """.formatted(name, today.minusYears(age).minusDays(100), number)).create();
        }

        private String opened(Map<String, Object> form, String number) {
            start("iro-admin.demo", "open-proceedings", form);
            return files.findByPersonNumber(DemonstrationUsers.AUTHORITY, number).map(CaseFile::reference).orElseThrow();
        }

        private void changed(String reference, String change, Map<String, Object> fields) {
            Map<String, Object> form = new HashMap<>(fields);
            form.put("caseReference", reference);
            form.put("change", change);
            start("iro-admin.demo", "case-change", form);
        }

        private void discussed(String reference, LocalDate on) {
            start("iro-admin.demo", "discussion", Map.of("caseReference", reference, "discussionKind", "discussion",
                    "discussedOn", iso(on),
                    "discussedBy", "guardian and IRO, by telephone", "discussedTopic", "The care plan and contact",
                    "discussedOutcome", "Both will visit before the next hearing.", "receivedFrom", "Imogen Rowe"));
        }

        private void completion(String reference, Map<String, Object> fields) {
            Map<String, Object> form = new HashMap<>(fields);
            form.put("caseReference", reference);
            start("iro-admin.demo", "completion", form);
        }

        /** The IRO's first task is done, by whoever it belongs to. */
        private void detailsSent(String reference) {
            var task = tasks.createTaskQuery().processInstanceBusinessKey(reference).taskDefinitionKey("send-iro-details")
                    .singleResult();
            as(task.getAssignee(), () -> {
                forms.submitTaskForm(task.getId(), new HashMap<>(Map.of("detailsChecked", true)));
                return null;
            });
        }

        private void start(String user, String process, Map<String, Object> form) {
            String definition = repository.createProcessDefinitionQuery().processDefinitionKey(process)
                    .tenantIdIn(DemonstrationUsers.AUTHORITY).latestVersion().singleResult().getId();
            as(user, () -> forms.submitStartForm(definition, new HashMap<>(form)));
        }

        /** Past dates make reminders run at once beside us: what they overtake is entered again. */
        private void as(String user, Supplier<?> work) {
            SignedIn person = users.load(user).orElseThrow();
            List<OptimisticLockingException> overtaken = new ArrayList<>();
            while (overtaken.size() < TRIES) {
                try {
                    users.as(person, work::get);
                    return;
                } catch (OptimisticLockingException e) {
                    overtaken.add(e);
                }
            }
            throw overtaken.get(0);
        }
    }

    private static String iso(LocalDate day) {
        return day.toString();
    }
}
