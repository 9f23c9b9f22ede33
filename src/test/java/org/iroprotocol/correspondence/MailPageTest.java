package org.iroprotocol.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iroprotocol.testing.Clause;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** E-mails as people read them, with HTML and without. */
class MailPageTest {

    @Test
    void coverWithTheLetterAttached() throws IOException {
        assertThat(text("letter-cover", Map.of("letter.attached", "yes"))).isEqualTo("""
                Derby City Council

                Details of the Independent Reviewing Officer

                A letter from our Independent Reviewing Service is attached to this e-mail. Please read it within two working days.

                Our reference: DBY-7KQ2
                Council’s person number: P1234567
                Date: 02/12/2026

                If you have an account with us, you can also open the case: https://iro.derby.example.org/case/DBY-7KQ2.

                For safety this e-mail names nobody. Please keep names out of the subject and text when you reply, and quote our reference.
                """);
    }

    @Test
    void coverWithTheLetterWaiting() throws IOException {
        assertThat(text("letter-cover", Map.of("letter.waiting", "yes"))).contains("is waiting for you")
                .contains("\n- If you have an account with us, sign in and open the case: https://iro.derby.example.org/case/DBY-7KQ2;")
                .contains("\n- If not, write to review.clerks@derby.example.org from your secure work address")
                .doesNotContain("attached to this e-mail");
    }

    @Test
    void noticeThatATargetWasMissed() throws IOException {
        assertThat(text("iro-notice-overdue", Map.of())).isEqualTo("""
                Derby City Council

                Target missed: IRO’s details to the Children’s Guardian

                The IRO’s name and contact details have not yet gone to the Children’s Guardian in this case.

                Our reference: DBY-7KQ2
                Person number: P1234567
                Was due: 02/12/2026

                How the date came about: 2 working days from Monday 30 November 2026 is Wednesday 2 December.

                What to do: the IRO, or the IRO Manager, completes the task “Send the IRO’s details to the guardian”. The letter then goes out by itself. It is still worth doing late: the guardian needs to know whom to call. The target is a local one.

                Open the case: https://iro.derby.example.org/case/DBY-7KQ2

                This message was sent by the system for the Cafcass and IRO protocol. It carries no names on purpose.
                """);
    }

    @Test
    void theDigestReadsWellAsPlainText() throws IOException {
        var digest = LetterTemplate.parse(Placeholders.DIGEST, House.letter(Placeholders.DIGEST)).fill(Map.of("today", "21/12/2026",
                "authority.name", "Derby City Council", "digest.summary", "1 target missed, 1 due today", "missed.count", "1",
                "due-today.count", "1", "digest.cases", "https://iro.derby.example.org/cases")::get, Map.of("missed", List.of(Map.of(
                "line.due", "18/12/2026", "line.what", "Write the handover note", "line.reference", "DBY-7KQ2",
                "line.personNumber", "P1234567", "line.link", "https://iro.derby.example.org/case/DBY-7KQ2")), "due-today",
                List.of(Map.of("line.due", "by 16:05", "line.what", "Decide", "line.reference", "DBY-8888", "line.link",
                        "https://iro.derby.example.org/case/DBY-8888", "line.cover", "for Imogen Rowe, whom you cover"))));
        assertThat(digest.title()).isEqualTo("Your work on 21/12/2026: 1 target missed, 1 due today");
        assertThat(MailText.of(digest)).isEqualTo("""
                Derby City Council

                Your work on 21/12/2026

                1 target missed, 1 due today.

                Target missed (1)

                18/12/2026  Write the handover note, DBY-7KQ2, person number P1234567
                    https://iro.derby.example.org/case/DBY-7KQ2

                Due today (1)

                by 16:05  Decide (for Imogen Rowe, whom you cover), DBY-8888
                    https://iro.derby.example.org/case/DBY-8888

                All your cases: https://iro.derby.example.org/cases. Dates are due dates. You get this on working days with something to tell; it names no child on purpose.
                """);
    }

    static Stream<String> notices() throws IOException {
        return LetterTemplateTest.shipped().filter(name -> !LetterTemplate.parse(name, House.letter(name)).letter())
                .filter(name -> Writing.of(name).missed() && !Placeholders.OF_THE_PROTOCOL.contains(name)
                        && !Placeholders.isOfReferral(name));
    }

