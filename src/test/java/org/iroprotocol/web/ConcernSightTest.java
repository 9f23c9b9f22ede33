package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.When;
import org.iroprotocol.dispute.Concern;
import org.iroprotocol.dispute.ConcernRoles;
import org.iroprotocol.dispute.Concern.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees how much of a concern: every group by how far the concern has come, in Derby, which has every role. */
class ConcernSightTest {

    private static final Instant NOW = Instant.parse("2026-12-18T10:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            #                         stage 1, stage 2, stage 3, stage 4
            iro,                      ALL, ALL, ALL, ALL
            senior-iro,               ALL, ALL, ALL, ALL
            iro-manager,              ALL, ALL, ALL, ALL
            iro-admin,                ALL, ALL, ALL, ALL
            social-worker,            FORM, FORM, FORM, FORM
            team-manager,             FORM, FORM, FORM, FORM
            service-manager,          NOTHING, STAGES, STAGES, STAGES
            deputy-head-of-service,   NOTHING, STAGES, STAGES, STAGES
            head-of-service,          NOTHING, NOTHING, STAGES, STAGES
            head-of-service-qa,       NOTHING, NOTHING, STAGES, STAGES
            service-director,         NOTHING, NOTHING, NOTHING, STAGES
            strategic-director,       NOTHING, NOTHING, NOTHING, STAGES
            childrens-guardian,       NOTHING, NOTHING, NOTHING, NOTHING
            cafcass-service-manager,  NOTHING, NOTHING, NOTHING, NOTHING
            cafcass-business-support, NOTHING, NOTHING, NOTHING, NOTHING
            cafcass-legal,            NOTHING, NOTHING, NOTHING, NOTHING
            la-solicitor,             NOTHING, NOTHING, NOTHING, NOTHING
            la-legal-assistant,       NOTHING, NOTHING, NOTHING, NOTHING
            protocol-manager,         NOTHING, NOTHING, NOTHING, NOTHING
            protocol-admin,           NOTHING, NOTHING, NOTHING, NOTHING
            camunda-admin,            NOTHING, NOTHING, NOTHING, NOTHING
            """)
    void eachGroupByStage(String group, ConcernSight one, ConcernSight two, ConcernSight three, ConcernSight four) {
        List<ConcernSight> expected = List.of(one, two, three, four);
        for (int stage = 1; stage <= expected.size(); stage++) {
            assertThat(sight(group, reached(stage))).as(group + " at stage " + stage).isEqualTo(expected.get(stage - 1));
        }
        assertThat(sight(group, concern(State.DRAFT, null, List.of()))).as("a draft").isEqualTo(ConcernSight.NOTHING);
        assertThat(sight(group, concern(State.CLOSED, null, List.of()))).as("a draft given up").isEqualTo(ConcernSight.NOTHING);
        assertThat(Groups.all()).containsKey(group).hasSize(21);
    }

    @Test
    void aDraftIsForWhoeverActsAsTheChildsIroAlone() {
        Concern draft = concern(State.DRAFT, null, List.of());
        assertThat(ConcernSight.of(draft, List.of("iro"), true)).isEqualTo(ConcernSight.ALL);
        assertThat(ConcernSight.of(draft, List.of("iro"), false)).isEqualTo(ConcernSight.NOTHING);
    }

    @Test
    void aStageThatWasSkippedShowsItToNobodyNew() {
        List<Concern.Stage> stages = List.of(stage("stage-1", true), stage("stage-2", true), stage("stage-3", false));
        assertThat(sight("head-of-service", concern(State.OPEN, NOW, stages))).isEqualTo(ConcernSight.STAGES);
        assertThat(sight("service-director", concern(State.OPEN, NOW, stages))).isEqualTo(ConcernSight.NOTHING);
    }

    private static ConcernSight sight(String group, Concern concern) {
        return ConcernSight.of(concern, List.of(group), false);
    }

    private static Concern reached(int stage) {
        List<Concern.Stage> stages = new ArrayList<>();
        for (int i = 1; i <= stage; i++) {
            stages.add(stage("stage-" + i, false));
        }
        return concern(State.OPEN, NOW, stages);
    }

    private static Concern.Stage stage(String id, boolean skipped) {
        return new Concern.Stage(id, id, skipped, null, NOW, "iro.test");
    }

    private static Concern concern(State state, Instant issued, List<Concern.Stage> stages) {
        return new Concern(UUID.randomUUID(), "D-1", 1, "1", state, null, null, false, true, null, null, NOW, "iro.test",
                issued == null ? null : When.at(issued), null, state == State.CLOSED ? NOW : null, List.of(), stages, List.of(),
                ConcernRoles.seeing("derby", stages));
    }
}
