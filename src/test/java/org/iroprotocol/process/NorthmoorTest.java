package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iroprotocol.testing.House.moment;

import jakarta.ws.rs.WebApplicationException;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.Mailbox;
import org.iroprotocol.testing.ProtocolTest;
import org.iroprotocol.testing.Staff;
import org.iroprotocol.testing.TestCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A second, fictional authority beside Derby in one engine: one model, one form, one letter and rows of its own. */
@ProtocolTest
class NorthmoorTest {

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
    Ledger ledger;

    @BeforeEach
    void fridayMorningBeforeChristmas() {
        house.at("2026-12-18T10:00");
        mailbox.empty();
    }

    @AfterEach
    void endAll() {
        cases.endAll();
    }

    @Test
    void theSameStepHasEachAuthoritysOwnNameLimitFormAndLetter() {
        String derby = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18", "guardianName", "Grace Guardian",
                "guardianEmail", "grace@cafcass.example"));
        String northmoor = cases.openIn("northmoor", "iro-admin.north", Map.of("cafcassAllocatedOn", "2026-12-18",
                "guardianName", "Grace Guardian", "guardianEmail", "grace@cafcass.example",
                "iroEmail", "iro.north@northmoor.example"));
        assertThat(task(derby).getName()).isEqualTo("Send the IRO's details to the guardian");
        assertThat(task(derby).getDueDate()).isEqualTo(moment("2026-12-22T23:59:59"));
        assertThat(task(northmoor).getName()).isEqualTo("Introduce yourself to the guardian");
        assertThat(task(northmoor).getDueDate()).isEqualTo(moment("2026-12-23T23:59:59"));

        assertThatThrownBy(() -> complete(northmoor, "iro.north", Map.of("detailsChecked", true)))
                .isInstanceOfSatisfying(WebApplicationException.class, refused ->
                        assertThat(refused.getResponse().getEntity().toString()).contains("Days in the office"));
        complete(northmoor, "iro.north", Map.of("detailsChecked", true, "officeDays", "Monday, Thursday"));
        complete(derby, "iro.test", Map.of("detailsChecked", true));
        house.runDueJobs();

        Item letter = ledger.ofCase(northmoor).get(0);
        assertThat(ledger.html(letter.id())).contains("Northmoor Council", "Monday, Thursday", "moor");
        assertThat(ledger.html(ledger.ofCase(derby).get(0).id())).contains("Derby City Council").doesNotContain("Northmoor");
        assertThat(mailbox.addressees()).containsExactlyInAnyOrder("grace@cafcass.example", "grace@cafcass.example");
    }

    private void complete(String reference, String user, Map<String, Object> form) {
        staff.signIn(user);
        try {
            engine.getFormService().submitTaskForm(task(reference).getId(), new HashMap<>(form));
        } finally {
            staff.signOut();
        }
    }

    private Task task(String reference) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(reference).singleResult();
    }
}
