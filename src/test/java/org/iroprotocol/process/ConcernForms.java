package org.iroprotocol.process;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.iroprotocol.calendar.London;
import org.iroprotocol.dispute.Concern;

/** Fills in the forms of a concern at random, always so that they should be accepted. */
class ConcernForms {

    static final List<String> STAGES = List.of("stage-1", "stage-2", "stage-3", "stage-4");

    private final Random random;
    private boolean ending;

    ConcernForms(Random random) {
        this.random = random;
    }

    /** From now on whoever decides settles it. */
    void end() {
        ending = true;
    }

    Map<String, Object> of(String step, Concern concern) {
        return switch (step) {
            case "write-concern" -> written();
            case "tell-manager" -> new HashMap<>(Map.of("spokenTo", one("service-manager", "deputy-head-of-service"), "spokenName",
                    "Dana", "spokenAt", moment(), "spokenWhat", "It cannot wait.", "safeguardingConsidered", true, "urgentStage",
                    one(STAGES)));
            case "judge-response" -> judged();
            case "discuss-and-decide" -> with(decided(concern, "decidedPlan", true), "discussedAt", moment(), "discussedWith",
                    "Senior", "discussedNote", "We talked.");
            case "discuss-with-deputy" -> new HashMap<>(Map.of("stage2At", moment(), "stage2With", "Dana Deputy"));
            case "record-stage-2" -> with(plan("stage2Plan", maybe(2)), "stage2Summary", "We agreed.");
            case "decide-stage-2" -> decided(concern, "decided2Plan", false);
            case "record-heads-discussion" -> with(plan("stage3DiscussionPlan", maybe(3)), "stage3At", moment(), "stage3With",
                    "Hari Head", "stage3Summary", "They talked.", "meetingNeeded", one("yes", "no"), "meetingReason",
                    "As they see it.");
            case "record-meeting" -> met();
            case "decide-stage-3" -> decided(concern, "decided3Plan", false);
            case "record-director-discussion" -> with(plan("stage4Plan", maybe(3)), "stage4At", moment(), "stage4With", "Director",
                    "stage4Summary", "They talked.", "stage4Possible", one("yes", "no"));
            case "decide-stage-4" -> decided(concern, "decided4Plan", false);
            case "check-promises" -> new HashMap<>(Map.of("promises", promises(concern)));
            case "close-concern" -> closed();
            case "confirm-concern-passed-on" -> new HashMap<>(Map.of("passedOnHow", one("passed-on", "ended"), "passedOnWhat",
                    "Leicester knows."));
            default -> throw new IllegalStateException("no form is known for " + step);
        };
    }

    /** What somebody records beside the tasks; the parts every kind needs. */
    Map<String, Object> report(String kind, Concern concern) {
        Map<String, Object> form = new HashMap<>(Map.of("reportKind", kind, "concernNumber", String.valueOf(concern.number())));
        switch (kind) {
            case "response" -> {
                LocalDate issued = concern.issued() == null ? today() : concern.issued().date();
                long days = ChronoUnit.DAYS.between(issued, today());
                form.putAll(Map.of("responseOn", issued.plusDays(random.nextInt((int) days + 1)).toString(), "responseHow",
                        one("e-mail", "form", "telephone", "meeting"), "responseFrom", "Tina Manager", "response", "We shall see."));
            }
            case "stage" -> form.putAll(Map.of("goesTo", one(later(concern)), "decisionReason", "It does not move."));
            case "ended" -> form.putAll(Map.of("endedHow", one("resolved", "withdrawn", "not-looked-after", "not-resolved"),
                    "decisionReason", "As it is."));
            case "told" -> form.put(one("childToldOn", "advocateOn", "complaintsOn"), today().toString());
            default -> form.put(one("solicitorToldOn", "courtInformedOn"), today().toString());
        }
        return form;
    }

    /** Stages after the one it is in; a stage it cannot go to where there is none. */
    static List<String> later(Concern concern) {
        int reached = concern.stage() == null ? -1 : STAGES.indexOf(concern.stage());
        return reached < 0 || reached == STAGES.size() - 1 ? List.of("stage-1") : STAGES.subList(reached + 1, STAGES.size());
    }

