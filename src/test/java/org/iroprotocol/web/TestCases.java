package org.iroprotocol.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRule;

/** One family and one other child on file, and a process that can be started for a case. */
class TestCases {

    static final String FORM = """
            {"components":[
              {"type":"textfield","id":"f1","key":"caseReference","label":"Case reference","validate":{"required":true}},
              {"type":"textfield","id":"f2","key":"topic","label":"What was it about?","validate":{"required":true}},
              {"type":"datetime","id":"f3","key":"heldOn","subtype":"date","dateLabel":"Date of the discussion"},
              {"type":"radio","id":"f4","key":"how","label":"How did you speak?","values":[
                {"label":"By telephone","value":"telephone"},{"label":"In a meeting","value":"meeting"}]},
              {"type":"textarea","id":"f5","key":"notes","label":"What was agreed?"}],
             "type":"default","id":"web-discussion.start","schemaVersion":16}""";

    final FakeCaseFiles files;
    final CaseFile ruby;
    final CaseFile leo;
    final CaseFile secret;
    final Item notice;
    final Item other;

    TestCases(FakeCaseFiles files, Fakes.FakeRegister register, Fakes.FakeLedger ledger) {
        this.files = files;
        files.clear();
        register.rows.clear();
        ledger.rows.clear();
        ruby = child("Ruby <b>Larch</b>", LocalDate.of(2019, 5, 3), "770123", false);
        CaseFile brother = child("Leo Larch", LocalDate.of(2025, 2, 11), "770124", false);
        secret = child("Quiet Child", LocalDate.of(2015, 1, 1), "770999", true);
        files.linkSiblings(List.of(ruby.reference(), brother.reference(), secret.reference()));
        leo = files.get(brother.reference());
        LocalDate from = LocalDate.of(2026, 11, 2);
        person("iro", "Imogen Rowe", "web.iro", from);
        person("childrens-guardian", "Grace Thornbury", "web.guardian", from);
        person("social-worker", "Wendy Saltmarsh", "web.worker", from);
        person("service-director", "Dorothea Selwyn", "web.director", from);
        files.recordEvent(ruby.reference(), "proceedings-issued", "", When.on(LocalDate.of(2026, 11, 2)), "web.iro", null);
        files.recordEvent(ruby.reference(), "cmh", "", When.parse("2027-01-19T10:30"), "web.iro", "Cafcass");
        files.openProceedings(ruby.reference(), "care-order", "Family Court at Derby", "DE26C00123", from, "web.iro");
        TimelineRecord wrong = files.addRecord(ruby.reference(), "discussion", "A discussion of another child", List.of(),
                When.on(LocalDate.of(2026, 11, 10)), "web.iro");
        files.enteredInError(ruby.reference(), wrong.id(), "wrong child", "web.iro");
        files.addRecord(ruby.reference(), "iro-notice-confirmed", "The guardian was given the name of the IRO",
                List.of(new TimelineRecord.Entry("note", "Note", "Spoke to Grace on the telephone.\nShe will call back.")),
                When.on(LocalDate.of(2026, 11, 4)), "web.iro");
        deadline(register, "iro-notice", "IRO’s details to the guardian", 2, DeadlineRule.Kind.LOCAL,
                Instant.parse("2026-11-24T23:59:59Z"), Deadline.State.OPEN, "C-34 C-80");
        deadline(register, "first-review", "First looked-after review", 20, DeadlineRule.Kind.STATUTORY,
                Instant.parse("2026-11-18T23:59:59Z"), Deadline.State.MISSED, "D13");
        deadline(register, "contact-before-cmh", "First contact before the CMH", 1, DeadlineRule.Kind.GUIDANCE, null,
                Deadline.State.WAITING, "C-32");
        notice = letter(ledger, "iro-notice", "IRO’s details to the guardian", Item.State.SENT, null);
        other = letter(ledger, "concern-stage-2", "A concern, stage 2", Item.State.FAILED,
                "The mail server did not answer. It will be tried again.");
    }

    static String deploy(RepositoryService repository) {
        BpmnModelInstance model = Bpmn.createExecutableProcess("web-discussion").name("Record a discussion")
                .camundaHistoryTimeToLive(1)
                .startEvent().camundaFormRef("web-discussion.start").camundaFormRefBinding("deployment")
                .userTask("look").name("Write it up").camundaAssignee("web.iro").endEvent().done();
        return repository.createDeployment().tenantId("derby").addModelInstance("web-discussion.bpmn", model)
                .addString("web-discussion.start.form", FORM).deploy().getId();
    }

    static void grant(AuthorizationService authorizations, String user, Resource resource, String id,
                      Permission... permissions) {
        Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setUserId(user);
        grant.setResource(resource);
        grant.setResourceId(id);
        grant.setPermissions(permissions);
        authorizations.saveAuthorization(grant);
    }

    static void mayStart(AuthorizationService authorizations, String user) {
        grant(authorizations, user, Resources.PROCESS_DEFINITION, "web-discussion", ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.CREATE_INSTANCE);
        grant(authorizations, user, Resources.PROCESS_INSTANCE, "*", Permissions.CREATE);
        grant(authorizations, user, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
    }

    private CaseFile child(String name, LocalDate born, String number, boolean restricted) {
        return files.open(new CaseFiles.NewChild("derby", name, born, number, "Interim care order", restricted), "web.iro");
    }

    private void person(String role, String name, String user, LocalDate from) {
        files.recordPerson(ruby.reference(), new CaseFiles.NewPerson(role, name, user + "@derby.example", "01332 496 0"
                + name.length(), user, from), "web.iro");
    }

    private void deadline(Fakes.FakeRegister register, String id, String label, int amount, DeadlineRule.Kind kind,
                          Instant due, Deadline.State state, String clause) {
        DeadlineRule rule = new DeadlineRule(id, label, amount, DeadlineRule.Unit.WORKING_DAYS, false,
                List.of("iro-allocated", "cafcass-allocated"), DeadlineRule.Combine.ALL_LATEST, kind, clause,
                "Protocol, Derby appendix", List.of());
        register.rows.add(new Deadline(UUID.randomUUID(), ruby.reference(), null, rule, due, state, null, due,
                due == null ? "Waiting for the hearing date." : "2 working days from Friday 20 November 2026 is Tuesday 24 "
                        + "November; the weekend does not count."));
    }

    private Item letter(Fakes.FakeLedger ledger, String template, String title, Item.State state, String problem) {
        Item item = new Item(UUID.randomUUID(), ruby.reference(), template, title,
                List.of("Grace Thornbury (children’s guardian)"), state, "<1@derby.example>", true,
                Instant.parse("2026-11-20T09:00:00Z"), "system", Instant.parse("2026-11-20T09:05:00Z"), problem);
        ledger.rows.add(item);
        return item;
    }
}