    @ParameterizedTest
    @CsvSource({"referral-acknowledged-overdue,iro,,Has your referral arrived?",
            "referral-allocated-overdue,iro,,Who at Cafcass has your referral?",
            "referral-la-legal-told-overdue,iro,,Do the council’s lawyers know of your referral?",
            "referral-report-overdue,iro,,Cafcass’s report on your referral",
            "referral-report-arrived,iro,senior-iro,Cafcass has reported on your referral",
            "referral-report-council,deputy-head-of-service,,Cafcass has reported on a referral",
            "referral-weighed-overdue,iro,,Target missed: what follows from Cafcass’s report"})
    @Clause("C-57 C-65 C-66 C-68 C-69 P-10 P-50")
    void noticesOfAReferralAskForAFactAndNameNobody(String name, String to, String copy, String subject) throws IOException {
        var template = LetterTemplate.parse(name, House.letter(name));
        assertThat(template.to().get(0)).isEqualTo(to);
        assertThat(template.copy()).isEqualTo(copy == null ? List.of() : List.of(copy));
        assertThat(text(name, Map.of("referral.number", "3", "referral.sentOn", "23/11/2026"))).contains("What to do: ",
                "Referral number: 3", "Our reference: DBY-7KQ2", "/case/DBY-7KQ2", "It carries no names on purpose.")
                .doesNotContain("{{").doesNotContain("null");
        assertThat(text(name, Map.of())).as("nothing known yet").contains("What to do: ").doesNotContain("number:  ");
        assertThat(template.fill(values()::get).title()).isEqualTo(subject + " – our reference DBY-7KQ2");
    }

    @ParameterizedTest
    @CsvSource({"protocol-review-reminder,The yearly review of the protocol is due on 02/12/2026",
            "protocol-review-overdue,Target missed: yearly review of the protocol",
            "protocol-second-signature-overdue,Second signature of the protocol is missing"})
    @Clause("C-76 C-77")
    void noticesAboutTheProtocolItselfAreAboutNoCase(String name, String subject) throws IOException {
        var template = LetterTemplate.parse(name, House.letter(name));
        assertThat(template.to()).containsExactly("iro-manager");
        assertThat(template.copy()).isEmpty();
        assertThat(text(name, Map.of("agreement.version", "2.1", "agreement.missing", "Head of Service, Cafcass")))
                .contains("What to do: ", "Version: 2.1", "02/12/2026", "It carries no names on purpose.")
                .doesNotContain("{{").doesNotContain("null").doesNotContainIgnoringCase("child");
        Map<String, String> values = values();
        values.put("agreement.version", "2.1");
        assertThat(template.fill(values::get).title()).isEqualTo(subject + " – our reference DBY-7KQ2");
    }

    @ParameterizedTest
    @CsvSource({"concern-immediate-action,concern:spokenTo,,true", "concern-stage,concern:stage,,true",
            "concern-deputy-head,deputy-head-of-service,,false", "concern-service-director,concern:director,,false",
            "dispute-total-warning,iro,senior-iro,false", "concern-child-not-looked-after,iro,,false",
            "dispute-response-overdue,iro,concern:manager,false", "dispute-stage-2-record-overdue,senior-iro,iro,true",
            "court-informed-overdue,la-solicitor,iro,false", "target-missed,iro,senior-iro,false"})
    @Clause("C-95 C-97 C-100 C-104 C-109 P-30 P-35 P-45 P-50")
    void noticesOfAConcernSayWhichOneWhatToDoAndNoNames(String name, String to, String copy, boolean urgent) throws IOException {
        var template = LetterTemplate.parse(name, House.letter(name));
        assertThat(template.to()).containsExactly(to);
        assertThat(template.copy()).isEqualTo(copy == null ? List.of() : List.of(copy));
        assertThat(template.urgent()).isEqualTo(urgent);
        assertThat(text(name, Map.of())).contains("What to do", "Our reference: DBY-7KQ2", "/case/DBY-7KQ2",
                "It carries no names on purpose.").containsPattern("Concern( number)?: 2").doesNotContain("{{")
                .doesNotContain("null")
                .doesNotContainIgnoringCase("dispute").doesNotContainIgnoringCase("complain");
        Map<String, String> few = values();
        few.keySet().removeIf(key -> !List.of("reference", "today", "authority.name", "link", "concern.stage", "deadline.what")
                .contains(key) && !key.startsWith("settings.term."));
        String bare = MailText.of(template.fill(few::get));
        assertThat(bare).contains("Our reference: DBY-7KQ2").doesNotContain("number:").doesNotContain("Was due")
                .doesNotContain("How the date");
        assertThat(template.fill(values()::get).title()).endsWith(" – our reference DBY-7KQ2");
    }

