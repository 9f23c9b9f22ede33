package org.iroprotocol.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.springframework.stereotype.Component;

/** Cases in the tests, opened and changed the way staff do it: by the start forms, signed in as somebody who may. */
@Component
public class TestCases {

    private static final AtomicInteger CHILD = new AtomicInteger();

    private final ProcessEngine engine;
    private final CaseFiles files;
    private final Staff staff;
    private final House house;

    TestCases(ProcessEngine engine, CaseFiles files, Staff staff, House house) {
        this.engine = engine;
        this.files = files;
        this.staff = staff;
        this.house = house;
    }

    /** What the IRO admin types for an ordinary child in Derby: IRO allocated on 18/12/2026, nothing known of Cafcass. */
    public static Map<String, Object> form(Map<String, ?> more) {
        int number = CHILD.incrementAndGet();
        Map<String, Object> form = new HashMap<>(Map.of(
                "childName", "Robin Tester " + number,
                "dateOfBirth", "2019-05-04",
                "personNumber", "T" + number,
                "applicationType", "care-order",
                "issuedOn", "2026-12-18",
                "iroName", "Iris Ashworth",
                "iroEmail", "iro.test@derby.example",
                "iroPhone", "01332 496 0101",
                "iroAllocatedOn", "2026-12-18"));
        form.putAll(more);
        form.values().removeIf(value -> value.equals(""));
        return form;
    }

    /** Opens proceedings in Derby; {@code more} overrides {@link #form}, an empty text leaves a field out. */
    public String open(Map<String, ?> more) {
        return openIn("derby", "iro-admin.test", more);
    }

    public String openIn(String authority, String user, Map<String, ?> more) {
        Map<String, Object> form = form(more);
        start(authority, user, "open-proceedings", form);
        return files.findByPersonNumber(authority, (String) form.get("personNumber")).map(CaseFile::reference).orElseThrow();
    }

    /** Records that somebody holds a role, by the process {@code case-change}. */
    public void person(String reference, String role, String name, String email, String from) {
        start(files.get(reference).authority(), "iro-admin.test", "case-change", Map.of("caseReference", reference,
                "change", "person", "role", role, "personName", name, "personEmail", email, "personFrom", from));
    }

    /** Records or corrects a date, by the process {@code case-change}. */
    public void date(String reference, String kind, String date) {
        start(files.get(reference).authority(), "iro-admin.test", "case-change", Map.of("caseReference", reference,
                "change", "date", "eventKind", kind, "eventDate", date, "reason", "told by telephone"));
    }

    /** Records that proceedings have ended for the child, by the process {@code case-change}. */
    public void ended(String reference, String day, boolean stillLookedAfter, Map<String, ?> more) {
        changed(reference, "ended", with(more, Map.of("endedOn", day, "endedHow", "final-order",
                "remainsLookedAfter", stillLookedAfter ? "yes" : "no")));
    }

    /** Records a change of that kind, by the process {@code case-change}. */
    public void changed(String reference, String change, Map<String, ?> fields) {
        start(files.get(reference).authority(), "iro-admin.test", "case-change", with(fields,
                Map.of("caseReference", reference, "change", change, "reason", "told by telephone")));
    }

    /** Records what was done for completion and handover, by the process {@code completion}. */
    public void completion(String reference, Map<String, ?> fields) {
        start(files.get(reference).authority(), "iro.test", "completion", with(fields, Map.of("caseReference", reference)));
    }

    /** Records that guardian and IRO have talked, by the process {@code discussion}. */
    public void discussed(String reference, String day) {
        start(files.get(reference).authority(), "iro.test", "discussion", Map.of("caseReference", reference, "discussionKind",
                "discussion",
                "discussedOn", day, "discussedBy", "guardian and IRO, by telephone", "discussedTopic", "the care plan",
                "discussedOutcome", "we agree"));
    }

    /** Puts a looked-after review on file, by the process {@code review-liaison}. */
    public void review(String reference, String day, Map<String, ?> more) {
        start(files.get(reference).authority(), "iro-admin.test", "review-liaison", with(more, Map.of("caseReference", reference,
                "reviewDate", day, "reviewKind", "first")));
    }

    /** Records what is known about a review, by the process {@code review-report}. */
    public void reviewed(String reference, String user, Map<String, ?> fields) {
        start(files.get(reference).authority(), user, "review-report", with(fields, Map.of("caseReference", reference)));
    }

    private static Map<String, Object> with(Map<String, ?> fields, Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.putAll(fields);
        return all;
    }

    /** Starts a process by its start form, as that user. */
    public void start(String authority, String user, String process, Map<String, ?> form) {
        ProcessDefinition definition = engine.getRepositoryService().createProcessDefinitionQuery()
                .processDefinitionKey(process).tenantIdIn(authority).latestVersion().singleResult();
        staff.signIn(user);
        try {
            engine.getFormService().submitStartForm(definition.getId(), new HashMap<>(form));
        } finally {
            staff.signOut();
        }
    }

    /** Ends every running case by the shortest way there is, a death, and runs what follows. */
    public void endAll() {
        house.runDueJobs();
        List<String> open = engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("proceedings").list()
                .stream().map(instance -> instance.getBusinessKey()).distinct().toList();
        open.forEach(reference -> files.recordEvent(reference, "died", "", When.on(house.today()), "system", null));
        // What was withheld ends when its turn to be sent would have come.
        house.passes(house.today().plusDays(6) + "T12:00");
    }
}
