package org.iroprotocol.web;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.UUID;
import java.util.stream.Stream;
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
import org.iroprotocol.authority.Tables;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFileTables;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.deadline.Deadline;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One family and one other child on file, and a process that can be started for a case. */
class Family {

    static final String FORM = """
            {"components":[
              {"type":"textfield","id":"f1","key":"caseReference","label":"Case reference",
               "properties":{"engine":"true"},"validate":{"required":true}},
              {"type":"textfield","id":"f2","key":"topic","label":"What was it about?","validate":{"required":true}},
              {"type":"datetime","id":"f3","key":"heldOn","subtype":"date","dateLabel":"Date of the discussion"},
              {"type":"radio","id":"f4","key":"how","label":"How did you speak?","values":[
                {"label":"By telephone","value":"telephone"},{"label":"In a meeting","value":"meeting"}]},
              {"type":"textarea","id":"f5","key":"notes","label":"What was agreed?"}],
             "type":"default","id":"web-discussion.start","schemaVersion":16}""";

    final CaseFile ruby;
    final CaseFile leo;
    final CaseFile secret;
    final Item notice;
    final Item other;

    private final CaseFiles files;
    private final Tables tables;
    private final Ledger ledger;
    private final JdbcClient database;

    Family(CaseFiles files, Tables tables, Ledger ledger, JdbcClient database) {
        this.files = files;
        this.tables = tables;
        this.ledger = ledger;
        this.database = database;
        ruby = child("Ruby <b>Larch</b>", LocalDate.of(2019, 5, 3), "770123", false);
        CaseFile brother = child("Leo Larch", LocalDate.of(2025, 2, 11), "770124", false);
        secret = child("Quiet Child", LocalDate.of(2015, 1, 1), "770999", true);
        files.linkSiblings(List.of(ruby.reference(), brother.reference(), secret.reference()));
        leo = files.get(brother.reference());
        LocalDate from = LocalDate.of(2026, 11, 2);
        person("iro", "Imogen Rowe", from);
        person("childrens-guardian", "Grace Thornbury", from);
        person("social-worker", "Wendy Saltmarsh", from);
        person("service-director", "Dorothea Selwyn", from);
        files.openProceedings(ruby.reference(), "care-order", "Family Court at Derby", "DE26C00123", from, "iro.test");
        files.recordEvent(ruby.reference(), "cmh", "", When.parse("2027-01-19T10:30"), "iro.test", "Cafcass");
        TimelineRecord wrong = files.addRecord(ruby.reference(), "discussion", "A discussion of another child", List.of(),
                When.on(LocalDate.of(2026, 11, 10)), "iro.test");
        files.enteredInError(ruby.reference(), wrong.id(), "wrong child", "iro.test");
        files.addRecord(ruby.reference(), "iro-notice-confirmed", "The guardian was given the name of the IRO",
                List.of(new TimelineRecord.Entry("note", "Note", "Spoke to Grace on the telephone.\nShe will call back.")),
                When.on(LocalDate.of(2026, 11, 4)), "iro.test");
        deadline("iro-notice", "2026-11-24T23:59:59Z", Deadline.State.OPEN);
        deadline("first-review", "2026-11-18T23:59:59Z", Deadline.State.MISSED);
        deadline("contact-before-cmh", null, Deadline.State.WAITING);
        notice = letter("iro-notice", "IRO’s details to the guardian", Item.State.SENT, null);
        other = letter("concern-stage-2", "A concern, stage 2", Item.State.FAILED,
                "The mail server did not answer. It will be tried again.");
    }

    /** Takes the family and everything about it away. */
    void remove() {
        for (CaseFile child : List.of(ruby, leo, secret)) {
            database.sql("delete from correspondence_recipient where item_id in "
                    + "(select id from correspondence_item where case_reference = ?)").param(child.reference()).update();
            database.sql("delete from correspondence_item where case_reference = ?").param(child.reference()).update();
            database.sql("delete from deadline where case_reference = ?").param(child.reference()).update();
        }
        CaseFileTables.empty(database, "derby");
    }

