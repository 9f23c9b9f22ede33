package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.iroprotocol.agreement.ProtocolAgreements;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** The page about the protocol itself, and the engine's interface as a way in. */
@ProtocolTest
class AgreementPageTest {

    private static final String PROCESS = "protocol-agreement";

    @LocalServerPort
    int port;

    @Autowired
    House house;

    @Autowired
    TestCases cases;

    @Autowired
    ProtocolAgreements agreements;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    @AfterEach
    void noAgreement() {
        runtime.createProcessInstanceQuery().processDefinitionKey(PROCESS).list()
                .forEach(one -> runtime.deleteProcessInstance(one.getId(), "test over"));
        runtime.createProcessInstanceQuery().processDefinitionKey("correspondence").list().stream()
                .filter(one -> one.getBusinessKey() == null)
                .forEach(one -> runtime.deleteProcessInstance(one.getId(), "test over"));
        jdbc.update("delete from protocol_agreement_note");
        jdbc.update("delete from protocol_agreement");
        jdbc.update("delete from deadline where case_reference like 'agreement-%'");
        jdbc.update("delete from correspondence_recipient where item_id in "
                + "(select id from correspondence_item where template like 'protocol-%')");
        jdbc.update("delete from correspondence_item where template like 'protocol-%'");
        house.at("2026-12-18T10:00");
    }

    @Test
    @Clause("C-76 C-77")
    void itSaysWhatIsInForceWhoSignedWhenAndWhenTheReviewIsDue() {
        assertThat(page("iro-manager.test")).contains("No agreement of the protocol has been recorded");
        signed("2025", "2025-11-03", "2025-11-10");
        signed("2026", "2026-11-02", "2026-11-09");
        assertThat(page("iro-manager.test")).contains("Version in force", "<strong>2026</strong>", "Hanna Head", "02/11/2026",
                        "Sam Senior", "09/11/2026", "<strong>09/11/2027</strong>", "12 months from", "Followed by a later one",
                        "processStart=protocol-agreement", "Test iro-manager.test")
                .doesNotContain("overdue");
        cases.start("derby", "iro-manager.test", PROCESS, Map.of("agreementAct", "signed", "protocolVersion", "2027",
                "headName", "Hanna Head", "headSignedOn", "2026-12-17"));
        assertThat(page("iro-manager.test")).contains("Waiting for its second signature: version 2027", "signature missing",
                "Record the missing signature", "Expected by");
    }

    @Test
    @Clause("C-77")
    void anOverdueReviewIsSeenAtOnce() {
        signed("2025", "2025-12-10", "2025-12-17");
        house.runDueJobs();
        assertThat(page("iro-manager.test")).contains("overdue, was due 17/12/2026", "The yearly review is overdue",
                "Hold the yearly review", "The yearly review of the protocol is due on 17/12/2026", "sent 18/12/2026");
        assertThat(page("iro.test")).contains("overdue, was due 17/12/2026").doesNotContain("?task=", "processStart");
    }

    @Test
    void othersOfTheAuthorityReadIt_otherAuthoritiesSeeNothing_andOnlyWhoSeesToItHasItInTheMenu() {
        signed("2026", "2026-11-02", "2026-11-09");
        for (String user : new String[] {"iro.test", "childrens-guardian.test", "la-legal-assistant.test", "head-of-service.test"}) {
            assertThat(page(user)).as(user).contains("Hanna Head").doesNotContain("processStart", "href=\"/agreement\"");
        }
        assertThat(page("iro-manager.test")).contains("href=\"/agreement\"");
        assertThat(page("protocol-manager.test")).contains("href=\"/agreement\"").doesNotContain("processStart");
        assertThat(page("iro.north")).doesNotContain("Hanna", "09/11/2026").contains("No agreement of the protocol");
        assertThat(new Browser(port).page("/agreement").body()).doesNotContain("Hanna");
    }

    @Test
    @Clause("C-76")
    void overTheInterface_theBusinessKeyIsOurs_andOnlyTheManagerOfTheAuthorityBegins() {
        String child = cases.open(Map.of());
        Map<String, Object> body = new HashMap<>(Caller.variables(form("2026", "2026-11-02", "2026-11-09")));
        body.put("businessKey", child);
        for (String path : new String[] {"/start", "/submit-form"}) {
            String at = "/process-definition/key/" + PROCESS + "/tenant-id/derby" + path;
            for (String user : new String[] {"iro.test", "iro-admin.test", "protocol-admin.test", "childrens-guardian.test"}) {
                assertThat(Caller.rest(port, user).post(at, body).statusCode()).as(user).isIn(403, 404);
            }
            assertThat(Caller.rest(port, "iro-manager.test").post(at.replace("derby", "northmoor"), body).statusCode())
                    .as("another authority").isIn(403, 404);
            assertThat(agreements.of("derby")).isEmpty();
            assertThat(agreements.of("northmoor")).isEmpty();
            var started = Caller.rest(port, "iro-manager.test").post(at, body);
            assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
            assertThat(runtime.createProcessInstanceQuery().processDefinitionKey(PROCESS).singleResult().getBusinessKey())
                    .isEqualTo("agreement-derby-1");
            noAgreement();
        }
        var refused = Caller.rest(port, "iro-manager.test").post("/process-definition/key/" + PROCESS + "/tenant-id/derby/submit-form",
                Caller.variables(form("2026", "2026-11-02", "2027-11-09")));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("managerSignedOn", "future");
        cases.endAll();
    }

    @Test
    void aTaskOfItIsWorkedOnByTheManagersAlone() {
        cases.start("derby", "iro-manager.test", PROCESS, Map.of("agreementAct", "signed", "protocolVersion", "2026",
                "headName", "Hanna Head", "headSignedOn", "2026-12-10"));
        String id = tasks.createTaskQuery().processDefinitionKey(PROCESS).singleResult().getId();
        var form = Caller.variables(Map.of("signatureGiven", "no", "agreementReason", "because"));
        for (String user : new String[] {"iro.test", "senior-iro.test", "iro-admin.test", "protocol-manager.test", "iro-admin.north"}) {
            for (Caller caller : Caller.both(port, user)) {
                assertThat(caller.post("/task/" + id + "/submit-form", form).statusCode()).as(user + caller).isIn(403, 404);
                assertThat(caller.post("/task/" + id + "/claim", "{\"userId\":\"" + user + "\"}").statusCode()).as(user + caller)
                        .isIn(403, 404);
            }
        }
        assertThat(Caller.app(port, "iro-manager.test").post("/task/" + id + "/submit-form", form).statusCode()).isIn(200, 204);
        assertThat(agreements.of("derby").get(0).state()).hasToString("WITHDRAWN");
    }

    private void signed(String version, String headOn, String managerOn) {
        cases.start("derby", "iro-manager.test", PROCESS, form(version, headOn, managerOn));
    }

    private static Map<String, Object> form(String version, String headOn, String managerOn) {
        return Map.of("agreementAct", "signed", "protocolVersion", version, "headName", "Hanna Head", "headSignedOn", headOn,
                "managerName", "Sam Senior", "managerSignedOn", managerOn);
    }

    private String page(String user) {
        Browser browser = new Browser(port);
        browser.signIn(user, Staff.PASSWORD);
        var page = browser.page("/agreement");
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }
}
