package org.iroprotocol.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.referral.Referrals;
import org.springframework.stereotype.Component;

/** What the start form of a referral begins with, and its draft: both for the child's IRO alone (P-02, P-03). */
@Component
class ReferralForm {

    static final String PROCESS = "cafcass-referral";

    private static final int SEVENTEEN = 17;
    /** Not kept in a draft: supplied afresh each time. */
    private static final List<String> SUPPLIED = List.of("caseReference", "enclosureChoices", "age17", "siblings");

    private final Referrals referrals;
    private final ObjectMapper json;
    private final Clock clock;

    ReferralForm(Referrals referrals, ObjectMapper json, Clock clock) {
        this.referrals = referrals;
        this.json = json;
        this.clock = clock;
    }

    /** May this process be started for the case by that person? Everything but a referral may, as far as this goes. */
    boolean mayStart(SignedIn user, CaseFile file, String process) {
        return !process.equals(PROCESS) || referrals.mayRefer(file.reference(), user.userId());
    }

    Map<String, Object> given(SignedIn user, CaseFile file) {
        Map<String, Object> given = new HashMap<>(draft(user, file).map(Referrals.Draft::values).orElse(Map.of()));
        List<Referrals.Choice> choices = referrals.enclosures(file.reference());
        if (!choices.isEmpty()) {
            given.put("enclosureChoices", choices);
        }
        given.put("age17", file.ageOn(LocalDate.ofInstant(clock.instant(), London.ZONE)) == SEVENTEEN);
        return given;
    }

    Optional<Referrals.Draft> draft(SignedIn user, CaseFile file) {
        return referrals.draft(file.reference(), user.userId());
    }

    /** When that person's draft was kept; null without one. */
    String keptAt(SignedIn user, CaseFile file) {
        return draft(user, file).map(draft -> London.minute(draft.keptAt())).orElse(null);
    }

    void keep(SignedIn user, CaseFile file, Map<String, JsonNode> typed) {
        Map<String, Object> values = new HashMap<>();
        typed.forEach((key, value) -> {
            if (!SUPPLIED.contains(key) && value != null && !value.isNull()) {
                values.put(key, json.convertValue(value, Object.class));
            }
        });
        referrals.keepDraft(file.reference(), user.userId(), values);
    }

    void drop(SignedIn user, CaseFile file) {
        referrals.dropDraft(file.reference(), user.userId());
    }
}
