package org.iroprotocol.dispute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseEvent;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.Person;
import org.iroprotocol.correspondence.Matters;
import org.iroprotocol.deadline.NextHearing;
import org.springframework.stereotype.Component;

/** What letters say about a concern, and who answers it. */
@Component
class ConcernMatters implements Matters {

    /** What was promised at a stage, whichever number it has. */
    private static final Pattern PLAN = Pattern.compile("stage[2-9]Plan");

    private final DisputeRows rows;
    private final StageTable stages;
    private final RoleTable roles;
    private final CaseFiles files;
    private final Settings settings;
    private final NextHearing hearings;

    ConcernMatters(DisputeRows rows, StageTable stages, RoleTable roles, CaseFiles files, Settings settings,
                   NextHearing hearings) {
        this.roles = roles;
        this.settings = settings;
        this.rows = rows;
        this.stages = stages;
        this.files = files;
        this.hearings = hearings;
    }

    @Override
    public String kind() {
        return "concern";
    }

    @Override
    public String value(CaseFile file, String subject, String key) {
        return rows.find(subject).map(row -> value(file, row, key)).orElse(null);
    }

    private String value(CaseFile file, DisputeRows.Row row, String key) {
        return switch (key) {
            case "number" -> String.valueOf(row.number());
            case "stage" -> label(row);
            case "issuedOn" -> event(file, row, "qa-form-issued");
            case "raisedOn" -> event(file, row, "concern-identified");
            case "closedOn" -> event(file, row, "dispute-settled");
            case "outcome" -> row.outcome() == null ? null : row.outcome().words();
            case "outcomeReason" -> text(row, "decisionReason").or(() -> text(row, "judgedNote")).orElse(null);
            case "inProceedings" -> files.inProceedings(file.reference()) ? "yes" : null;
            case "nextHearing" -> hearings.of(file.reference()).map(London::text).orElse(null);
            case "department" -> row.department();
            case "person" -> name(file, row, "person");
            case "manager" -> name(file, row, "manager");
            case "childToldConcern" -> text(row, "childToldConcernOn").or(() -> text(row, key)).orElse(null);
            case "childToldOutcome" -> text(row, "childToldOn").or(() -> text(row, "childNotTold")).orElse(null);
            case "advocateOffered" -> text(row, "advocateOn").or(() -> text(row, "advocateWhyNot")).orElse(null);
            case "complaintsExplained" -> text(row, "complaintsOn").or(() -> text(row, "complaintsWhyNot")).orElse(null);
            case "seniorManagerToldOn" -> event(file, row, "dispute-senior-manager-told");
            case "noResponse" -> noResponse(file, row) ? "yes" : null;
            case "responseWanted" -> beginsAtTheFirstStage(row) ? "yes" : null;
            case "promises" -> promises(row);
            default -> PLAN.matcher(key).matches() ? plan(row, "stage-" + key.charAt(5)) : text(row, key).orElse(null);
        };
    }

    @Override
    public List<Party> parties(CaseFile file, String subject, String who) {
        return rows.find(subject).map(row -> parties(file, row, who)).orElse(List.of());
    }

    private List<Party> parties(CaseFile file, DisputeRows.Row row, String who) {
        return switch (who) {
            case "person" -> usual(row) ? holder(file, Groups.SOCIAL_WORKER) : typed(row, "person", "the person it is about");
            case "manager" -> usual(row) ? holder(file, Groups.TEAM_MANAGER) : typed(row, "manager", "manager responding");
            case "director" -> typed(row, "director", "service director");
            case "spokenTo" -> List.of(spokenTo(row));
            case "stage" -> row.stage() == null ? List.of() : told(file, stages.row(row.authority(), row.stage()));
            default -> List.of();
        };
    }

    /** Those who can be written to; when nobody can, all of them, so that somebody learns of it. */
    private List<Party> told(CaseFile file, StageTable.Row stage) {
        List<String> known = stage.told().stream().filter(role -> files.holder(file.reference(), role)
                .map(person -> person.email() != null).orElseGet(() -> settings.find(file.authority(), role + ".email")
                        .filter(email -> !email.isBlank()).isPresent())).toList();
        return (known.isEmpty() ? stage.told() : known).stream().map(role -> new Party(role, null, null)).toList();
    }

    /** A social worker alone answers where the case names no team manager. */
    private List<Party> holder(CaseFile file, String role) {
        Optional<Person> holder = files.holder(file.reference(), role);
        boolean manager = role.equals(Groups.TEAM_MANAGER);
        return holder.isPresent() || !manager ? List.of(new Party(role, null, null))
                : List.of(new Party(Groups.SOCIAL_WORKER, null, null));
    }

    private List<Party> typed(DisputeRows.Row row, String who, String words) {
        String name = text(row, who + "Name").orElse(null);
        String email = text(row, who + "Email").orElse(null);
        return name == null && email == null ? List.of() : List.of(new Party(words, name, email));
    }

    private Party spokenTo(DisputeRows.Row row) {
        return new Party(roles.atOnce(row.authority(), text(row, "spokenTo").orElse(null)), null, null);
    }

    private boolean usual(DisputeRows.Row row) {
        return text(row, "managerName").isEmpty();
    }

    private String name(CaseFile file, DisputeRows.Row row, String who) {
        return parties(file, row, who).stream().map(party -> party.name() != null ? party.name()
                : files.holder(file.reference(), party.role()).map(Person::name).orElse(null))
                .filter(name -> name != null).findFirst().orElse(null);
    }

    private String label(DisputeRows.Row row) {
        return row.stage() == null ? null : stages.row(row.authority(), row.stage()).label();
    }

    private String event(CaseFile file, DisputeRows.Row row, String kind) {
        return files.event(file.reference(), kind, row.id().toString()).map(CaseEvent::value)
                .map(when -> London.day(when.date())).orElse(null);
    }

    private String plan(DisputeRows.Row row, String stage) {
        List<String> lines = new ArrayList<>();
        for (Concern.Action action : rows.actions(row.id())) {
            if (action.stage().equals(stage)) {
                lines.add(action.action() + (action.owner() == null ? "" : " – " + action.owner())
                        + (action.due() == null ? "" : ", by " + London.day(action.due())));
            }
        }
        return lines.isEmpty() ? null : String.join("\n", lines);
    }

    /** Its time has passed and nothing has come. */
    private boolean noResponse(CaseFile file, DisputeRows.Row row) {
        return stages.of(row.authority()).stream().anyMatch(stage -> event(file, row, stage.id() + "-overdue") != null
                && event(file, row, stage.id() + "-response") == null);
    }

    private boolean beginsAtTheFirstStage(DisputeRows.Row row) {
        String first = stages.first(row.authority()).label();
        return text(row, row.urgent() ? "urgentStage" : "firstStage").map(first::equals).orElse(!row.urgent());
    }

    private String promises(DisputeRows.Row row) {
        String promises = rows.actions(row.id()).stream().map(action -> action.action() + ": " + (action.inPlaceOn() != null
                ? "in place since " + London.day(action.inPlaceOn())
                : action.droppedBecause() != null ? "not expected any more" : "not in place yet"))
                .collect(Collectors.joining("\n"));
        return promises.isEmpty() ? null : promises;
    }

    private Optional<String> text(DisputeRows.Row row, String field) {
        return rows.lastText(row.id(), field);
    }
}
