package org.iroprotocol.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.casefile.Workload;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.deadline.Deadline.State;
import org.iroprotocol.dispute.Concern;
import org.iroprotocol.referral.Referral;
import org.iroprotocol.referral.Referrals;
import org.iroprotocol.testing.Clause;
import org.iroprotocol.testing.ModelCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code cafcass-referral}: sent by the child's IRO alone, and followed until Cafcass has reported. */
class CafcassReferralTest extends ConcernHouse {

    @RegisterExtension
    static final ModelCoverage COVERAGE = ModelCoverage.of("cafcass-referral");

    /** Everything a referral must say. */
    static final Map<String, Object> REFERRAL = Map.of("route", "s25b", "grounds", List.of("duties", "element"), "notDone",
            "The plan of the review of 01/06/2026 has not been carried out.", "localProcess", "not-used", "localProcessWhy",
            "The placement ends in January.", "impact", "She knows of it and is relieved.", "timetable",
            "A new home before the school year.", "outcome", "Cafcass considers proceedings.", "overriding", "no", "sentHow", "here");

    @Autowired
    Referrals referrals;
    @Autowired
    Workload workload;

    @Test
    @Clause("C-04 C-11 C-22 C-23 C-25 P-02")
    void onlyThisChildsIroSends_whoeverElseTries_andNothingIsLeft() {
        String reference = childAtHome();
        for (String user : List.of("iro2.test", "senior-iro.test", "iro-manager.test", "iro-admin.test", "head-of-service-qa.test",
                "service-director.test", "childrens-guardian.test", "la-solicitor.test", "cafcass-legal.test", "protocol-admin.test",
                "protocol-manager.test", "iro.north", "admin")) {
            assertThatThrownBy(() -> send(reference, user, Map.of())).as(user).isInstanceOf(Exception.class);
        }
        assertThatThrownBy(() -> send(reference, "iro2.test", Map.of()))
                .satisfies(e -> assertThat(said(e)).contains("Only this child's Independent Reviewing Officer"));
        assertThatThrownBy(() -> engine.getRuntimeService().createProcessInstanceByKey("cafcass-referral")
                .processDefinitionTenantId("derby").businessKey(reference).setVariables(new HashMap<>(REFERRAL)).execute())
                .as("nor does the house by itself").isInstanceOf(Exception.class);
        assertThat(referrals.ofCase(reference)).isEmpty();
        assertThat(instances(reference)).isZero();
        assertThat(written(reference, "cafcass-referral")).isZero();
        assertThat(files.timeline(reference)).noneMatch(row -> row.kind().startsWith("referral"));
    }

    @Test
    @Clause("C-12 C-13 C-70 C-124 P-04")
    void whatAReferralMustSayIsAskedFor_andTheCouncilsLawyerIsNobodysAdviser() {
        String reference = childAtHome();
        for (String field : List.of("impact", "timetable", "notDone", "outcome", "localProcessWhy", "route", "grounds")) {
            assertThatThrownBy(() -> send(reference, IRO, Map.of(field, ""))).as(field).isInstanceOf(Exception.class);
        }
        refusedWith(reference, Map.of("grounds", List.of("other")), "");
        refusedWith(reference, Map.of("adviserName", "Sol Citor"), "acts for the council");
        refusedWith(reference, Map.of("adviserName", "S", "adviserContact", "SOL@derby.example"), "acts for the council");
        refusedWith(reference, Map.of("sentHow", "already"), "");
        refusedWith(reference, Map.of("sentHow", "already", "sentOn", "2027-01-01"), "future");
        refusedWith(reference, Map.of("concernNumber", "3"), "no concern of that number");
        refusedWith(reference, Map.of("enclosures", List.of("file:0b0e3bd4-0000-0000-0000-000000000000")), "not on this child's file");
        settings.put("derby", "cafcass-legal.email", "legal@elsewhere.invalid");
        refusedWith(reference, Map.of(), "No e-mail address of Cafcass Legal");
        assertThat(referrals.ofCase(reference)).isEmpty();
        assertThat(instances(reference)).isZero();
    }

