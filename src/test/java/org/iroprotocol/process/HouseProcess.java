package org.iroprotocol.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.ChildFacts;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.deadline.Deadline;
import org.iroprotocol.deadline.DeadlineRegister;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.LocalSettings;
import org.iroprotocol.testing.Mailbox;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** What the tests of the processes share: the running house on the Friday before Christmas 2026, and its people at work. */
@ProtocolTest
abstract class HouseProcess {

    @Autowired
    ProcessEngine engine;
    @Autowired
    House house;
    @Autowired
    Staff staff;
    @Autowired
    TestCases cases;
    @Autowired
    Mailbox mailbox;
    @Autowired
    CaseFiles files;
    @Autowired
    DeadlineRegister register;
    @Autowired
    Ledger ledger;
    @Autowired
    ChildFacts facts;
    @Autowired
    LocalSettings settings;

    @BeforeEach
    void fridayMorningBeforeChristmas() {
        house.at("2026-12-18T10:00");
        mailbox.empty();
    }

    @AfterEach
    void endAll() {
        mailbox.serverUp();
        cases.endAll();
        settings.reset();
    }

    /** The IRO's first task in the case, to send the details to the guardian; null when it is not open. */
    Task theTask(String reference) {
        return theTask(reference, "send-iro-details");
    }

    /** Every open task of the case. */
    List<Task> tasks(String reference) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).list();
    }

    /** The one open task of the case at that step. */
    Task theTask(String reference, String step) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).taskDefinitionKey(step)
                .singleResult();
    }

    /** The running instance of the case's proceedings; null when none runs. */
    ProcessInstance proceedings(String reference) {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("proceedings")
                .processInstanceBusinessKey(reference).singleResult();
    }

    /** The newest deadline of the case by that rule, live ones first. */
    Deadline deadline(String reference, String rule) {
        return register.ofCase(reference).stream().filter(deadline -> deadline.rule().id().equals(rule)).findFirst()
                .orElseThrow(() -> new AssertionError("no deadline by the rule " + rule));
    }

    /** How often a letter or notice of that name has been written for the case. */
    long written(String reference, String template) {
        return ledger.ofCase(reference).stream().filter(item -> item.template().equals(template)).count();
    }

    /** The one letter or notice of that name. */
    Item theItem(String reference, String template) {
        List<Item> items = ledger.ofCase(reference).stream().filter(item -> item.template().equals(template)).toList();
        if (items.size() != 1) {
            throw new AssertionError(items.size() + " times " + template);
        }
        return items.get(0);
    }

    /** Sends the form of a task as that user. */
    void complete(String taskId, String user, Map<String, Object> form) {
        staff.signIn(user);
        try {
            engine.getFormService().submitTaskForm(taskId, new HashMap<>(form));
        } finally {
            staff.signOut();
        }
    }
}