    private Map<String, Object> written() {
        Map<String, Object> form = new HashMap<>(ConcernHouse.CONCERN);
        if (!ending && maybe(8)) {
            form.put("keepDraft", true);
            return form;
        }
        form.put("relevantToCourt", one("yes", "yes", "no"));
        form.put("relevantWhy", "It is about school.");
        if (form.get("relevantToCourt").equals("yes")) {
            form.remove("relevantWhy");
        }
        if (maybe(3)) {
            form.put("alertGuardian", true);
        }
        form.put("about", one("usual", "usual", "other", "department"));
        if (!form.get("about").equals("usual")) {
            form.putAll(Map.of("managerName", "Max Other", "managerEmail", "max@derby.example"));
        }
        if (form.get("about").equals("department")) {
            form.putAll(Map.of("department", "Housing", "directorName", "Dora Director", "directorEmail", "dora@derby.example"));
        }
        if (maybe(3)) {
            form.putAll(Map.of("immediateAction", "yes", "immediateReason", "It cannot wait."));
        } else if (maybe(3)) {
            form.putAll(Map.of("firstStage", one(STAGES), "firstStageReason", "It was tried."));
        }
        return form;
    }

    private Map<String, Object> judged() {
        String judgement = ending ? "yes" : one("yes", "promised", "no", "no");
        return with(judgement.equals("promised") ? plan("stage1Plan", true) : new HashMap<>(), "judgement", judgement, "judgedNote",
                "As I see it.");
    }

    private Map<String, Object> decided(Concern concern, String list, boolean moreTime) {
        List<String> decisions = new ArrayList<>(List.of("resolved", "promised", "closed"));
        if (!ending && !concern.stage().equals("stage-4")) {
            decisions.addAll(List.of("goes-on", "goes-on", "goes-on", "goes-on"));
            if (moreTime) {
                decisions.addAll(List.of("more-time", "more-time"));
            }
        }
        String decision = one(ending ? List.of("resolved", "closed") : decisions);
        Map<String, Object> form = with(decision.equals("promised") ? plan(list, true) : new HashMap<>(), "decision", decision,
                "decisionReason", "As we talked.");
        if (decision.equals("goes-on")) {
            form.put("goesTo", one(later(concern)));
        } else if (decision.equals("more-time")) {
            form.put("newDate", today().plusDays(1 + random.nextInt(12)).toString());
        }
        return form;
    }

    private Map<String, Object> met() {
        Map<String, Object> form = plan("stage3Plan", maybe(2));
        form.putAll(Map.of("meetingOn", today().toString(), "meetingChair", "Head of QA", "meetingAttended",
                new ArrayList<>(List.of("social-worker", "iro", "team-manager", "head-of-service-qa", "deputy-head-of-service")),
                "meetingSummary", "All agreed."));
        if (maybe(3)) {
            form.put("meetingAttended", new ArrayList<>(List.of("iro", "head-of-service-qa")));
            form.put("meetingMissing", "The others were ill.");
        }
        return form;
    }

    private List<Map<String, Object>> promises(Concern concern) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < concern.actions().size(); i++) {
            if (concern.actions().get(i).open() && (ending || maybe(2))) {
                Map<String, Object> row = new HashMap<>(Map.of("promiseNumber", String.valueOf(i + 1)));
                if (maybe(3)) {
                    row.put("promiseDropped", "The child has moved.");
                } else {
                    row.putAll(Map.of("promiseInPlaceOn", today().toString(), "promiseDifference", "none yet"));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private Map<String, Object> closed() {
        Map<String, Object> form = new HashMap<>(Map.of("difference", "The plan has begun."));
        Map.of("childToldOn", "childNotTold", "advocateOn", "advocateWhyNot", "complaintsOn", "complaintsWhyNot").entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(pair -> form.put(maybe(2) ? pair.getKey() : pair.getValue(), ""));
        form.replaceAll((key, value) -> !value.equals("") ? value : key.endsWith("On") ? today().toString() : "There was no need.");
        return form;
    }

    private Map<String, Object> plan(String list, boolean some) {
        Map<String, Object> form = new HashMap<>();
        if (some && !ending) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(2); i++) {
                Map<String, Object> row = new HashMap<>(Map.of("planAction", "Begin part " + i, "planOwner", "Sam"));
                if (maybe(2)) {
                    row.put("planDue", today().plusDays(random.nextInt(20)).toString());
                }
                rows.add(row);
            }
            form.put(list, rows);
        }
        return form;
    }

    private static Map<String, Object> with(Map<String, Object> form, Object... more) {
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i].toString(), more[i + 1]);
        }
        return form;
    }

    private static LocalDate today() {
        return LocalDateTime.ofInstant(ClockUtil.getCurrentTime().toInstant(), London.ZONE).toLocalDate();
    }

    /** Up to three hours ago, by the minute. */
    private String moment() {
        return LocalDateTime.ofInstant(ClockUtil.getCurrentTime().toInstant(), London.ZONE).minusMinutes(random.nextInt(180))
                .truncatedTo(ChronoUnit.MINUTES).toString();
    }

    boolean maybe(int in) {
        return random.nextInt(in) == 0;
    }

    String one(String... these) {
        return these[random.nextInt(these.length)];
    }

    <T> T one(List<T> these) {
        return these.get(random.nextInt(these.size()));
    }
}