    @Test
    @Clause("C-04 C-12 C-13 C-56 C-57 C-63 C-65 C-66 C-68 C-69 C-121 C-122 C-123 P-04 P-10")
    void sentToCafcassLegal_askedAfter_reportedOn_weighedAndClosed() throws Exception {
        String reference = childAtHome();
        files.recordPerson(reference, new CaseFiles.NewPerson("la-solicitor", "Sol Citor", null, null, "la-solicitor.test",
                LocalDate.of(2026, 12, 18)), "iro-admin.test");
        send(reference, IRO, Map.of("challengedOn", "2026-11-30", "placement", "12 Hidden Lane", "placementSecret", true));
        Referral referral = referral(reference);
        assertThat(referral.sentBy()).isEqualTo(IRO);
        assertThat(referral.senderName()).isEqualTo("Iris Ashworth");
        Item letter = theItem(reference, "cafcass-referral");
        assertThat(letter.state()).isEqualTo(Item.State.SENT);
        assertThat(mailbox.addressees()).containsExactly("cafcass-legal.demo@cafcass.example");
        assertThat(mailbox.subjects()).allMatch(subject -> !subject.contains("Tester"));
        assertThat(text(ledger.pdf(letter.id()))).contains("section 25B(3)(a) of the Children Act 1989", "Iris Ashworth",
                "She knows of it and is relieved.", "A new home before the school year.", "12 Hidden Lane", "keep this confidential",
                "Judicial review must be asked for promptly, and at the latest by 28/02/2027");
        assertThat(deadline(reference, "referral-acknowledged").due()).isEqualTo(moment("2026-12-21T23:59:59"));
        assertThat(tasks(reference)).as("what Cafcass does is no task of ours").isEmpty();

        house.passes("2026-12-21T23:59:59");
        house.passes("2026-12-22T08:00");
        Item asked = theItem(reference, "referral-acknowledged-overdue");
        assertThat(asked.to()).singleElement().asString().contains("Iris Ashworth");
        house.passes("2026-12-31T08:00");
        assertThat(written(reference, "referral-acknowledged-overdue")).as("every fifth working day").isEqualTo(2);

        house.at("2027-01-04T10:00");
        news(reference, "iro-manager.test", Map.of("acknowledgedOn", "2026-12-23", "reportedBy", "duty lawyer, by telephone"));
        assertThat(deadline(reference, "referral-acknowledged").state()).isEqualTo(State.MET);
        assertThat(deadline(reference, "referral-report").due()).as("14 days, counted from the receipt")
                .isEqualTo(moment("2027-01-06T23:59:59"));
        house.passes("2027-01-05T08:00");
        assertThat(written(reference, "referral-allocated-overdue")).isEqualTo(1);
        assertThat(written(reference, "referral-la-legal-told-overdue")).isEqualTo(1);
        news(reference, IRO, Map.of("allocatedOn", "2026-12-23", "allocatedTo", "high-court", "allocatedName", "Hugo Court"));
        assertThat(referral(reference).known()).isFalse();
        house.passes("2027-01-06T23:59:59");
        house.passes("2027-01-07T08:00");
        assertThat(written(reference, "referral-report-overdue")).isEqualTo(1);
        assertThat(deadline(reference, "referral-report").state()).isEqualTo(State.MISSED);
        assertThat(instances(reference)).as("nothing closes by itself").isEqualTo(1);
        news(reference, "la-solicitor.test", Map.of("notifiedOn", "2026-12-24"));
        news(reference, IRO, Map.of("notifiedOn", "2026-12-24"));
        assertThat(referral(reference).known()).isTrue();

        mailbox.empty();
        news(reference, IRO, Map.of("reportOn", "2027-01-07", "reportDecision", "no-proceedings", "reportSays", "Put right."));
        house.passes("2027-01-07T10:00");
        assertThat(theItem(reference, "referral-report-arrived").to()).anyMatch(to -> to.contains("Iris Ashworth"));
        assertThat(written(reference, "referral-report-council")).as("the council may know now").isEqualTo(1);
        Task weigh = open(reference, "weigh-report");
        assertThat(weigh.getAssignee()).isEqualTo(IRO);
        assertThat(weigh.getDueDate().toInstant()).isEqualTo(moment("2027-01-14T23:59:59"));
        assertThat(referrals.startsWith(referral.processInstanceId(), "weigh-report").get("soFar").toString())
                .contains("07/01/2027", "Put right.", "Cafcass considers proceedings.");
        assertThatThrownBy(() -> complete(weigh.getId(), SENIOR, Map.of("follows", "nothing", "followsWhat", "x", "childNotTold", "y")))
                .as("the IRO's alone").isInstanceOf(Exception.class);
        refused(reference, "weigh-report", Map.of("follows", "settled", "followsWhat", "It is put right."), "why not");
        house.passes("2027-01-14T23:59:59");
        house.passes("2027-01-15T08:00");
        assertThat(written(reference, "referral-weighed-overdue")).isEqualTo(1);
        done(reference, "weigh-report", Map.of("follows", "settled", "followsWhat", "It is put right.", "childToldOn", "2027-01-08"));
        assertThat(referral(reference).state()).isEqualTo(Referral.State.CLOSED);
        assertThat(instances(reference)).isZero();
        news(reference, IRO, Map.of("reportHeld", "ICS"));
        assertThat(referral(reference).text("reportHeld")).as("what comes late is still recorded").hasValue("ICS");
    }