    /** Who looked at the children of the family, child by child, oldest first. */
    List<CaseFiles.View> views() {
        return Stream.of(ruby, leo, secret).flatMap(child -> {
            List<CaseFiles.View> views = new ArrayList<>(files.views(child.reference()));
            Collections.reverse(views);
            return views.stream();
        }).toList();
    }

    static String deploy(RepositoryService repository) {
        return deploy(repository, "");
    }

    /** @param more further components of the start form, each followed by a comma */
    static String deploy(RepositoryService repository, String more) {
        BpmnModelInstance model = Bpmn.createExecutableProcess("web-discussion").name("Record a discussion")
                .camundaHistoryTimeToLive(1)
                .startEvent().camundaFormRef("web-discussion.start").camundaFormRefBinding("deployment")
                .userTask("look").name("Write it up").camundaAssignee("iro.test").endEvent().done();
        return repository.createDeployment().tenantId("derby").addModelInstance("web-discussion.bpmn", model)
                .addString("web-discussion.start.form",
                FORM.replaceFirst("\\[", Matcher.quoteReplacement("[" + more))).deploy().getId();
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
        return files.open(new CaseFiles.NewChild("derby", name, born, number, "Interim care order", restricted), "iro.test");
    }

    private void person(String role, String name, LocalDate from) {
        String user = role + ".test";
        files.recordPerson(ruby.reference(), new CaseFiles.NewPerson(role, name, user + "@derby.example", "01332 496 0"
                + name.length(), user, from), "iro.test");
    }

    /** As the register holds it while a process waits; null: not known yet. */
    private void deadline(String rule, String due, Deadline.State state) {
        OffsetDateTime at = due == null ? null : OffsetDateTime.parse(due);
        database.sql("""
                insert into deadline (id, case_reference, authority, process_instance_id, rule, table_version, subject, due,
                    state, missed_at, missed_due, working_out, entered_at)
                values (:id, :case, 'derby', null, :rule, :version, '', :due, :state, :missed, :missed, :out, :entered)""")
                .param("id", UUID.randomUUID()).param("case", ruby.reference()).param("rule", rule)
                .param("version", tables.latest("derby", "deadlines").version())
                .param("due", at).param("state", state.name())
                .param("missed", state == Deadline.State.MISSED ? at : null)
                .param("out", due == null ? "Waiting for the hearing date."
                        : "2 working days from Friday 20 November 2026 is Tuesday 24 November; the weekend does not count.")
                .param("entered", OffsetDateTime.parse("2026-11-02T09:00:00Z")).update();
    }

    /** As the ledger holds it after writing. */
    private Item letter(String template, String title, Item.State state, String problem) {
        UUID id = UUID.randomUUID();
        OffsetDateTime recorded = OffsetDateTime.parse("2026-11-20T09:00:00Z");
        OffsetDateTime sent = state == Item.State.SENT ? recorded.plusMinutes(5) : null;
        database.sql("""
                insert into correspondence_item (id, case_reference, authority, template, letter, title, html, state,
                    recorded_at, recorded_by, sent_at, problem)
                values (:id, :case, 'derby', :template, true, :title, :html, :state, :recorded, 'system', :sent, :problem)""")
                .param("id", id).param("case", ruby.reference()).param("template", template).param("title", title)
                .param("html", "<html lang=\"en-GB\"><head><title>" + title + "</title><meta name=\"description\" content=\"A letter\"><style>body { font-family: 'Noto Sans' }"
                        + "</style></head><body><h1>Your name to the guardian</h1><p>Text of the letter.</p></body></html>")
                .param("state", state.name()).param("recorded", recorded).param("sent", sent).param("problem", problem)
                .update();
        database.sql("""
                insert into correspondence_recipient (id, item_id, position_no, is_copy, role, name, email, message_id,
                    subject, mail_html, attach_letter, state, sent_at)
                values (:id, :item, 0, false, 'childrens-guardian', 'Grace Thornbury', 'grace@derby.example', :message,
                    'IRO''s details', '<p>A letter waits.</p>', false, :state, :sent)""")
                .param("id", UUID.randomUUID()).param("item", id).param("message", "<" + id + "@derby.example>")
                .param("state", state.name()).param("sent", sent).update();
        return ledger.find(ruby.reference(), id).orElseThrow();
    }
}
