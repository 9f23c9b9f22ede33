package org.iroprotocol.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.iroprotocol.authority.Groups;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole table, group by section, written out a second time. */
class PermissionMatrixTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            #                         child siblings people dates deadlines timeline letters contacts views completion documents reviews concerns
            iro,                      y, y, y, y, y, y, y, y, n, y, y, y, y
            senior-iro,               y, y, y, y, y, y, y, y, n, y, y, y, y
            iro-manager,              y, y, y, y, y, y, y, y, y, y, y, y, y
            iro-admin,                y, y, y, y, y, y, y, y, n, y, y, y, y
            childrens-guardian,       y, y, y, y, y, n, n, y, n, y, y, y, n
            cafcass-service-manager,  y, y, y, y, y, n, n, y, n, y, y, y, n
            cafcass-business-support, y, n, y, y, n, n, n, y, n, n, n, n, n
            cafcass-legal,            n, n, n, n, n, n, n, n, n, n, n, n, n
            social-worker,            y, y, y, y, y, n, n, y, n, y, y, y, y
            team-manager,             y, y, y, y, y, n, n, y, n, y, y, y, y
            service-manager,          y, n, y, y, y, n, n, y, n, n, n, n, y
            deputy-head-of-service,   y, n, y, y, y, n, n, y, n, n, n, n, y
            head-of-service,          y, n, y, y, y, n, n, y, n, n, n, n, y
            head-of-service-qa,       y, n, y, y, y, n, n, y, n, n, n, n, y
            service-director,         y, n, n, y, n, n, n, n, n, n, n, n, y
            strategic-director,       y, n, n, y, n, n, n, n, n, n, n, n, y
            la-solicitor,             y, y, y, y, y, n, n, y, n, y, y, y, n
            la-legal-assistant,       y, y, y, y, y, n, n, y, n, y, y, y, n
            protocol-manager,         n, n, n, n, n, n, n, n, n, n, n, n, n
            protocol-admin,           n, n, n, n, n, n, n, n, n, n, n, n, n
            camunda-admin,            n, n, n, n, n, n, n, n, n, n, n, n, n
            somebody-new,             n, n, n, n, n, n, n, n, n, n, n, n, n
            """)
    void eachGroupSeesItsSectionsAndNoOthers(String group, String child, String siblings, String people, String dates,
                                             String deadlines, String timeline, String letters, String contactLetters,
                                             String views, String completion, String documents, String reviews, String concerns) {
        List<String> row = List.of(child, siblings, people, dates, deadlines, timeline, letters, contactLetters, views,
                completion, documents, reviews, concerns);
        Set<Section> sections = PermissionMatrix.sections(List.of(group));
        for (Section section : Section.values()) {
            assertThat(sections.contains(section)).as(group + " sees " + section)
                    .isEqualTo(row.get(section.ordinal()).equals("y"));
        }
    }

    @Test
    void severalRolesAddUpAndNoneIsNothing() {
        assertThat(PermissionMatrix.sections(List.of("service-director", "social-worker")))
                .isEqualTo(PermissionMatrix.sections(List.of("social-worker")));
        assertThat(PermissionMatrix.sections(List.of())).isEmpty();
    }

    @Test
    void everyGroupOfTheHouseIsInThisTest() {
        assertThat(Groups.all()).hasSize(21);
        assertThat(Groups.all().keySet()).contains("iro", "camunda-admin", "cafcass-legal");
    }
}
