package org.iroprotocol.referral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.referral.Referral.Part;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts referrals together from their tables and the events of their cases, and keeps drafts. */
@Service
@Transactional(readOnly = true)
class StoredReferrals implements Referrals {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> VALUES = new TypeReference<>() { };
    private static final int LONGEST_DRAFT = 200_000;
    private static final String CLOSE = "weigh-report";

    private final ReferralRows rows;
    private final CaseFiles files;
    private final CaseForms forms;
    private final ChildsIro iro;
    private final Enclosures enclosures;

    StoredReferrals(ReferralRows rows, CaseFiles files, CaseForms forms, ChildsIro iro, Enclosures enclosures) {
        this.rows = rows;
        this.files = files;
        this.forms = forms;
        this.iro = iro;
        this.enclosures = enclosures;
    }

    @Override
    public List<Referral> ofCase(String caseReference) {
        return rows.ofCase(caseReference).stream().map(this::referral).toList();
    }

    @Override
    public boolean mayRefer(String caseReference, String userId) {
        return iro.is(caseReference, userId);
    }

    @Override
    public Optional<Draft> draft(String caseReference, String userId) {
        return !iro.is(caseReference, userId) ? Optional.empty()
                : rows.draft(caseReference, userId).map(row -> new Draft(values(row.text()), row.keptAt()));
    }

    @Override
    @Transactional
    public void keepDraft(String caseReference, String userId, Map<String, Object> values) {
        forms.locked(caseReference);
        if (!iro.is(caseReference, userId)) {
            throw ChildsIro.refused();
        }
        try {
            String text = JSON.writeValueAsString(values);
            if (text.length() > LONGEST_DRAFT) {
                throw new RefusedException(null, "This is too long to keep: " + LONGEST_DRAFT + " characters at most. Shorten it.");
            }
            rows.keepDraft(caseReference, text, userId);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a draft cannot be kept", e);
        }
    }

    @Override
    @Transactional
    public void dropDraft(String caseReference, String userId) {
        if (iro.is(caseReference, userId)) {
            rows.dropDraft(caseReference, userId);
        }
    }

    @Override
    public List<Choice> enclosures(String caseReference) {
        return enclosures.choices(caseReference);
    }

    @Override
    public Map<String, Object> startsWith(String processInstanceId, String step) {
        return !step.equals(CLOSE) ? Map.of() : rows.ofInstance(processInstanceId).map(this::referral)
                .map(referral -> Map.<String, Object>of("soFar", soFar(referral))).orElse(Map.of());
    }

    /** What Cafcass said first, because that is what is weighed; then what was asked for. */
    private static String soFar(Referral referral) {
        return referral.texts().stream().filter(text -> text.part() == Part.NEWS).map(StoredReferrals::line)
                .collect(Collectors.joining("\n")) + referral.text("outcome").map(text -> "\n\nYou had asked for: " + text).orElse("");
    }

    private static String line(Referral.Text text) {
        return text.label() + (text.label().endsWith("?") ? " " : ": ") + text.text();
    }

    private static Map<String, Object> values(String draft) {
        try {
            return JSON.readValue(draft, VALUES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the draft of a referral cannot be read", e);
        }
    }

    Referral referral(ReferralRows.Row row) {
        return new Referral(row.id(), row.caseReference(), row.number(), row.processInstanceId(), row.state(), row.concern(),
                row.sentBy(), row.senderName(), event(row, "referral-sent"), event(row, "referral-received"),
                event(row, "referral-allocated"), event(row, "referral-la-legal-told"), event(row, "referral-reported"),
                event(row, "referral-council-told"), row.closedAt(), rows.texts(row.id()), rows.enclosures(row.id()));
    }

    private When event(ReferralRows.Row row, String kind) {
        return files.event(row.caseReference(), kind, row.id().toString()).map(CaseEvent::value).orElse(null);
    }

    static String day(When when) {
        return when == null ? null : London.day(when.date());
    }
}
