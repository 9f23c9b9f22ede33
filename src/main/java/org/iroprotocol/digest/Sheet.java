package org.iroprotocol.digest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.Caseload.Acting;
import org.iroprotocol.correspondence.Digests;

/** Sorts what one person is to be told, most urgent first, and puts it into words. Names no child. */
final class Sheet {

    /** Lines of one section; what is more stands on the list of cases. */
    static final int MOST = 40;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    /** Whose targets missed which role's holder, or pool, is told of. */
    private static final Map<String, String> MANAGER = Map.of(
            Groups.IRO, Groups.IRO_MANAGER,
            "senior-iro", Groups.IRO_MANAGER,
            Groups.IRO_ADMIN, Groups.IRO_MANAGER,
            Groups.SOCIAL_WORKER, Groups.TEAM_MANAGER,
            Groups.CHILDRENS_GUARDIAN, Groups.CAFCASS_SERVICE_MANAGER);

    private final Recipient reader;
    private final Material material;
    private final Map<String, List<Acting>> acting;
    private final Map<Section, List<Line>> lines = new EnumMap<>(Section.class);

    /** In the order of the e-mail, with the names the template knows them by. */
    enum Section {
        MISSED("missed"), TODAY("due-today"), SOON("due-soon"), WAITING("waiting"), DOCUMENTS("documents"), TEAM("team");

        private final String placeholder;

        Section(String placeholder) {
            this.placeholder = placeholder;
        }
    }

    private record Line(Map<String, String> words, List<Digests.Told> told) {

        /** What the same people owe in the same case by the same day is one line. */
        boolean saysTheSame(Map<String, String> other) {
            return List.of("line.reference", "line.who", "line.due").stream()
                    .allMatch(key -> Objects.equals(words.get(key), other.get(key)));
        }
    }

    private Sheet(Recipient reader, Material material) {
        this.reader = reader;
        this.material = material;
        this.acting = reader.userId() == null ? Map.of() : material.acting().getOrDefault(reader.userId(), List.of()).stream()
                .collect(Collectors.groupingBy(Acting::caseReference));
    }

    /** Does the work of that role have a manager who is a pool where no case names one? */
    static boolean managesByPool(Recipient reader) {
        return MANAGER.values().stream().anyMatch(role -> Groups.POOLS.contains(role) && reader.pools().contains(role));
    }

    /** What that person is told; empty when there is nothing. */
    static Optional<Digests.Message> of(Recipient reader, Material material) {
        Sheet sheet = new Sheet(reader, material);
        material.duties().forEach(sheet::add);
        sheet.addDocuments();
        return sheet.lines.isEmpty() ? Optional.empty() : Optional.of(sheet.message());
    }

    private void add(Duty duty) {
        CaseFile file = material.files().get(duty.reference());
        if (file == null || file.diedOn() != null || file.restricted() && roles(duty.reference()).isEmpty()) {
            return;
        }
        Section near = switch (duty.stage()) {
            case MISSED -> Section.MISSED;
            case TODAY -> Section.TODAY;
            case SOON -> Section.SOON;
            case LATER -> null;
        };
        if (near == null) {
            return;
        }
        Optional<Acting> cover = cover(duty);
        if (isOwn(duty)) {
            add(near, file, duty, null, null);
        } else if (duty.hidden()) {
            return;
        } else if (cover.isPresent()) {
            add(near, file, duty, null, "for " + holder(duty) + ", whom you cover until " + London.day(cover.get().until()));
        } else if (duty.pool() && reader.pools().contains(duty.role())) {
            add(near, file, duty, reader.userId() == null ? null : "for anybody of: " + Groups.label(duty.role()), null);
        } else if (acts(duty.reference(), Groups.IRO)) {
            add(Section.WAITING, file, duty, (duty.role() == null ? "Somebody else" : Groups.label(duty.role()))
                    + (near == Section.MISSED ? ", target missed" : ""), null);
        } else if (near == Section.MISSED && manages(duty)) {
            add(Section.TEAM, file, duty, holder(duty), null);
        }
    }

    private boolean isOwn(Duty duty) {
        if (reader.userId() == null) {
            return false;
        }
        return duty.assignee() != null ? duty.assignee().equals(reader.userId())
                : duty.isFact() && !duty.pool() && roles(duty.reference()).stream()
                        .anyMatch(each -> !each.covers() && each.role().equals(duty.role()));
    }

    private Optional<Acting> cover(Duty duty) {
        return duty.pool() ? Optional.empty() : roles(duty.reference()).stream()
                .filter(each -> each.covers() && each.role().equals(duty.role())
                        && (duty.assignee() == null || duty.assignee().equals(each.insteadOf())))
                .findFirst();
    }

    private boolean manages(Duty duty) {
        String manager = duty.role() == null ? null : MANAGER.get(duty.role());
        if (manager == null) {
            return false;
        }
        return acts(duty.reference(), manager) || Groups.POOLS.contains(manager) && reader.pools().contains(manager)
                && !material.holders().getOrDefault(duty.reference(), Map.of()).containsKey(manager);
    }

