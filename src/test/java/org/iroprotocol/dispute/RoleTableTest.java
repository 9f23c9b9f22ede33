package org.iroprotocol.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;

/** {@code roles.dmn}: the same Java, another council's people. */
class RoleTableTest {

    private static final List<String> ALL_BUT_HEADS = List.of("social-worker", "iro", "team-manager", "head-of-service-qa");

    private final RoleTable roles = ConcernRoles.table();

    @Test
    @Clause("C-100 P-30")
    void aConcernThatCannotWaitIsToldToWhomTheAuthorityNames() {
        assertThat(roles.atOnce("northmoor")).extracting(Map.Entry::getKey).containsExactly("service-manager");
        assertThat(roles.atOnce("derby")).extracting(Map.Entry::getKey).containsExactly("service-manager",
                "deputy-head-of-service");
        assertThat(roles.atOnce("derby", "Deputy head of service")).isEqualTo("deputy-head-of-service");
        assertThat(roles.atOnce("derby", "Service manager")).isEqualTo("service-manager");
        assertThat(roles.atOnce("derby", null)).as("recorded before the table was there").isEqualTo("service-manager");
    }

    @Test
    @Clause("C-112 C-113")
    void headOrDeputyIsEnoughInDerby_elsewhereThereIsNoDeputy() {
        assertThat(roles.missing("derby", ALL_BUT_HEADS)).containsExactly("Head of service or Deputy head of service");
        assertThat(roles.missing("derby", with("deputy-head-of-service"))).isEmpty();
        assertThat(roles.missing("derby", with("head-of-service"))).isEmpty();
        assertThat(roles.missing("northmoor", with("deputy-head-of-service"))).containsExactly("Head of service");
        assertThat(roles.missing("northmoor", List.of("head-of-service", "other"))).containsExactly(
                "Independent Reviewing Officer", "Social worker", "Team manager", "Head of quality assurance");
    }

    @Test
    void whoIsInvolvedLaterSeesLater() {
        assertThat(roles.seeing("derby", List.of("stage-1"))).isEmpty();
        assertThat(roles.seeing("derby", List.of("stage-1", "stage-2"))).containsExactlyInAnyOrder("service-manager",
                "deputy-head-of-service");
        assertThat(roles.seeing("northmoor", List.of("stage-1", "stage-2", "stage-3"))).as("its director is of stage 3")
                .contains("service-manager", "head-of-service-qa", "service-director").doesNotContain("deputy-head-of-service");
        assertThat(Groups.ofCase()).containsAll(roles.seeing("derby", List.of("stage-2", "stage-3", "stage-4")));
    }

    private static List<String> with(String... more) {
        return Stream.concat(ALL_BUT_HEADS.stream(), Arrays.stream(more)).toList();
    }
}
