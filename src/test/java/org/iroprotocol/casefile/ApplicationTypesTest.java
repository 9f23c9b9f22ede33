package org.iroprotocol.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.deadline.InMemoryTables;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;

/** Which hearings and limits an application has. */
class ApplicationTypesTest {

    @Test
    void aTypeNobodyHasARowForHasAllHearingsAndLimits() {
        ApplicationTypes types = types();
        for (String type : new String[] {null, "", "divorce"}) {
            assertThat(types.hearings("derby", type)).as("%s", type)
                    .containsExactly("first-hearing", "cmh", "irh", "final-hearing", "directions-hearing");
            assertThat(types.limits("derby", type)).as("%s", type).containsExactly("cmh-latest", "twenty-six-weeks");
        }
        assertThat(types.label("derby", null)).isEqualTo("Not known");
        assertThat(types.label("derby", "emergency-protection")).isEqualTo("Emergency protection");
    }

    @Test
    void withoutATableNothingIsLeftOut() {
        ApplicationTypes types = new ApplicationTypes(new InMemoryTables());
        assertThat(types.hearings("derby", "care-order")).isEqualTo(ApplicationTypes.HEARINGS);
        assertThat(types.limits("derby", "care-order")).isEmpty();
        assertThat(types.label("derby", "care-order")).isEqualTo("Care order");
    }

    @Test
    void anEmptyCellMeansNone() {
        assertThat(types().hearings("derby", "none")).isEmpty();
        assertThat(types().limits("derby", "placement-order")).isEmpty();
    }

    @Test
    @Clause("P-22")
    void caseManagementHearingAndTwentySixWeeksBelongToSectionThirtyOneOnly() {
        ApplicationTypes types = new ApplicationTypes(FolderLocation.of(".", "derby").read().tables());
        for (String type : new String[] {"care-order", "supervision-order"}) {
            assertThat(types.hearings("derby", type)).isEqualTo(ApplicationTypes.HEARINGS);
            assertThat(types.limits("derby", type)).contains("twenty-six-weeks", "guardian-appointed", "cmh-earliest",
                    "cmh-latest", "advocates-meeting-cmh", "contact-before-cmh");
        }
        for (String type : new String[] {"placement-order", "discharge-of-care-order", "secure-accommodation", "other"}) {
            assertThat(types.hearings("derby", type)).containsExactly("first-hearing", "final-hearing");
            assertThat(types.limits("derby", type)).isEmpty();
        }
        assertThat(types.label("derby", "care-order")).isEqualTo("Care order (section 31)");
    }

    private static ApplicationTypes types() {
        Tables tables = new InMemoryTables().set("derby", "application-types", Map.of())
                .row("derby", "application-types", "care-order", Map.of("label", "Care order",
                        "hearings", "cmh , final-hearing", "limits", "cmh-latest, twenty-six-weeks"))
                .row("derby", "application-types", "placement-order", Map.of("hearings", "directions-hearing"))
                .row("derby", "application-types", "none", Map.of());
        return new ApplicationTypes(tables);
    }
}
