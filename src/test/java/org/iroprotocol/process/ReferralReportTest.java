package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.referral.Referral;
import org.iroprotocol.referral.Referrals;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code referral-report}: what Cafcass told us, recorded by whoever heard it. */
class ReferralReportTest extends ConcernHouse {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("referral-report");

    @Autowired
    Referrals referrals;

    @Test
    @Clause("P-10 P-13")
    void impossibleOrIncomplete_isRefusedWithWhatToDo_andNothingIsSaved() {
        String reference = childAtHome();
        notAccepted(reference, IRO, Map.of("acknowledgedOn", "2026-12-18"), "No referral was sent");
        sent(reference);
        notAccepted(reference, IRO, Map.of(), "Nothing is filled in");
        notAccepted(reference, IRO, Map.of("reportedBy", "a lawyer"), "Nothing is filled in");
        notAccepted(reference, IRO, Map.of("acknowledgedOn", "2026-12-17"), "before the referral was sent");
        notAccepted(reference, IRO, Map.of("acknowledgedOn", "2026-12-19"), "future");
        notAccepted(reference, IRO, Map.of("allocatedOn", "2026-12-18"), "To whom it was given");
        notAccepted(reference, IRO, Map.of("reportOn", "2026-12-18"), "What Cafcass has decided");
        notAccepted(reference, IRO, Map.of("toldOn", "2026-12-18"), "Whom you told");
        notAccepted(reference, IRO, Map.of("referralNumber", "4", "acknowledgedOn", "2026-12-18"), "none of that number");
        notAccepted(reference, SENIOR, Map.of("toldOn", "2026-12-18", "toldWhom", "x"), "Only this child's");
        notAccepted(reference, SENIOR, Map.of("withdrawnWhy", "no need"), "Only this child's");
        for (String user : List.of("iro-admin.test", "social-worker.test", "team-manager.test", "head-of-service.test",
                "childrens-guardian.test", "protocol-admin.test", "iro.north")) {
            assertThatThrownBy(() -> news(reference, user, Map.of("acknowledgedOn", "2026-12-18"))).as(user)
                    .isInstanceOf(Exception.class);
        }
        Referral referral = referrals.ofCase(reference).get(0);
        assertThat(referral.acknowledged()).isNull();
        assertThat(referral.texts()).noneMatch(text -> text.part() == Referral.Part.NEWS);
    }

    @Test
    @Clause("C-65 C-66 C-68 C-69")
    void severalFactsAtOnce_withTheirTrueDates_andAReportThatWasLate() {
        String reference = childAtHome();
        sent(reference);
        house.at("2027-01-11T10:00");
        news(reference, SENIOR, Map.of("acknowledgedOn", "2026-12-18", "allocatedOn", "2026-12-21", "allocatedTo", "local",
                "allocatedName", "Lena Local", "notifiedOn", "2026-12-22", "reportedBy", "duty lawyer"));
        Referral referral = referrals.ofCase(reference).get(0);
        assertThat(referral.acknowledged()).hasToString("2026-12-18");
        assertThat(referral.allocated()).hasToString("2026-12-21");
        assertThat(referral.legalNotified()).hasToString("2026-12-22");
        assertThat(referral.text("allocatedTo")).hasValueSatisfying(text -> assertThat(text).startsWith("A local Cafcass manager"));
        assertThat(files.timeline(reference)).filteredOn(row -> row.kind().equals("referral-news")).singleElement()
                .extracting(TimelineRecord::recordedBy).isEqualTo(SENIOR);
    }

    @Test
    @Clause("C-66 P-03")
    void theCouncilsLawyersLearnNothingByRecordingThatCafcassWrote() {
        String none = withLawyer();
        news(none, "la-solicitor.test", Map.of("notifiedOn", "2026-12-18"));
        String one = withLawyer();
        sent(one);
        notAccepted(one, "la-solicitor.test", Map.of("notifiedOn", "2026-12-18", "reportSays", "x"), "record only when Cafcass");
        notAccepted(one, "la-solicitor.test", Map.of("acknowledgedOn", "2026-12-18"), "");
        news(one, "la-solicitor.test", Map.of("notifiedOn", "2026-12-18"));
        Referral referral = referrals.ofCase(one).get(0);
        assertThat(referral.known()).as("an IRO confirms it").isFalse();
        assertThat(referral.text("lawyersSay")).hasValue("18/12/2026");
        assertThat(summaries(one)).containsAll(summaries(none)).contains("Cafcass Legal has written to the council's lawyers.");
        assertThat(referrals.ofCase(none)).isEmpty();
        news(one, SENIOR, Map.of("notifiedOn", "2026-12-18"));
        assertThat(referrals.ofCase(one).get(0).known()).isTrue();
    }

    @Test
    @Clause("P-03")
    void theIroTellsTheCouncil_orTakesItBack() {
        String reference = childAtHome();
        sent(reference);
        assertThat(referrals.ofCase(reference).get(0).known()).isFalse();
        news(reference, IRO, Map.of("toldOn", "2026-12-18", "toldWhom", "the head of service"));
        assertThat(referrals.ofCase(reference).get(0).known()).isTrue();
        news(reference, IRO, Map.of("withdrawnWhy", "It has been put right."));
        assertThat(referrals.ofCase(reference).get(0).state()).isEqualTo(Referral.State.WITHDRAWN);
        notAccepted(reference, IRO, Map.of("withdrawnWhy", "again"), "ended already");
        assertThat(tasks(reference)).isEmpty();
        house.passes("2027-01-08T08:00");
        assertThat(written(reference, "referral-acknowledged-overdue")).as("nobody is asked any more").isZero();
    }

    private String withLawyer() {
        String reference = childAtHome();
        files.recordPerson(reference, new CaseFiles.NewPerson("la-solicitor", "Sol Citor", null, null, "la-solicitor.test",
                LocalDate.of(2026, 12, 18)), "iro-admin.test");
        return reference;
    }

    private List<String> summaries(String reference) {
        return files.timeline(reference).stream().map(TimelineRecord::summary).toList();
    }

    private void sent(String reference) {
        Map<String, Object> form = new HashMap<>(CafcassReferralTest.REFERRAL);
        form.put("caseReference", reference);
        cases.start("derby", IRO, "cafcass-referral", form);
        house.runDueJobs();
    }

    private void news(String reference, String user, Map<String, ?> fields) {
        Map<String, Object> form = new HashMap<>(Map.of("caseReference", reference));
        form.putAll(fields);
        cases.start("derby", user, "referral-report", form);
        house.runDueJobs();
    }

    private void notAccepted(String reference, String user, Map<String, ?> fields, String words) {
        assertThatThrownBy(() -> news(reference, user, fields)).as(fields.toString())
                .satisfies(e -> assertThat(said(e)).contains(words));
    }
}
