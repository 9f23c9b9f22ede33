package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.testing.CafcassTest;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.DutyRoom;
import org.iroprotocol.testing.House;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code advice-referral}: a formal referral finds the records of its child, and a person confirms what is shared. */
@CafcassTest
class AdviceReferralTest {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("cafcass", "advice-referral");

    private static final String PROCESS = "advice-referral";
    private static final String CONFIRM = "confirm-same-child";

    @Autowired
    ProcessEngine engine;

    @Autowired
    House house;

    @Autowired
    DutyRoom room;

    @BeforeEach
    void friday() {
        house.at("2026-12-18T10:00");
    }

    @AfterEach
    void clear() {
        room.clear();
    }

    @Test
    @Clause("C-20 C-21 C-61 C-64")
    void onlyCafcassLegalRecordsAReferralAndOnlyForAPractitionerWithAnAccountHere() {
        for (String other : List.of(DutyRoom.PRACTITIONER, "protocol-admin.cafcass", "camunda-admin.cafcass", "iro.cafcass",
                "cafcass-service-manager.cafcass", "cafcass-legal.test")) {
            assertThatThrownBy(() -> room.start(other, PROCESS, DutyRoom.referral(Map.of()))).as(other).isInstanceOf(Exception.class);
        }
        for (String nobody : List.of("nobody", "cafcass-service-manager.cafcass", "childrens-guardian.test")) {
            assertThatThrownBy(() -> room.start(DutyRoom.LAWYER, PROCESS, DutyRoom.referral(Map.of("practitioner", nobody))))
                    .as(nobody).hasStackTraceContaining("no one practitioner");
        }
        assertThatThrownBy(() -> room.start(DutyRoom.LAWYER, PROCESS, DutyRoom.referral(Map.of("receivedOn", "2026-12-19"))))
                .hasStackTraceContaining("future");
        assertThat(room.rows("advice_referral")).isEmpty();
    }

    @Test
    void withoutARecordNothingIsKeptAndNobodyHasATask() {
        room.start(DutyRoom.LAWYER, "advice-line", DutyRoom.call(Map.of("childName", "Wren Other", "dateOfBirth", "2015-01-01")));
        room.start(DutyRoom.LAWYER, PROCESS, DutyRoom.referral(Map.of()));
        assertThat(room.rows("advice_referral")).isEmpty();
        assertThat(room.task(CONFIRM)).isNull();
        assertThat(state("Wren Other")).isEqualTo("WAITING");
    }

