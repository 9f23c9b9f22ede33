package org.iroprotocol.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.EventKind;
import org.iroprotocol.casefile.TimelineRecord;
import org.iroprotocol.dispute.Concern;
import org.springframework.stereotype.Component;

/** Start forms about concerns as this case fills them: which concern is meant, or which informal challenge is raised formally. */
@Component
class ConcernChoices {

    static final String RAISE = "dispute-escalation";

    private static final String NUMBER = "concernNumber";

    private final ConcernReader concerns;
    private final CaseFiles files;

    ConcernChoices(ConcernReader concerns, CaseFiles files) {
        this.concerns = concerns;
        this.files = files;
    }

    /**
     * Changes the form given: concerns are chosen from a list, and where there is nothing to choose the answer stands there.
     *
     * @param number the concern the reader comes from; null for none
     * @param only   whether the only one that is open is meant where the reader comes from none
     * @return what the form is filled with
     */
    Map<String, Object> fit(SignedIn user, CaseReader.Open open, JsonNode schema, String number, boolean only) {
        if (!open.sees(Section.CONCERNS) || !(field(schema, NUMBER) instanceof ObjectNode field)) {
            return Map.of();
        }
        List<Concern> known = concerns.of(open, user).seen().stream().map(ConcernReader.Seen::concern)
                .filter(concern -> !ConcernSight.draft(concern)).toList();
        List<Concern> notClosed = known.stream().filter(concern -> concern.state() != Concern.State.CLOSED).toList();
        Optional<Concern> meant = known.stream().filter(concern -> String.valueOf(concern.number()).equals(number)).findFirst()
                .or(() -> only && notClosed.size() == 1 ? Optional.of(notClosed.get(0)) : Optional.empty());
        if (known.isEmpty()) {
            return Map.of();
        }
        ArrayNode values = choose(field);
        for (Concern concern : meant.map(List::of).orElse(known)) {
            values.addObject().put("value", String.valueOf(concern.number())).put("label", label(concern));
        }
        field.put("readonly", meant.isPresent());
        field.remove("description");
        Map<String, Object> given = new HashMap<>();
        meant.ifPresent(concern -> given.put(NUMBER, String.valueOf(concern.number())));
        return given;
    }

    /** What was said in an informal challenge that has not been raised formally yet; empty for any other record. */
    Optional<TimelineRecord> challenge(SignedIn user, CaseReader.Open open, String record) {
        return !open.sees(Section.TIMELINE) ? Optional.empty() : files.timeline(open.file().reference()).stream()
                .filter(one -> one.id().toString().equals(record) && one.kind().equals(EventKind.INFORMAL_CHALLENGE)
                        && one.errorReason() == null)
                .findFirst()
                .filter(one -> !concerns.of(open, user).challenges().containsKey(one.id()));
    }

    /** The challenge stands in the form in words; what is sent is its id. */
    static Map<String, Object> carryOver(TimelineRecord challenge) {
        String id = challenge.id().toString();
        return Map.of("recordId", id, "records", List.of(new SiblingChoices.Choice(id,
                London.text(challenge.happened()) + ": " + challenge.summary())));
    }

    private static ArrayNode choose(ObjectNode field) {
        field.put("type", "select");
        field.remove("valuesKey");
        if (field.path("validate") instanceof ObjectNode validate) {
            validate.remove(List.of("pattern", "maxLength"));
        }
        return field.putArray("values");
    }

    private static String label(Concern concern) {
        return concern.number() + concern.text("category").map(category -> ": " + category).orElse("") + " ("
                + ConcernReader.since(concern) + (concern.state() == Concern.State.CLOSED ? ", closed" : "") + ")";
    }

    /** The component with that key, at whatever depth; null when there is none. */
    private static JsonNode field(JsonNode node, String key) {
        if (key.equals(node.path("key").asText())) {
            return node;
        }
        for (JsonNode child : node.path("components")) {
            JsonNode found = field(child, key);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
