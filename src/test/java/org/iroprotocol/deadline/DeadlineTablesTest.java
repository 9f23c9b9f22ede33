package org.iroprotocol.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.iroprotocol.authority.Table;
import org.iroprotocol.calendar.EnglishCalendars;
import org.iroprotocol.calendar.When;
import org.iroprotocol.testing.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the project's own tables say. */
class DeadlineTablesTest {

    private final FolderTables folders = new FolderTables();

    @ParameterizedTest
    @ValueSource(strings = {"protocol", "derby"})
    void everyRowIsUnderstoodAndCountsFromAnEventPeopleHaveWordsFor(String authority) {
        Map<String, Map<String, Object>> rows = folders.latest(authority, "deadlines").rows();
        assertThat(rows).hasSizeGreaterThan(70);
        Set<String> names = new HashSet<>(EventWords.kinds());
        names.addAll(rows.keySet());
        rows.forEach((id, row) -> assertThat(names).as(id).containsAll(RuleReader.read(id, row).from()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"protocol", "derby"})
    void everyRowComesToADateAndAWaitingText(String authority) {
        var days = new EnglishCalendars(folders).of(authority);
        Table table = folders.latest(authority, "deadlines");
        Rules rules = new Rules(folders, name -> days);
        table.rows().keySet().forEach(id -> {
            DueDate known = rules.dueDate(table.version(), id, authority, kind -> When.parse("2026-12-18T10:00"));
            assertThat(known.due()).as(id).isNotNull();
            assertThat(known.workingOut()).as(id).contains("Counted from ").endsWith(".");
            assertThat(rules.dueDate(table.version(), id, authority, kind -> null).workingOut()).as(id)
                    .startsWith("Waiting for ");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"protocol", "derby"})
    @Clause("C-101 C-108 C-111 C-115")
    void theStagesOfAConcernLeadFromOneToTheNextAndHaveLimits(String authority) {
        Map<String, Map<String, Object>> stages = folders.latest(authority, "dispute-stages").rows();
        Map<String, Map<String, Object>> limits = folders.latest(authority, "deadlines").rows();
        assertThat(stages.keySet()).containsExactly("stage-1", "stage-2", "stage-3", "stage-4");
        stages.forEach((id, stage) -> {
            assertThat(limits).as(id).containsKey(stage.get("rule").toString());
            assertThat(stage.get("entry")).as(id).isIn("yes", "no", "none");
            assertThat(stage.get("at-limit")).as(id).isIn("discussion", "escalate", "prompt");
            assertThat(stage.get("next")).as(id).isIn("stage-2", "stage-3", "stage-4", null);
        });
        assertThat(stages).extractingByKey("stage-1").asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("at-limit", "discussion").as("the form itself goes out").doesNotContainKey("told");
    }

    @Test
    @Clause("C-28")
    void onlyLawIsCalledStatutory() {
        folders.latest("derby", "deadlines").rows().forEach((id, row) -> {
            DeadlineRule rule = RuleReader.read(id, row);
            boolean law = rule.source().matches(".*(Act|Regulations|Practice Direction|Civil Procedure|GDPR).*");
            boolean protocol = rule.source().startsWith("Protocol") || rule.source().contains("Derby");
            if (rule.kind() == DeadlineRule.Kind.STATUTORY) {
                assertThat(law && !protocol).as(id).isTrue();
            }
        });
    }

    @Test
    void everySettingTheHouseReadsIsThere() {
        assertThat(folders.latest("derby", "settings").rows().keySet()).contains("authority.name",
                "bank-holidays-known-until", "office-hours.start", "office-hours.end", "overdue.time",
                "follow-up.working-days", "mail.from", "mail.domains-allowed", "mail.secure-domains", "public-url",
                "mailbox.review-clerks", "cafcass-service-manager.name", "cafcass-service-manager.email",
                "immediately.alert-working-days", "reminder.working-days", "critical-dates");
    }

    @Test
    @Clause("C-79 C-81 C-85 C-86 C-88 C-89 C-90")
    void derbysOwnRowsStandInDerbyOnly() {
        assertThat(folders.latest("derby", "deadlines").row("court-documents").orElseThrow())
                .containsEntry("from", "document-received");
        assertThat(folders.latest("protocol", "deadlines").row("court-documents").orElseThrow())
                .containsEntry("from", "document-filed, document-served");
        assertThat(folders.latest("protocol", "deadlines").rows()).doesNotContainKeys("first-hearing-documents",
                "expert-report", "final-documents", "final-plan-from-legal", "interim-outcome");
        assertThat(folders.latest("protocol", "settings").rows().values().toString()).doesNotContain("derby");
    }
}