    private boolean acts(String reference, String role) {
        return roles(reference).stream().anyMatch(each -> each.role().equals(role));
    }

    private List<Acting> roles(String reference) {
        return acting.getOrDefault(reference, List.of());
    }

    private String holder(Duty duty) {
        String role = duty.role() == null ? "" : duty.role();
        return material.holders().getOrDefault(duty.reference(), Map.of()).getOrDefault(role, Groups.label(role));
    }

    private void addDocuments() {
        acting.keySet().stream().sorted().filter(reference -> acts(reference, Groups.IRO)).forEach(reference -> {
            CaseFile file = material.files().get(reference);
            List<String> expected = material.documents().get(reference);
            if (file != null && expected != null && file.diedOn() == null) {
                Map<String, String> words = caseWords(file, null);
                words.put("line.what", String.join(", ", expected));
                add(Section.DOCUMENTS, words, new Digests.Told(reference, "", false));
            }
        });
    }

    private void add(Section section, CaseFile file, Duty duty, String who, String cover) {
        Map<String, String> words = caseWords(file, duty.taskId());
        words.put("line.what", duty.what() + (duty.statutory() ? " (required by law)" : ""));
        words.put("line.due", !duty.timed() ? London.day(duty.due())
                : section == Section.TODAY ? "by " + TIME.format(duty.due().atZone(London.ZONE)) : London.minute(duty.due()));
        if (who != null) {
            words.put("line.who", who);
        }
        if (cover != null) {
            words.put("line.cover", cover);
        }
        add(section, words, new Digests.Told(duty.reference(), duty.rule(), duty.stage() == Duty.Stage.MISSED));
    }

    private void add(Section section, Map<String, String> words, Digests.Told told) {
        List<Line> all = lines.computeIfAbsent(section, key -> new ArrayList<>());
        Optional<Line> same = section != Section.WAITING ? Optional.empty()
                : all.stream().filter(line -> line.saysTheSame(words)).findFirst();
        if (same.isPresent()) {
            same.get().words().merge("line.what", words.get("line.what"), (one, other) -> one + ", " + other);
            same.get().told().add(told);
        } else {
            all.add(new Line(words, new ArrayList<>(List.of(told))));
        }
    }

    private Map<String, String> caseWords(CaseFile file, String taskId) {
        Map<String, String> words = new HashMap<>();
        words.put("line.reference", file.reference());
        if (file.personNumber() != null) {
            words.put("line.personNumber", file.personNumber());
        }
        boolean mayOpen = !roles(file.reference()).isEmpty()
                || !file.restricted() && reader.groups().stream().anyMatch(Groups.IRO_SERVICE::contains);
        words.put("line.link", material.url() + (mayOpen || taskId == null
                ? "/case/" + URLEncoder.encode(file.reference(), StandardCharsets.UTF_8).replace("+", "%20")
                : "/camunda/app/tasklist/default/#/?task=" + taskId));
        return words;
    }

    private Digests.Message message() {
        Map<String, String> values = new HashMap<>();
        Map<String, List<Map<String, String>>> sections = new LinkedHashMap<>();
        List<Digests.Told> told = new ArrayList<>();
        int more = 0;
        for (var entry : lines.entrySet()) {
            List<Line> shown = entry.getValue().subList(0, Math.min(MOST, entry.getValue().size()));
            more += entry.getValue().size() - shown.size();
            String section = entry.getKey().placeholder;
            sections.put(section, shown.stream().map(Line::words).toList());
            values.put(section + ".count", String.valueOf(size(entry.getKey())));
            shown.forEach(line -> told.addAll(line.told()));
        }
        values.put("digest.summary", summary());
        values.put("digest.cases", material.url() + "/cases");
        if (more > 0) {
            values.put("digest.more", count(more, "line", "lines"));
        }
        return new Digests.Message(reader.email(), reader.name(), values, sections, told);
    }

    /** The most urgent first; the lesser things only where nothing of one's own is near. */
    private String summary() {
        List<String> parts = new ArrayList<>();
        count(parts, Section.MISSED, "target missed", "targets missed");
        count(parts, Section.TODAY, "due today", "due today");
        count(parts, Section.SOON, "due by " + London.day(material.soonUntil()), "due by " + London.day(material.soonUntil()));
        count(parts, Section.TEAM, "target missed in your team", "targets missed in your team");
        if (parts.isEmpty()) {
            count(parts, Section.WAITING, "thing to wait for", "things to wait for");
            count(parts, Section.DOCUMENTS, "case with documents to come", "cases with documents to come");
        }
        return String.join(", ", parts);
    }

    private void count(List<String> parts, Section section, String one, String many) {
        int number = size(section);
        if (number > 0) {
            parts.add(count(number, one, many));
        }
    }

    private int size(Section section) {
        return lines.getOrDefault(section, List.of()).stream().mapToInt(line -> line.told().size()).sum();
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