    @Test
    @Clause("C-20 C-21 C-61 C-64")
    void nothingIsSharedUntilAPersonConfirmsAndWhatIsNotTickedStaysInConfidence() {
        room.start(DutyRoom.LAWYER, "advice-line", DutyRoom.call(Map.of()));
        room.start(DutyRoom.LAWYER, "advice-line", DutyRoom.call(Map.of("childName", "Wren Tester")));
        room.start(DutyRoom.LAWYER, "advice-line", DutyRoom.call(Map.of("dateOfBirth", "")));
        room.start(DutyRoom.LAWYER, "advice-line", DutyRoom.call(Map.of("childName", "Baby Smith")));
        room.start(DutyRoom.LAWYER, "advice-line", DutyRoom.call(Map.of("childName", "Nobody Else", "council", "Northmoor")));
        room.start(DutyRoom.LAWYER, PROCESS, DutyRoom.referral(Map.of("practitioner", "CHILDRENS-GUARDIAN@cafcass.example")));

        Task task = room.task(CONFIRM);
        assertThat(task.getAssignee()).isNull();
        assertThat(task.getDueDate()).isEqualTo(House.moment("2026-12-18T10:00:00"));
        assertThat(engine.getTaskService().getIdentityLinksForTask(task.getId())).extracting(link -> link.getGroupId())
                .containsExactly("cafcass-legal");
        String offered = engine.getTaskService().getVariable(task.getId(), "calls").toString();
        assertThat(offered).contains("name and date of birth the same", "date of birth the same, name different",
                "name the same, date of birth not given").doesNotContain("Robin", "Tester", "Wren", "Derby", "Imogen");
        assertThat(room.rows("advice_record")).allSatisfy(row -> assertThat(row).containsEntry("STATE", "WAITING"));

        String robin = reference("Robin Tester", true);
        for (String other : List.of(DutyRoom.PRACTITIONER, "protocol-admin.cafcass", "camunda-admin.cafcass", "cafcass-legal.test")) {
            assertThatThrownBy(() -> confirm(other, robin)).as(other).isInstanceOf(Exception.class);
        }
        assertThatThrownBy(() -> confirm(DutyRoom.LAWYER, reference("Nobody Else", true))).as("was not offered")
                .isInstanceOf(Exception.class);
        for (Map<String, ?> neither : List.of(Map.of("sameChild", List.of()), Map.of("noneSame", true, "sameChild", List.of(robin)))) {
            assertThatThrownBy(() -> room.complete(DutyRoom.LAWYER, CONFIRM, new HashMap<>(neither))).as(neither.toString())
                    .hasStackTraceContaining("Tick the records of the same child");
        }
        confirm(DutyRoom.LAWYER, robin);
        house.momentsPass();
        assertThat(room.rows("advice_record")).filteredOn(row -> row.get("STATE").equals("SHARED")).singleElement()
                .satisfies(row -> assertThat(row).containsEntry("REFERENCE", robin)
                        .containsEntry("PRACTITIONER", DutyRoom.PRACTITIONER));
        assertThat(room.rows("advice_referral")).as("not kept once it is compared").isEmpty();
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("advice-line").count()).isEqualTo(4);
    }

    @Test
    @Clause("C-21 C-64")
    void anotherPractitionerTakesThePlaceOfTheFirst() {
        room.start(DutyRoom.LAWYER, "advice-line", DutyRoom.call(Map.of()));
        String robin = reference("Robin Tester", true);
        room.start(DutyRoom.LAWYER, PROCESS, DutyRoom.referral(Map.of()));
        confirm(DutyRoom.LAWYER, robin);
        house.momentsPass();
        room.start(DutyRoom.LAWYER, PROCESS, DutyRoom.referral(Map.of("practitioner", DutyRoom.OTHER_PRACTITIONER)));
        confirm(DutyRoom.LAWYER, robin);
        assertThat(room.rows("advice_record")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("PRACTITIONER", DutyRoom.OTHER_PRACTITIONER));
    }

    @Test
    void aRecordThatEndsWhileItIsComparedIsNotShared() {
        room.start(DutyRoom.LAWYER, "advice-line", DutyRoom.call(Map.of()));
        String robin = reference("Robin Tester", true);
        house.at("2027-12-17T10:00");
        room.start(DutyRoom.LAWYER, PROCESS, DutyRoom.referral(Map.of()));
        house.passes("2027-12-18T00:00:00");
        assertThatThrownBy(() -> confirm(DutyRoom.LAWYER, robin)).hasStackTraceContaining("has ended and is erased");
        confirm(DutyRoom.LAWYER);
        assertThat(room.rows("advice_referral")).isEmpty();
        assertThat(room.rows("advice_record")).singleElement().satisfies(row -> assertThat(row).containsEntry("STATE", "ENDED")
                .containsEntry("PRACTITIONER", null));
    }

    private void confirm(String user, String... same) {
        room.complete(user, CONFIRM, same.length == 0 ? Map.of("noneSame", true) : Map.of("sameChild", List.of(same)));
    }

    private String reference(String child, boolean born) {
        return room.rows("advice_record").stream().filter(row -> child.equals(row.get("CHILD_NAME"))
                && born == (row.get("DATE_OF_BIRTH") != null)).findFirst().orElseThrow().get("REFERENCE").toString();
    }

    private String state(String child) {
        return room.rows("advice_record").stream().filter(row -> child.equals(row.get("CHILD_NAME"))).findFirst().orElseThrow()
                .get("STATE").toString();
    }
}
