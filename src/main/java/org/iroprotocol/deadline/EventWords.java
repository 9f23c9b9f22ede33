package org.iroprotocol.deadline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The events deadlines count from, in the words people use. An authority's own event is named by its id, in words. */
final class EventWords {

    /** Reckoned from the hearings that are listed, never recorded. */
    static final String NEXT_HEARING = "next-hearing";

    private static final Map<String, Words> WORDS = new LinkedHashMap<>();

    static {
        put("birth", "the child's date of birth");
        put("looked-after-since", "the date the child became looked after");
        put("proceedings-issued", "the date of issue", "the issue of proceedings");
        put("iro-allocated", "the IRO's allocation");
        put("cafcass-allocated", "Cafcass's allocation");
        hearing("first-hearing", "the first hearing");
        hearing("cmh", "the case management hearing");
        hearing("fcmh", "the further case management hearing");
        hearing("irh", "the issues resolution hearing");
        hearing("final-hearing", "the final hearing");
        hearing(NEXT_HEARING, "the next hearing");
        put("timetable-ended", "the date the court's timetable ended", "the end of the court's timetable");
        put("document-filed", "the date the document was filed", "the filing of the document");
        put("document-served", "the date the document was served", "the service of the document");
        put("document-sent", "the date the document was sent to the IRO", "the sending of the document");
        put("document-relevance-asked", "the date the IRO asked again", "the IRO asking again");
        put("document-outcome-asked", "the day the final documents were due", "the final documents not having come in time");
        put("document-received", "the date the document was received", "the receipt of the document");
        put("first-review", "the date of the first review", "the first review");
        put("review", "the date of the review", "the review");
        put("review-held", "the date the review was held", "the review as held");
        put("first-review-held", "the date the first review was held", "the first review as held");
        put("review-adjourned", "the date the review was adjourned", "the adjournment of the review");
        put("review-decisions-circulated", "the date the decisions were circulated", "the circulation of the decisions");
        put("discussion-held", "the date of the discussion", "the discussion");
        put("good-practice", "the date the good practice was seen", "the good practice as seen");
        put("significant-issue", "the date the issue was raised", "the significant issue");
        put("proceedings-ended", "the end of proceedings");
        put("guardian-final-plan", "the guardian's final court care plan");
        put("guardian-final-discussion", "the final discussion of guardian and IRO");
        put("guardian-handover", "the guardian's written handover");
        put("documents-confirmed", "the guardian's confirmation that the documents were forwarded");
        put("letter-to-child", "the guardian's letter to the child");
        put("guardian-work-ended", "the end of the guardian's work");
        put("plan-changed", "the change of the care plan at the final hearing");
        put("closing-meeting-required", "the decision that guardian and IRO meet");
        put("closing-meeting", "the date of the meeting", "the meeting of guardian and IRO");
        put("closing-meeting-held", "the date guardian and IRO met", "the meeting of guardian and IRO as held");
        put("looked-after-ended", "the date the child stopped being looked after");
        put("died", "the date of death", "the child's death");
        put("responsibility-moved", "the date responsibility moved to another authority",
                "the move of responsibility to another authority");
        put("referral-sent", "the date the referral was sent", "the sending of the referral");
        put("referral-reported", "the date Cafcass's report came", "Cafcass's report");
        put("referral-received", "the date Cafcass Legal received the referral", "Cafcass Legal's receipt of the referral");
        put("decision-challenged", "the date of the decision or act that is challenged",
                "the decision or act that is challenged");
        put("concern-identified", "the date the concern was identified", "the concern being identified");
        put("immediate-action-needed", "the decision that immediate action is needed");
        put("dispute-manager-informed", "the date the manager was informed", "the manager being informed");
        put("qa-form-issued", "the date the concern was issued", "the issue of the concern");
        put("stage-1-entered", "the concern reaching stage 1");
        put("stage-1-response", "the response at stage 1");
        put("stage-1-unsatisfactory", "the response being judged not satisfactory");
        put("stage-1-overdue", "the end of the time for the response at stage 1");
        put("response-extended", "the new date agreed for the response");
        put("senior-iro-discussion", "the discussion with the senior IRO");
        put("first-dispute-discussion", "the first recorded discussion");
        put("resolution-wanted-by", "the date by which the IRO wants it put right");
        put("stage-2-entered", "the concern reaching stage 2");
        put("stage-2-discussion", "the stage 2 discussion");
        put("stage-3-entered", "the concern reaching stage 3");
        put("stage-3-discussion", "the stage 3 discussion");
        put("stage-3-meeting", "the stage 3 meeting");
        put("stage-4-entered", "the concern reaching stage 4");
        put("stage-4-discussion", "the stage 4 discussion");
        put("promise-due", "the date an action was promised for", "the day the action was promised for");
        put("dispute-settled", "the date the concern was settled", "the concern being settled");
        put("dispute-child-told", "the date the child was told of the outcome", "the child being told of the outcome");
        put("dispute-senior-manager-told", "the date the senior manager was told", "the senior manager being told");
        put("dispute-solicitor-told", "the date the case solicitor was told", "the case solicitor being told");
        put("court-informed", "the date the court was informed", "the court being informed");
        put("protocol-signed", "the last signature of the protocol");
        put("protocol-first-signed", "the first signature of the protocol");
        put("protocol-review-held", "the date the protocol's review was held", "the protocol's review as held");
        put("complaint-made", "the date of the complaint", "the complaint");
        put("complaint-stage-2-started", "the start of the complaint's stage 2");
        put("complaint-panel-requested", "the request for a complaints panel");
        put("breach-known", "the moment the breach became known");
    }

