package org.iroprotocol.dispute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseFiles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts concerns together from their tables and the events of their cases. */
@Service
@Transactional(readOnly = true)
class StoredConcerns implements Concerns {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> VALUES = new TypeReference<>() { };
    private static final String WRITE = "write-concern";
    private static final String TELL = "tell-manager";
    private static final String CHECK = "check-promises";
    private static final String OUT_OF_HOURS = "out-of-hours.phone";

    private final DisputeRows rows;
    private final CaseFiles files;
    private final Settings settings;
    private final RoleTable roles;

    StoredConcerns(DisputeRows rows, CaseFiles files, Settings settings, RoleTable roles) {
        this.roles = roles;
        this.rows = rows;
        this.files = files;
        this.settings = settings;
    }

    @Override
    public List<Concern> ofCase(String reference) {
        return concerns(rows.ofCase(reference));
    }

    @Override
    public Optional<Concern> find(String reference, int number) {
        return concerns(rows.ofCase(reference).stream().filter(row -> row.number() == number).toList()).stream().findFirst();
    }

    @Override
    public List<Concern> open(String authority) {
        return concerns(rows.open(authority));
    }

    @Override
    public List<Concern> closed(String authority, int most) {
        return concerns(rows.closed(authority, most));
    }

    @Override
    public Map<UUID, Integer> challenges(String reference) {
        return rows.challenges(reference);
    }

    @Override
    public Map<String, List<Concern.Outcome>> outcomes(String authority) {
        return rows.outcomes(authority);
    }

    private List<Concern> concerns(List<DisputeRows.Row> found) {
        List<UUID> ids = found.stream().map(DisputeRows.Row::id).toList();
        Map<UUID, List<Concern.Text>> texts = rows.texts(ids);
        Map<UUID, List<Concern.Stage>> stages = rows.stages(ids);
        Map<UUID, List<Concern.Action>> actions = rows.actions(ids);
        Map<String, When> events = rows.events(found);
        List<Concern> concerns = new ArrayList<>();
        for (DisputeRows.Row row : found) {
            List<Concern.Stage> reached = stages.getOrDefault(row.id(), List.of());
            String label = reached.stream().filter(stage -> stage.id().equals(row.stage())).map(Concern.Stage::label).findFirst()
                    .orElse(null);
            When response = reached.stream().map(stage -> events.get(stage.id() + "-response/" + row.id()))
                    .filter(when -> when != null).reduce((one, two) -> two).orElse(null);
            concerns.add(new Concern(row.id(), row.caseReference(), row.number(), row.processInstanceId(), row.state(), row.stage(),
                    label, row.urgent(), row.relevant(), row.department(), row.outcome(), row.raisedAt(), row.raisedBy(),
                    events.get("qa-form-issued/" + row.id()), response, row.closedAt(), texts.getOrDefault(row.id(), List.of()),
                    reached, actions.getOrDefault(row.id(), List.of()),
                    roles.seeing(row.authority(), reached.stream().map(Concern.Stage::id).toList())));
        }
        return concerns;
    }

    // ---- what forms start with ----

    @Override
    public Map<String, Object> startsWith(String processInstanceId, String step) {
        return rows.ofInstance(processInstanceId).map(row -> startsWith(row, step)).orElse(Map.of());
    }

    private Map<String, Object> startsWith(DisputeRows.Row row, String step) {
        Map<String, Object> start = new LinkedHashMap<>();
        switch (step) {
            case WRITE -> {
                start.putAll(draft(row));
                start.put("soFar", caseFacts(row));
            }
            case TELL -> start.put("soFar", managers(row));
            case CHECK -> start.put("promises", promises(row));
            default -> start.put("soFar", soFar(row));
        }
        return start;
    }

    private static Map<String, Object> draft(DisputeRows.Row row) {
        try {
            return row.draft() == null ? Map.of() : JSON.readValue(row.draft(), VALUES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the draft of a concern cannot be read", e);
        }
    }

    /** Who would answer, and where the court stands: what the person writing needs beside the form. */
    private String caseFacts(DisputeRows.Row row) {
        String people = Stream.of(Groups.SOCIAL_WORKER, Groups.TEAM_MANAGER)
                .map(role -> Groups.label(role) + ": " + files.holder(row.caseReference(), role).map(person -> person.name())
                        .orElse("nobody on file"))
                .collect(Collectors.joining("\n"));
        boolean live = files.inProceedings(row.caseReference());
        return people + "\n" + (live ? "In care proceedings." : "Not in care proceedings.");
    }

    /** The managers to speak to, and the number when nobody is there (P-30). */
    private String managers(DisputeRows.Row row) {
        String people = roles.atOnce(row.authority()).stream()
                .map(role -> role.getValue() + ": " + files.holder(row.caseReference(), role.getKey())
                        .map(person -> person.name() + (person.phone() == null ? "" : ", " + person.phone()))
                        .or(() -> settings.find(row.authority(), role.getKey() + ".name").filter(name -> !name.isBlank()))
                        .orElse("nobody on file"))
                .collect(Collectors.joining("\n"));
        return people + settings.find(row.authority(), OUT_OF_HOURS).filter(phone -> !phone.isBlank())
                .map(phone -> "\nOut of hours: " + phone).orElse("");
    }

    private List<Map<String, Object>> promises(DisputeRows.Row row) {
        List<Concern.Action> actions = rows.actions(row.id());
        List<Map<String, Object>> promises = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            Concern.Action action = actions.get(i);
            if (action.open()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("promiseNumber", String.valueOf(i + 1));
                one.put("promiseText", action.action() + (action.owner() == null ? "" : " (" + action.owner() + ")")
                        + (action.due() == null ? "" : ", by " + London.day(action.due())));
                promises.add(one);
            }
        }
        return promises;
    }

    /** Everything said until now: the last stage first, because that is what is decided on; the form last. */
    private String soFar(DisputeRows.Row row) {
        Map<String, String> labels = rows.stages(row.id()).stream()
                .collect(Collectors.toMap(Concern.Stage::id, Concern.Stage::label));
        Map<String, StringBuilder> said = new LinkedHashMap<>();
        for (Concern.Text text : rows.texts(row.id())) {
            said.computeIfAbsent(labels.getOrDefault(text.stage(), "The concern as written"), StringBuilder::new)
                    .append('\n').append(text.label()).append(text.label().endsWith("?") ? " " : ": ")
                    .append(text.text());
        }
        List<String> parts = new ArrayList<>();
        said.values().forEach(part -> parts.add(0, part.toString()));
        return String.join("\n\n", parts);
    }
}