    @Test
    @Clause("C-14 C-67 C-69 P-03")
    void besideAConcernAtStageTwo_whichGoesOn_andLearnsOfTheReport() {
        String reference = childAtHome();
        Concern concern = issued(reference, Map.of("firstStage", "stage-2", "firstStageReason", "tried before"));
        send(reference, IRO, Map.of("concernNumber", "1", "localProcess", "beside"));
        assertThat(referral(reference).concern()).isEqualTo(concern.id());
        assertThat(running(concern)).isTrue();
        assertThat(open(reference, "discuss-with-deputy")).as("stage 2 goes on").isNotNull();
        assertThat(concern(reference).texts()).noneMatch(text -> text.text().contains("Cafcass considers proceedings"));
        news(reference, IRO, Map.of("reportOn", "2026-12-18", "reportDecision", "proceedings"));
        assertThat(files.timeline(reference)).extracting(TimelineRecord::summary)
                .contains("Concern 1: Cafcass has reported on referral 1.");
        assertThat(written(reference, "referral-report-council")).as("the council may not know yet").isZero();
        assertThat(running(concern)).isTrue();
        done(reference, "weigh-report", Map.of("follows", "proceedings", "followsWhat", "Cafcass applies.", "childNotTold", "next visit"));
        assertThat(open(reference, "discuss-with-deputy")).isNotNull();
    }

    @Test
    @Clause("C-23 C-127 P-02 P-13")
    void whoCoversSends_underTheAdoptionRoute_andInTheirOwnName() throws Exception {
        String reference = childAtHome();
        workload.cover(new Workload.Order("derby", "iro", IRO, List.of(reference), "leave", "iro-manager.test",
                Map.of(IRO, "Iris Ashworth", "iro2.test", "Test iro2.test")), "iro2.test",
                LocalDate.of(2026, 12, 18), LocalDate.of(2026, 12, 18));
        send(reference, "iro2.test", Map.of("route", "adoption"));
        assertThat(referral(reference).sentBy()).isEqualTo("iro2.test");
        assertThat(text(ledger.pdf(theItem(reference, "cafcass-referral").id()))).contains("Adoption Agencies Regulations 2005",
                "Test iro2.test, Independent Reviewing Officer, covering for the child’s IRO Iris Ashworth");
        referrals.keepDraft(reference, "iro2.test", Map.of("impact", "x"));
        assertThat(referrals.draft(reference, IRO)).as("whose draft it is").isEmpty();
        house.at("2026-12-21T10:00");
        assertThat(referrals.draft(reference, "iro2.test")).isEmpty();
        assertThatThrownBy(() -> send(reference, "iro2.test", Map.of())).as("the cover is over").isInstanceOf(Exception.class);
    }

    @Test
    @Clause("P-12 P-13 P-14")
    void sentAnotherWayAlready_isRecorded_andNothingIsSentTwice() {
        String reference = childAtHome();
        house.at("2026-12-22T10:00");
        send(reference, IRO, Map.of("sentHow", "already", "sentOn", "2026-12-18"));
        assertThat(written(reference, "cafcass-referral")).isZero();
        assertThat(deadline(reference, "referral-acknowledged").due()).isEqualTo(moment("2026-12-21T23:59:59"));
        send(reference, IRO, Map.of());
        engine.getRuntimeService().createProcessInstanceModification(referral(reference).processInstanceId())
                .startBeforeActivity("write-to-cafcass-legal").execute();
        assertThatThrownBy(() -> engine.getRuntimeService().createProcessInstanceModification(referrals.ofCase(reference).get(1)
                .processInstanceId()).startBeforeActivity("write-to-cafcass-legal").execute()).as("sent another way already")
                .isInstanceOf(Exception.class);
        house.runDueJobs();
        assertThat(written(reference, "cafcass-referral")).as("an administrator cannot send it again").isEqualTo(1);
        assertThat(referrals.ofCase(reference)).extracting(Referral::number).containsExactly(2, 1);
        assertThatThrownBy(() -> news(reference, IRO, Map.of("acknowledgedOn", "2026-12-22")))
                .satisfies(e -> assertThat(said(e)).contains("Say which one"));
        news(reference, IRO, Map.of("referralNumber", "1", "withdrawnWhy", "Sent twice."));
        assertThat(referrals.ofCase(reference).get(1).state()).isEqualTo(Referral.State.WITHDRAWN);
        assertThat(instances(reference)).as("the other one goes on").isEqualTo(1);
    }

