package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iroprotocol.testing.House.moment;

import jakarta.ws.rs.WebApplicationException;
import java.util.Map;
import org.iroprotocol.correspondence.Item;
import org.junit.jupiter.api.Test;

/** A second, fictional authority beside Derby in one engine: one model, one form, one letter and rows of its own. */
class NorthmoorTest extends HouseProcess {

    @Test
    void theSameStepHasEachAuthoritysOwnNameLimitFormAndLetter() {
        String derby = cases.open(Map.of("cafcassAllocatedOn", "2026-12-18", "guardianName", "Grace Guardian",
                "guardianEmail", "grace@cafcass.example"));
        String northmoor = cases.openIn("northmoor", "iro-admin.north", Map.of("cafcassAllocatedOn", "2026-12-18",
                "guardianName", "Grace Guardian", "guardianEmail", "grace@cafcass.example",
                "iroEmail", "iro.north@northmoor.example"));
        assertThat(theTask(derby).getName()).isEqualTo("Send the IRO's details to the guardian");
        assertThat(theTask(derby).getDueDate()).isEqualTo(moment("2026-12-22T23:59:59"));
        assertThat(theTask(northmoor).getName()).isEqualTo("Introduce yourself to the guardian");
        assertThat(theTask(northmoor).getDueDate()).isEqualTo(moment("2026-12-23T23:59:59"));

        assertThatThrownBy(() -> complete(theTask(northmoor).getId(), "iro.north", Map.of("detailsChecked", true)))
                .isInstanceOfSatisfying(WebApplicationException.class, refused ->
                        assertThat(refused.getResponse().getEntity().toString()).contains("Days in the office"));
        complete(theTask(northmoor).getId(), "iro.north", Map.of("detailsChecked", true, "officeDays", "Monday, Thursday"));
        complete(theTask(derby).getId(), "iro.test", Map.of("detailsChecked", true));
        house.runDueJobs();

        Item letter = ledger.ofCase(northmoor).get(0);
        assertThat(ledger.html(letter.id())).contains("Northmoor Council", "Monday, Thursday", "moor");
        assertThat(ledger.html(ledger.ofCase(derby).get(0).id())).contains("Derby City Council").doesNotContain("Northmoor");
        assertThat(mailbox.addressees()).containsExactlyInAnyOrder("grace@cafcass.example", "grace@cafcass.example");
    }
}