    private EventWords() {
    }

    /** Ids of the events the national protocol knows. */
    static Set<String> kinds() {
        return WORDS.keySet();
    }

    /** Kinds of events that are hearings of the court; the next one, being one of them, is not named. */
    static boolean isHearing(String kind) {
        return !kind.equals(NEXT_HEARING) && WORDS.containsKey(kind) && isHearing(WORDS.get(kind));
    }

    private static boolean isHearing(Words words) {
        return words.awaited().startsWith("the hearing date");
    }

    /** "Waiting for the hearing date (case management hearing)". */
    static String waiting(boolean all, List<String> awaited) {
        List<String> once = awaited.stream().distinct().toList();
        return "Waiting for " + (all ? list(once) : String.join(" or ", once));
    }

    /** "the hearing date (case management hearing)". */
    static String awaited(String kind) {
        return words(kind).awaited();
    }

    /**
     * Why another rule's date is counted from: "The case management hearing is not listed; the earliest it can be is day 12,
     * the day of issue being day 1".
     *
     * @param unknown events that would count first were they known; may be empty
     */
    static String instead(List<String> unknown, DeadlineRule other) {
        String why = list(unknown.stream().map(EventWords::unknown).toList());
        String what = other.id().equals("cmh-earliest") && unknown.contains("cmh")
                ? "the earliest it can be is" + pdDay(other) : "“" + other.label() + "” counts";
        String text = why.isEmpty() ? what : why + "; " + what;
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Practice Direction 12A numbers the days with the day of issue as day 1. */
    private static String pdDay(DeadlineRule other) {
        return other.unit() == DeadlineRule.Unit.WORKING_DAYS && !other.before()
                && other.from().equals(List.of("proceedings-issued"))
                ? " day " + (other.amount() + 1) + ", the day of issue being day 1" : "";
    }

    private static String unknown(String kind) {
        return words(kind).named() + (isHearing(words(kind)) ? " is not listed" : " is not known");
    }

    /** "the case management hearing". */
    static String named(String kind) {
        return words(kind).named();
    }

    /** An event in words, or “Earliest day for the case management hearing” for a rule whose due day counts. */
    static String named(String name, Function<String, DeadlineRule> others) {
        DeadlineRule other = others.apply(name);
        return other == null ? named(name) : "“" + other.label() + "”";
    }

    /** "a, b and c". */
    static String list(List<String> items) {
        int last = items.size() - 1;
        return last < 1 ? String.join("", items) : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }

    private static Words words(String kind) {
        Words words = WORDS.get(kind);
        String plain = kind.replace('-', ' ');
        return words != null ? words : new Words("the date of: " + plain, plain);
    }

    private static void put(String kind, String both) {
        put(kind, both, both);
    }

    private static void put(String kind, String awaited, String named) {
        WORDS.put(kind, new Words(awaited, named));
    }

    private static void hearing(String kind, String named) {
        put(kind, "the hearing date (" + named.replaceFirst("^the ", "") + ")", named);
    }

    private record Words(String awaited, String named) {
    }
}