    @Test
    @Clause("C-25 P-16")
    void onlyTheChildsIroMarksItAsMadeInError() {
        String reference = childAtHome();
        send(reference, IRO, Map.of());
        String record = files.timeline(reference).stream().filter(one -> one.kind().equals("referral-sent")).findFirst().orElseThrow()
                .id().toString();
        Map<String, Object> wrong = Map.of("caseReference", reference, "change", "error", "recordId", record, "reason", "Wrong child.");
        for (String other : List.of("iro2.test", "iro-manager.test", "iro-admin.test")) {
            assertThatThrownBy(() -> cases.start("derby", other, "case-change", wrong)).as(other)
                    .hasStackTraceContaining("Only this child's");
        }
        assertThat(deadline(reference, "referral-acknowledged").state()).isEqualTo(State.OPEN);
        cases.start("derby", IRO, "case-change", wrong);
        house.runDueJobs();
        assertThat(files.timeline(reference)).filteredOn(one -> one.kind().equals("referral-sent"))
                .allSatisfy(one -> assertThat(one.errorReason()).isEqualTo("Wrong child."));
        news(reference, IRO, Map.of("withdrawnWhy", "Sent for the wrong child."));
        assertThat(instances(reference)).isZero();
    }

    @Test
    @Clause("P-21")
    void whenTheChildDiesNothingMoreIsSent() {
        String reference = childAtHome();
        send(reference, IRO, Map.of());
        mailbox.empty();
        files.recordEvent(reference, "died", "", When.on(LocalDate.of(2026, 12, 18)), "system", null);
        house.runDueJobs();
        assertThat(instances(reference)).isZero();
        house.passes("2027-01-08T08:00");
        assertThat(mailbox.subjects()).isEmpty();
        refusedWith(reference, Map.of(), "death is recorded");
    }

    @Test
    @Clause("C-68")
    void overTheClockChangeTheTwoWeeksStillEndAtMidnight() {
        house.at("2027-03-15T10:00");
        String reference = childAtHome();
        send(reference, IRO, Map.of());
        news(reference, IRO, Map.of("acknowledgedOn", "2027-03-15"));
        assertThat(deadline(reference, "referral-report").due()).isEqualTo(moment("2027-03-29T23:59:59"));
        assertThat(deadline(reference, "referral-report").due()).as("summer time").isEqualTo(Instant.parse("2027-03-29T22:59:59Z"));
    }

    @Test
    @Clause("P-04")
    void whatTheIroTickedGoesWithIt_andNothingElse() throws Exception {
        String reference = childAtHome();
        issued(reference, Map.of());
        String form = referrals.enclosures(reference).stream().filter(choice -> choice.label().startsWith("Quality Assurance Form"))
                .findFirst().orElseThrow().value();
        assertThat(referrals.enclosures(reference)).hasSizeGreaterThan(1);
        mailbox.empty();
        send(reference, IRO, Map.of("enclosures", List.of(form)));
        MimeMessage message = mailbox.messages().get(0);
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getCount()).as("text, letter, one enclosure").isEqualTo(3);
        assertThat(parts.getBodyPart(2).getFileName()).startsWith("Quality Assurance Form").endsWith(".pdf");
        assertThat(text(parts.getBodyPart(2).getInputStream().readAllBytes())).contains("The plan of May has not been begun.");
        assertThat(text(ledger.pdf(theItem(reference, "cafcass-referral").id()))).contains("Enclosed", "Quality Assurance Form");
    }

    // ---- support

    private void send(String reference, String user, Map<String, ?> more) {
        Map<String, Object> form = new HashMap<>(REFERRAL);
        form.put("caseReference", reference);
        form.putAll(more);
        form.values().removeIf(""::equals);
        cases.start("derby", user, "cafcass-referral", form);
        house.runDueJobs();
    }

    private void news(String reference, String user, Map<String, ?> fields) {
        Map<String, Object> form = new HashMap<>(Map.of("caseReference", reference));
        form.putAll(fields);
        cases.start("derby", user, "referral-report", form);
        house.runDueJobs();
    }

    private void refusedWith(String reference, Map<String, ?> more, String words) {
        assertThatThrownBy(() -> send(reference, IRO, more)).as(more.toString())
                .satisfies(e -> assertThat(said(e)).contains(words));
    }

    private Referral referral(String reference) {
        return referrals.ofCase(reference).get(0);
    }

    private long instances(String reference) {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("cafcass-referral")
                .processInstanceBusinessKey(reference).count();
    }

    private static Instant moment(String local) {
        return LocalDateTime.parse(local).atZone(London.ZONE).toInstant();
    }

    private static String text(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}
