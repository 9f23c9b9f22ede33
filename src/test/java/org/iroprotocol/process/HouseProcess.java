package org.iroprotocol.process;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.casefile.CaseFiles;
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

    @BeforeEach
    void fridayMorningBeforeChristmas() {
        house.at("2026-12-18T10:00");
        mailbox.empty();
    }

    @AfterEach
    void endAll() {
        mailbox.serverUp();
        cases.endAll();
    }

    /** The one open task of the case. */
    Task theTask(String reference) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).singleResult();
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
