package org.iroprotocol.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iroprotocol.testing.Clause;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Every letter as PDF: accessible, archivable, readable; with the longest, the shortest and missing data. */
class LetterPageTest {

    private static final LetterPage PAGE = new LetterPage();
    /** Letters whose whole point is to name somebody. */
    private static final List<String> NEEDS_SOMEBODY = List.of("iro-notice", "guardian-details", "work-moved");
    private static final String LONG_WORD = "Wolfeschlegelsteinhausenbergerdorff";

    @BeforeAll
    static void prepare() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    static Stream<Arguments> letters() throws IOException {
        List<String> names = House.letterNames().stream().filter(name -> LetterTemplate.parse(name, House.letter(name)).letter())
                .toList();
        return names.stream().flatMap(name -> Stream.of("usual", "longest", "shortest", "missing", "nobody")
                .filter(data -> !data.equals("nobody") || !NEEDS_SOMEBODY.contains(name))
                .map(data -> Arguments.of(name, data)));
    }

    @ParameterizedTest(name = "{0}, {1} data")
    @MethodSource("letters")
    void isAccessibleAndArchivable(String name, String data) throws Exception {
        byte[] pdf = PAGE.pdf(html(name, data));
        Path folder = Files.createDirectories(Path.of("target/letters"));
        Files.write(folder.resolve(name + "-" + data + ".pdf"), pdf);
        for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A)) {
            try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                 var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                var result = validator.validate(parser);
                assertThat(result.getTestAssertions().stream().filter(check -> !check.getStatus().toString().equals("passed"))
                        .map(check -> check.getRuleId() + " " + check.getMessage())).as(flavour + " of " + name).isEmpty();
                assertThat(result.isCompliant()).as(flavour.toString()).isTrue();
            }
        }
    }

    @Test
    @Clause("C-34 C-80")
    void iroNoticeSaysWhatTheGuardianNeeds() {
        String text = PdfText.of(PAGE.pdf(html("iro-notice", "usual")));
        assertThat(text).contains("Derby City Council", "Date 02/12/2026", "Our reference DBY-7KQ2",
                "Council’s person number P1234567", "Dear Gita Guardian", "Name Ottoline Featherstonehaugh",
                "Date of birth 17/05/2020", "Name Ines Reviewer", "Telephone 01332 496 000",
                "E-mail ines.reviewer@derby.example.org", "Mailbox for documents review.clerks@derby.example.org",
                "Next review 14/01/2027", "Tuesdays are best", "before the case management hearing", "Page 1 of 1",
                "Derby City Council – our reference DBY-7KQ2");
        assertThat(text).doesNotContain("{{").doesNotContain("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"child-letter-younger", "child-letter-older", "child-letter-keep"})
    @Clause("C-50 C-51 P-51")
    void aLetterToTheChildSaysNothingThatMustNotReachTheChild(String name) {
        for (String data : List.of("usual", "missing", "nobody")) {
            byte[] pdf = PAGE.pdf(html(name, data));
            assertThat(PdfText.pages(pdf)).as("a page to take away and one for the child").isEqualTo(2);
            assertThat(PdfText.of(pdf)).startsWith("For the guardian only. Please take this page away")
                    .contains("A draft for you to change, or not to use", "the first news", "checked the address on the day",
                            "Nobody at the council approves it", "Letter for Ottoline Featherstonehaugh");
            assertThat(PdfText.from(2, pdf)).as(data).contains("Dear [", "goodbye", "advocate", "you")
                    .doesNotContain("Ottoline").doesNotContain("DBY").doesNotContain("P1234567").doesNotContain("Derby City")
                    .doesNotContain("/20").doesNotContain("Page ").doesNotContain("sister").doesNotContain("school")
                    .doesNotContain("will see").doesNotContain("null").doesNotContain("{{");
            assertThat(PdfText.properties(pdf)).contains("Draft for the guardian").doesNotContain("DBY").doesNotContain("Derby")
                    .doesNotContain("Ottoline");
            assertThat(PdfText.from(2, pdf).contains("IRO")).as("IRO, %s data", data).isEqualTo(data.equals("usual"));
        }
        assertThat(PdfText.from(2, PAGE.pdf(html(name, "usual")))).contains("Gita Guardian", "Ines Reviewer", "IRO",
                "Derby Advocates, telephone 01332 496 222");
        assertThat(PdfText.from(2, PAGE.pdf(html(name, "nobody")))).contains("[your name]", "[how to reach an advocate here]")
                .doesNotContain("Reviewer");
    }

    @Test
    @Clause("P-52")
    void theChildNoLongerLookedAfterReadsNothingOfAnIro() {
        Map<String, String> values = values("usual");
        values.remove("child.lookedAfter");
        String all = PdfText.of(PAGE.pdf(html("child-letter-older", values)));
        assertThat(all).contains("The child is not looked after any more").doesNotContain("Ines Reviewer")
                .doesNotContain("Independent Reviewing Officer").contains("Derby Advocates");
    }

    @Test
    @Clause("C-51 P-51")
    void withoutAnIroTheGuardianIsToldAndTheChildIsNot() {
        Map<String, String> values = values("usual");
        values.remove("iro.name");
        byte[] pdf = PAGE.pdf(html("child-letter-younger", values));
        assertThat(PdfText.of(pdf)).contains("No IRO is recorded today");
        assertThat(PdfText.from(2, pdf)).doesNotContain("IRO");
    }

    @Test
    @Clause("C-08 C-09 C-46 C-47 C-50 C-53")
    void theGuardianIsAskedForFiveThingsWithDates() {
        assertThat(PdfText.of(PAGE.pdf(html("completion-request", "usual")))).contains("Dear Gita Guardian",
                "The final court care plan", "A final discussion with the IRO", "A written handover", "One line to confirm",
                "Your letter to the child", "05/01/2027", "10 working days from Friday 18 December 2026 is Tuesday 5 January",
                "That letter is yours", "to be held by 19/01/2027", "review.clerks@derby.example.org",
                "Thank you for what you have done for this child");
        assertThat(PdfText.of(PAGE.pdf(html("completion-request", "nobody")))).contains("as soon as you can",
                "please pass this letter on", "the mailbox below reaches the service", "Yours sincerely Independent Reviewing "
                + "Service").doesNotContain("How the dates come about").doesNotContain("to be held by");
    }

    @Test
    @Clause("C-46 C-47 C-49")
    void theHandoverTemplateHasTheHeadingsOfTheForm() throws IOException {
        byte[] pdf = PAGE.pdf(html("handover-template", "usual"));
        assertThat(PdfText.of(pdf)).contains("by 05/01/2027", "5. To finish", "Have all relevant documents gone to the IRO?");
        String form = Files.readString(Path.of("forms/protocol/completion.completion-reported.form"));
        var headings = Pattern.compile("\"label\": \"([^\"]+)\",\\s+\"key\": \"handover(Summary|Plan|Wishes|Issues)\"")
                .matcher(form).results().map(field -> field.group(1).replace('\'', '’')).toList();
        assertThat(headings).hasSize(4);
        for (int i = 0; i < headings.size(); i++) {
            assertThat(PdfText.of(pdf)).contains(i + 1 + ". " + headings.get(i));
        }
        assertThat(PdfText.pages(pdf)).isEqualTo(3);
    }

    @Test
    @Clause("C-53 C-54 C-55")
    void theInvitationSaysWhenWhereAndWhetherTheChildIsInvitedButNotWhy() {
        Map<String, String> values = values("usual");
        values.put("entry.childInvitedReason", "because of something private");
        assertThat(PdfText.of(PAGE.pdf(html("closing-meeting-invitation", values)))).contains("When 12/01/2027 at 14:00",
                "Where Council House, room 3, or online", "team manager (Tom Teamlead); social worker (Sol Worker)",
                "Is the child invited? Yes", "by 19/01/2027").doesNotContain("something private");
    }

    @Test
    @Clause("C-35 C-41 C-42 C-44 C-133")
    void reviewArrangementsSayWhenAndWhere_thatNobodyNeedCome_andWhenTheyChangeThatTheyDo() {
        assertThat(PdfText.of(PAGE.pdf(html("review-arrangements", "usual")))).contains("Dear Gita Guardian",
                "Which review First review Day Tuesday 12 January 2027 Time 10:30 Place Council House, room 3",
                "You need not come", "talk with the IRO before the review", "Ines Reviewer, telephone 01332 496 000")
                .doesNotContain("have changed").doesNotContain("called off");
        Map<String, String> changed = values("missing");
        changed.putAll(Map.of("entry.changed", "Yes", "entry.placeNotNamed", "not named"));
        assertThat(PdfText.of(PAGE.pdf(html("review-arrangements", changed)))).contains("have changed",
                "Place Please ask the IRO. We do not write it here.").doesNotContain("Time");
        Map<String, String> off = values("nobody");
        off.put("entry.calledOff", "Yes");
        assertThat(PdfText.of(PAGE.pdf(html("review-arrangements", off)))).contains("Looked-after review called off",
                "does not take place", "Was planned for Tuesday 12 January 2027", "not named yet")
                .doesNotContain("You need not come").doesNotContain("We will send you the record");
    }

    @Test
    @Clause("C-31 C-79 C-117 C-130")
    void guardianDetailsSayHowToReachTheGuardianDirectly() {
        assertThat(PdfText.of(PAGE.pdf(html("guardian-details", "usual")))).contains("Cafcass Children and Family Court",
                "Direct telephone 01332 496 111", "E-mail gita@cafcass.example.org", "Bea Support Cafcass Business Support",
                "Council’s reference DBY-7KQ2");
        assertThat(PdfText.of(PAGE.pdf(html("guardian-details", "missing")))).contains("Contact details to follow")
                .doesNotContain("Direct telephone");
    }

    @Test
    @Clause("C-98 C-101 C-102 P-12 P-50")
    void theConcernIsPutInOneForm_withWhatIsAskedByWhenAndRoomToAnswer() {
        byte[] pdf = PAGE.pdf(html("concern-form", "usual"));
        assertThat(PdfText.of(pdf)).contains("Concern number 2", "Form issued 23/11/2026", "Please respond by 14/12/2026",
                "By e-mail, by telephone, or in a meeting with me", "For Sol Worker and Tom Teamlead", "Kind Drift and delay",
                "In proceedings Yes, next hearing 18/12/2026", "What I have seen No school since September.",
                "What it means for the child", "What the child wants", "What would settle it", "By when: 18/12/2026",
                "Why it cannot wait", "on 23/11/2026 at 09:10 with Dora Deputy", "Advocate offered Yes",
                "Your response", "What will be done: what, by whom, by which day");
        assertThat(PdfText.pages(pdf)).isEqualTo(3);
        assertThat(PdfText.from(3, pdf)).contains("Your response", "How do you see the concern?", "Name and role");
        assertThat(PdfText.of(PAGE.pdf(html("concern-form", "missing")))).contains("In proceedings No", "Your response")
                .doesNotContain("Please respond by").doesNotContain("Why it cannot wait").doesNotContain("Kind").doesNotContain(
                        "child’s voice");
    }

    @Test
    @Clause("C-45 C-93 C-94 C-95")
    void theSolicitorReadsTheResponse_orThatItIsAwaited_orThatNoneCame_andDecides() {
        assertThat(PdfText.of(PAGE.pdf(html("concern-solicitor", "usual"))))
                .contains("of the Independent Reviewing Officer, with the response", "The Deputy Head of Service has known of it since "
                + "14/12/2026", "Received on 14/12/2026", "A place is found from January.", "Why it is relevant",
                "the decision is yours")
                .doesNotContain("Awaited").doesNotContain("No response").doesNotContain("advice")
                .doesNotContain("The Senior IRO takes");
        Map<String, String> values = values("usual");
        values.remove("concern.response");
        assertThat(PdfText.of(PAGE.pdf(html("concern-solicitor", values)))).contains("Awaited; asked for by 14/12/2026.")
                .doesNotContain("Received on").doesNotContain("with the response");
        Map<String, String> later = new HashMap<>(values);
        later.remove("concern.responseWanted");
        assertThat(PdfText.of(PAGE.pdf(html("concern-solicitor", later)))).contains("None in writing was asked for: the concern "
                + "began at a later stage.").doesNotContain("Awaited");
        values.put("due.dispute-response-extended", "18/12/2026");
        assertThat(PdfText.of(PAGE.pdf(html("concern-solicitor", values)))).contains("more time given until 18/12/2026.");
        values.put("concern.noResponse", "yes");
        assertThat(PdfText.of(PAGE.pdf(html("concern-solicitor", values)))).contains("No response by the deadline, 14/12/2026.")
                .doesNotContain("Awaited");
    }

    @Test
    @Clause("C-109 C-110 C-112 C-113 C-114 P-33")
    void recordsOfStagesSayWhoWhenAndWhatWillBeDone_andTheClosingLetterHowItEnded() {
        assertThat(PdfText.of(PAGE.pdf(html("concern-stage-2-record", "usual")))).contains("Held on 14/12/2026 at 15:00",
                "Urgent action plan", "taken by 21/12/2026");
        assertThat(PdfText.of(PAGE.pdf(html("concern-stage-3-record", "usual")))).contains("Held on 17/12/2026",
                "Chair Quentin Quality",
                "What will be done").doesNotContain("No meeting");
        assertThat(PdfText.of(PAGE.pdf(html("concern-stage-3-record", "missing")))).contains("No meeting is recorded.")
                .doesNotContain("Chair");
        assertThat(PdfText.of(PAGE.pdf(html("concern-closed", "usual")))).contains("Outcome Resolved", "Ended on 22/12/2026",
                "Child told how it ended Told by the IRO on a visit.",
                "What was promised, and where it stands", "Thank you for the time");
        assertThat(PdfText.of(PAGE.pdf(html("concern-guardian-alert", "usual")))).contains("Dear Gita Guardian",
                "You need not do anything", "Form issued 23/11/2026");
        for (String name : List.of("concern-form", "concern-guardian-alert", "concern-solicitor", "concern-stage-2-record",
                "concern-stage-3-record", "concern-closed")) {
            assertThat(PdfText.of(PAGE.pdf(html(name, "missing")))).doesNotContainIgnoringCase("dispute").doesNotContain("null");
        }
    }

    private static void concern(Map<String, String> values) {
        values.putAll(Map.of("seniorIro.name", "Senga Senior", "due.dispute-response", "14/12/2026",
                "due.dispute-stage-2-actions",
                "21/12/2026", "due.dispute-stage-3-actions", "24/12/2026"));
        Map.of("number", "2", "stage", "Stage 2: senior IRO and deputy head of service", "issuedOn", "23/11/2026", "raisedOn",
                "16/11/2026", "person", "Sol Worker", "manager", "Tom Teamlead", "nextHearing", "18/12/2026", "inProceedings",
                "yes",
                "seniorManagerToldOn", "14/12/2026", "responseWanted", "yes").forEach((key, value) -> values.put("concern." + key, value));
        Map.of("category", "Drift and delay", "severity", "Serious enough for immediate action", "humanRights", "Article 8",
                "evidence", "No school since September.\nAsked at two reviews.", "impact", "Falls behind, and is lonely.",
                "wishes",
                "“I want to go to school with my brother.”", "resolution", "A school place.", "resolutionBy", "18/12/2026",
                "immediateReason", "The placement may end over it.", "relevantWhy", "The plan before the court names a school.")
                .forEach((key, value) -> values.put("concern." + key, value));
        Map.of("spokenAt", "23/11/2026 at 09:10", "spokenName", "Dora Deputy", "spokenWhat", "Will call the school today.",
                "childToldConcern", "Yes, on 20/11/2026", "advocateOffered", "Yes", "complaintsExplained", "Yes", "department",
                "Education", "discussedNote", "The Senior IRO takes it to stage 2.", "difference", "Goes to school every day.",
                "childToldOutcome", "Told by the IRO on a visit.").forEach((key, value) -> values.put("concern." + key, value));
        Map.of("response", "A place is found from January.", "responseOn", "14/12/2026", "responseFrom", "Tom Teamlead",
                "responseHow",
                "By telephone", "stage2At", "14/12/2026 at 15:00", "stage2With", "Senga Senior, Dora Deputy", "stage2Summary",
                "The place is needed now.", "stage2Plan", "Home tuition from 16/12/2026 (Dora Deputy)", "promises",
                "School place: in place on 05/01/2027\nHome tuition: in place on 16/12/2026", "outcome", "Resolved")
                .forEach((key, value) -> values.put("concern." + key, value));
        Map.of("stage3At", "15/12/2026 at 11:00", "stage3With", "Hana Head, Quentin Quality", "stage3Summary",
                "A meeting is needed.",
                "meetingReason", "The school has to be there.", "meetingOn", "17/12/2026", "meetingChair", "Quentin Quality",
                "meetingAttended", "Sol Worker, Ines Reviewer, Tom Teamlead, Hana Head", "meetingMissing", "Nobody",
                "meetingSummary",
                "The school takes the child on 5 January.", "stage3Plan", "Transport from 05/01/2027 (Tom Teamlead)")
                .forEach((key, value) -> values.put("concern." + key, value));
        values.putAll(Map.of("concern.outcomeReason", "The child is in school.", "concern.closedOn", "22/12/2026"));
    }

    @Test
    void missingOptionalDataLeavesNoEmptyRows() {
        String text = PdfText.of(PAGE.pdf(html("iro-notice", "missing")));
        assertThat(text).contains("Ines Reviewer").doesNotContain("Telephone").doesNotContain("Next review")
                .doesNotContain("A note from the IRO").doesNotContain("person number");
    }

    @Test
    void longestDataFillsPagesAndLosesNothing() {
        byte[] pdf = PAGE.pdf(html("iro-notice", "longest"));
        assertThat(PdfText.pages(pdf)).isGreaterThan(1);
        assertThat(PdfText.of(pdf)).contains("end of the note").contains("Page 2 of ");
    }

    @Test
    void anAccentTypedAsACharacterOfItsOwnIsPrintedWithItsLetter() {
        String pdf = PdfText.of(PAGE.pdf(PAGE.html(Jsoup.parse("<html lang='en-GB'><head><title>Office</title></head><body>"
                + "<p>Dear Zoe\u0308, the office is in <strong>Rene\u0301e’s</strong> flat.</p></body></html>"), "Derby", "DBY-1")));
        assertThat(pdf).contains("Dear Zo\u00eb, the office is in Ren\u00e9e’s flat.");
    }

    @Test
    void nothingIsLoadedFromOutside() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Path secret = Files.writeString(Path.of("target/secret.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        try (var server = new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            Thread listener = new Thread(() -> listen(server, asked));
            listener.setDaemon(true);
            listener.start();
            String base = "http://127.0.0.1:" + server.getLocalPort();
            PAGE.pdf("<html lang=\"en-GB\"><head><title>x</title><meta name=\"description\" content=\"x\">"
                    + "<link rel=\"stylesheet\" href=\""
                    + base + "/a.css\"><style>@import url('" + base + "/b.css'); p { background: url('" + base
                    + "/c.png') } body { font-family: 'Noto Sans' }</style></head><body><p>x</p><img alt=\"x\" src=\"" + base
                    + "/d.png\"><img alt=\"y\" src=\"" + secret.toUri() + "\"></body></html>");
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void tellsWhatCannotBePrinted() {
        assertThat(PAGE.printable(Jsoup.parse("<p>Zoë Łukasiewicz-Nguyễn O’Brien – Ж α</p>"))).isTrue();
        assertThat(PAGE.printable(Jsoup.parse("<p>明日</p>"))).isFalse();
    }

    private static void listen(java.net.ServerSocket server, AtomicInteger asked) {
        try {
            while (true) {
                server.accept().close();
                asked.incrementAndGet();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static String html(String name, String data) {
        return html(name, values(data));
    }

    private static String html(String name, Map<String, String> values) {
        LetterTemplate template = LetterTemplate.parse(name, House.letter(name));
        return PAGE.html(template.fill(values::get), values.get("authority.name"), values.get("reference"));
    }

    private static Map<String, String> values(String data) {
        Map<String, String> values = new HashMap<>();
        if (data.equals("usual") || data.equals("longest") || data.equals("shortest")) {
            List.of("guardian-final-plan", "guardian-final-discussion", "guardian-handover", "documents-confirmed",
                    "letter-to-child").forEach(rule -> values.put("due." + rule, "05/01/2027"));
            values.putAll(Map.of("due.closing-meeting", "19/01/2027", "workingOut.guardian-handover",
                    "10 working days from Friday 18 December 2026 is Tuesday 5 January 2027; weekends, 25 and 28 December and "
                    + "1 January do not count. Counted from the end of proceedings.", "child.lookedAfter", "yes",
                    "childrensGuardian.phone", "01332 496 111", "childrensGuardian.email", "gita@cafcass.example.org",
                    "cafcassServiceManager.name", "Sam Manager", "cafcassServiceManager.email", "sam@cafcass.example.org",
                    "settings.advocate.contact", "Derby Advocates, telephone 01332 496 222"));
            values.putAll(Map.of("teamManager.name", "Tom Teamlead", "socialWorker.name", "Sol Worker",
                    "cafcassBusinessSupport.name", "Bea Support", "entry.childInvited", "Yes", "entry.reviewTime", "10:30", "entry.reviewPlace",
                    "Council House, room 3"));
        }
        if (!values.isEmpty()) {
            concern(values);
        }
        values.putAll(Map.of("entry.reviewDay", "Tuesday 12 January 2027", "entry.reviewKind", "First review"));
        values.putAll(Map.of("entry.outcomeText", "An interim care order was made.", "entry.outcomeFrom", "Lorna Solicitor",
                "entry.outcomeExpectedOn", "12/01/2027", "entry.discussedOn", "18/12/2026", "entry.discussedTopic", "Placement",
                "entry.issueText", "The carers have given notice.", "entry.practiceText", "She went with him to his new school."));
        values.putAll(Map.of("entry.meetingAt", "12/01/2027 at 14:00", "entry.meetingPlace", "Council House, room 3, or online",
                "childrensGuardian.name", "Gita Guardian"));
        values.putAll(Map.of("referral.senderName", "Ines Reviewer", "referral.grounds", "Unreasonable decision to move the child",
                "referral.notDone", "Three moves without a plan.", "referral.impact", "He asked for it.", "referral.timetable",
                "School begins in a new year.", "referral.localProcess", "It goes on beside this referral", "referral.outcome",
                "That Cafcass considers proceedings."));
        values.putAll(Map.of("reference", "DBY-7KQ2", "today", "02/12/2026",
                "authority.name", "Derby City Council", "recipient.name", "Gita Guardian", "child.name", House.CHILD,
                "child.dateOfBirth", "17/05/2020", "iro.name", "Ines Reviewer",
                "settings.mailbox.review-clerks", "review.clerks@derby.example.org"));
        values.putAll(Map.of("settings.term.concern", "concern", "settings.term.concern-form",
                "Quality Assurance Form", "settings.term.child", "child"));
        if (data.equals("nobody")) {
            values.keySet().removeAll(List.of("iro.name", "childrensGuardian.name"));
            values.put("recipient.name", "Cafcass Service Manager");
        }
        if (!data.equals("usual") && !data.equals("longest") && !data.equals("shortest")) {
            return values;
        }
        values.putAll(Map.of("personNumber", "P1234567", "iro.phone", "01332 496 000", "iro.email",
                "ines.reviewer@derby.example.org", "entry.nextReviewOn", "14/01/2027", "entry.note", "Tuesdays are best."));
        if (data.equals("shortest")) {
            values.replaceAll((key, value) -> key.contains("date") || key.equals("today") ? value : "X");
        }
        if (data.equals("longest")) {
            values.replaceAll((key, value) -> value + " " + LONG_WORD + LONG_WORD + " – " + LONG_WORD);
            values.put("entry.note", (LONG_WORD + " a longer note with <angles> & \"quotes\". ").repeat(60) + "end of the note");
        }
        return values;
    }
}
