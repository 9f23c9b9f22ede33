package org.iroprotocol.web;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.ChildFacts;
import org.iroprotocol.casefile.Person;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.deadline.DeadlineRegister;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.Mailbox;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What tests of the page "Moving work" have in common: cases, people, and the form as a browser sends it. */
@ProtocolTest
abstract class DeskPage {

    static final String GRACE = "grace@cafcass.example";
    private static final Map<String, Browser> SIGNED_IN = new HashMap<>();

    @LocalServerPort
    int port;
    @Autowired
    ProcessEngine engine;
    @Autowired
    IdentityService identity;
    @Autowired
    House house;
    @Autowired
    TestCases cases;
    @Autowired
    Mailbox mailbox;
    @Autowired
    CaseFiles files;
    @Autowired
    ChildFacts facts;
    @Autowired
    DeadlineRegister register;
    @Autowired
    Ledger ledger;

    TestUsers users;

    @BeforeEach
    void fridayBeforeChristmas() {
        house.at("2026-12-18T10:00");
        mailbox.empty();
        users = new TestUsers(identity);
    }

    @AfterEach
    void away() {
        cases.endAll();
        users.removeAll();
    }

    /** Each signs in once for all tests of this class. */
    Browser as(String user) {
        return SIGNED_IN.computeIfAbsent(user, id -> {
            Browser browser = new Browser(port);
            browser.signIn(id, Staff.PASSWORD);
            return browser;
        });
    }

    Browser manager() {
        return as("iro-manager.test");
    }

    String open(Object... more) {
        Map<String, Object> form = new HashMap<>();
        for (int i = 0; i < more.length; i += 2) {
            form.put((String) more[i], more[i + 1]);
        }
        return cases.open(form);
    }

    String withGrace() {
        return open("guardianName", "Grace Guardian", "guardianEmail", GRACE, "cafcassAllocatedOn", "2026-12-18");
    }

    /** Opened, and the IRO's first task done: the guardian, or Cafcass, has the details of the present IRO. */
    String told(Object... more) {
        String reference = open(more);
        engine.getFormService().submitTaskForm(task(reference).getId(), new HashMap<>(Map.of("detailsChecked", true)));
        house.runDueJobs();
        mailbox.empty();
        return reference;
    }

    String graceTold() {
        return told("guardianName", "Grace Guardian", "guardianEmail", GRACE, "cafcassAllocatedOn", "2026-12-18");
    }

    /** What a good request holds; {@code more} replaces it, null leaves a field out. */
    HttpResponse<String> send(Browser browser, List<String> ticked, String... more) {
        Map<String, String> fields = new HashMap<>(Map.of("person", "iro.test", "authority", "derby", "which", "ticked",
                "to", "iro2.test", "action", "move", "from", "18/12/2026", "phone", "01332 496 0202", "reason", "change of team"));
        fields.put("_csrf", browser.token("/cases"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        List<String> pairs = new ArrayList<>();
        fields.forEach((key, value) -> {
            if (value != null) {
                pairs.add(key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        ticked.forEach(reference -> pairs.add("case=" + reference));
        return browser.post("/work", "application/x-www-form-urlencoded", String.join("&", pairs));
    }

    /** Somebody whose cases are this test's alone. */
    String newIro(String id) {
        users.add(id, "derby", "iro");
        User user = identity.createUserQuery().userId(id).singleResult();
        user.setEmail(id + "@derby.example");
        identity.saveUser(user);
        return id;
    }

    String iro(String reference) {
        return files.holder(reference, "iro").map(Person::userId).orElse(null);
    }

    Task task(String reference) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).taskDefinitionKey("send-iro-details").singleResult();
    }

    List<TimelineRecord> records(String reference, String kind) {
        return files.timeline(reference).stream().filter(record -> record.kind().equals(kind)).toList();
    }

    List<Item> letters(String reference) {
        return ledger.ofCase(reference).stream().filter(item -> item.template().equals("work-moved")).toList();
    }
}