    @ParameterizedTest
    @MethodSource("notices")
    void everyNoticeSaysWhatToDoAndStandsWithoutADate(String name) throws IOException {
        String usual = text(name, Map.of());
        assertThat(usual).contains("What to do: ", "02/12/2026", "How the date came about: 2 working days from Monday",
                "target", "It carries no names on purpose.").doesNotContain("{{").doesNotContain("null");
        var template = LetterTemplate.parse(name, House.letter(name));
        boolean outside = template.to().get(0).equals("childrens-guardian") || template.to().get(0).startsWith("cafcass");
        assertThat(usual.contains("review.clerks@derby.example.org")).as("people outside are told where to write")
                .isEqualTo(outside);
        assertThat(usual.contains("/case/")).as("people outside cannot sign in").isNotEqualTo(outside);
        assertThat(template.fill(values()::get).title()).startsWith(outside ? "Reminder: " : "Target missed: ")
                .endsWith(" – our reference DBY-7KQ2");
    }

    @ParameterizedTest
    @CsvSource({"guardian-details-overdue,cafcass-service-manager,iro-admin",
            "contact-before-cmh-overdue,iro,", "guardian-final-plan-overdue,childrens-guardian,iro",
            "guardian-final-discussion-overdue,childrens-guardian,iro", "guardian-handover-overdue,childrens-guardian,iro",
            "documents-confirmed-overdue,childrens-guardian,iro", "letter-to-child-overdue,childrens-guardian,iro",
            "handover-note-overdue,iro,senior-iro", "child-at-closing-meeting-overdue,iro,",
            "closing-meeting-overdue,iro,iro-manager"})
    void whoIsReminded(String name, String to, String copy) {
        var template = LetterTemplate.parse(name, House.letter(name));
        assertThat(template.to().get(0)).isEqualTo(to);
        assertThat(template.copy()).isEqualTo(copy == null ? List.of() : List.of(copy));
    }

    @Test
    @Clause("C-46 C-47")
    void reminderOfTheHandover() throws IOException {
        assertThat(text("guardian-handover-overdue", Map.of())).isEqualTo("""
                Derby City Council

                Reminder: written handover to the IRO

                Proceedings have ended, and we have not recorded a written handover from the Children’s Guardian to the Independent Reviewing Officer (IRO) yet.

                Our reference: DBY-7KQ2
                Council’s person number: P1234567
                Target date: 02/12/2026

                How the date came about: 2 working days from Monday 30 November 2026 is Wednesday 2 December.

                What to do: please fill in the handover template we sent you and return it to review.clerks@derby.example.org from your secure work address. The same headings in a letter of your own do just as well: what happened and the order made, the final care plan, the child’s wishes and feelings, and what to keep an eye on. A short handover now is better than a long one later.

                If you have sent it already, tell us the day and we will look for it. If you manage the guardian’s work rather than being the guardian yourself, please pass this on. The date is a target of the Protocol, not a legal limit.

                This message was sent by the system for the Cafcass and IRO protocol. It carries no names on purpose. Please keep names out of the subject and text when you reply, and quote our reference.
                """);
    }

    @Test
    void withoutAPersonNumberTheRowIsLeftOut() {
        Map<String, String> values = values();
        values.remove("personNumber");
        var filled = LetterTemplate.parse("iro-notice-overdue", House.letter("iro-notice-overdue")).fill(values::get);
        assertThat(MailText.of(filled)).doesNotContain("number");
    }

    private static String text(String template, Map<String, String> more) throws IOException {
        Map<String, String> values = values();
        values.putAll(more);
        String html = MailPage.html(LetterTemplate.parse(template, House.letter(template)).fill(values::get));
        Path folder = Files.createDirectories(Path.of("target/letters"));
        Files.writeString(folder.resolve(template + String.join("", more.keySet()) + ".html"), html);
        return MailText.of(Jsoup.parse(html));
    }

    private static Map<String, String> values() {
        Map<String, String> values = new HashMap<>(Map.of("concern.number", "2", "concern.stage",
                "Stage 2: senior IRO and deputy head of service", "concern.issuedOn", "23/11/2026", "due.dispute-total",
                "21/12/2026", "workingOut.dispute-total", "20 working days from Monday 23 November 2026 is Monday 21 December.",
                "deadline.what", "Actions of the urgent action plan taken (stage 2)"));
        values.putAll(Map.of("reference", House.CASE, "personNumber", "P1234567", "today", "02/12/2026",
                "authority.name", "Derby City Council", "link", "https://iro.derby.example.org/case/DBY-7KQ2",
                "letter.title", "Details of the Independent Reviewing Officer", "deadline.due", "02/12/2026",
                "deadline.workingOut", "2 working days from Monday 30 November 2026 is Wednesday 2 December.",
                "settings.mailbox.review-clerks", "review.clerks@derby.example.org"));
        values.putAll(Map.of("settings.term.concern", "concern", "settings.term.concern-form",
                "Quality Assurance Form", "settings.term.child", "child"));
        return values;
    }
}
