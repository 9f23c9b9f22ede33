package org.iroprotocol.takeover;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.takeover.ImportReport.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes over a whole file in one transaction, each row in a savepoint; a rehearsal takes everything back. */
@Service
class CaseImportService implements CaseImport {

    private static final Logger LOG = LoggerFactory.getLogger(CaseImportService.class);
    private static final String OURS = "Something went wrong on our side with this row. Tell your protocol administrator.";

    private final TakingOver takingOver;
    private final CaseFiles files;
    private final Tables tables;
    private final TransactionTemplate wholeFile;
    private final TransactionTemplate oneRow;

    CaseImportService(TakingOver takingOver, CaseFiles files, Tables tables, PlatformTransactionManager transactions) {
        this.takingOver = takingOver;
        this.files = files;
        this.tables = tables;
        wholeFile = new TransactionTemplate(transactions);
        wholeFile.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        oneRow = new TransactionTemplate(transactions);
        oneRow.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    @Override
    public ImportReport rehearse(String authority, byte[] file, String userId) {
        return read(authority, file, userId, false);
    }

    @Override
    public ImportReport run(String authority, byte[] file, String userId) {
        return read(authority, file, userId, true);
    }

    @Override
    public byte[] template() {
        String header = Arrays.stream(Column.values()).map(column -> cell(column.heading())).collect(Collectors.joining(","));
        String example = Arrays.stream(Column.values()).map(column -> cell(column.example())).collect(Collectors.joining(","));
        return ("\uFEFF" + header + "\r\n" + example + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Heading> headings() {
        return Arrays.stream(Column.values())
                .map(column -> new Heading(column.heading(), column.help(), column.required())).toList();
    }

    private ImportReport read(String authority, byte[] file, String userId, boolean keep) {
        if (file.length > MOST_BYTES) {
            return unreadable("The file is larger than " + MOST_BYTES / 1024 + " KB. Split it, keeping brothers and sisters in "
                    + "the same file.");
        }
        Sheet sheet;
        try {
            sheet = Sheet.read(file);
        } catch (UnreadableFileException e) {
            return unreadable(e.getMessage());
        }
        if (sheet.problems().stream().anyMatch(problem -> problem.row() == 1)) {
            return report(false, sheet, sheet.problems(), List.of());
        }
        try {
            return wholeFile.execute(status -> {
                ImportReport report = takeOver(authority, sheet, userId, keep);
                if (!report.imported()) {
                    status.setRollbackOnly();
                }
                return report;
            });
        } catch (RuntimeException e) {
            log(e);
            return unreadable("Something went wrong on our side and nothing was recorded. Try again; if it happens again tell "
                    + "your protocol administrator.");
        }
    }

    private ImportReport takeOver(String authority, Sheet sheet, String userId, boolean keep) {
        Types types = Types.of(authority, tables);
        List<Entry> entries = sheet.lines().stream().map(line -> new Entry(line, types)).toList();
        notTwice(entries);
        Map<Entry, String> references = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.problems.isEmpty()) {
                String reference = row(entry, () -> takingOver.file(entry, authority,
                        types.label(entry.applicationType), userId).orElse(null));
                if (reference != null) {
                    references.put(entry, reference);
                }
            }
        }
        Map<String, List<Entry>> families = references.keySet().stream().filter(entry -> entry.family != null)
                .collect(Collectors.groupingBy(entry -> entry.family));
        families.values().forEach(family -> files.linkSiblings(family.stream().map(references::get).toList()));
        List<ImportReport.Case> cases = new ArrayList<>();
        references.forEach((entry, reference) -> {
            TakingOver.Standing standing = row(entry, () -> takingOver.start(entry, authority, reference, userId));
            if (standing != null) {
                List<Integer> siblings = families.getOrDefault(entry.family == null ? "" : entry.family, List.of()).stream()
                        .filter(other -> other != entry).map(other -> other.row).toList();
                cases.add(new ImportReport.Case(entry.row, reference, entry.childName, entry.restricted, siblings,
                        standing.open(), standing.past()));
            }
        });
        List<Problem> problems = new ArrayList<>(sheet.problems());
        entries.forEach(entry -> problems.addAll(entry.problems));
        return report(keep && problems.isEmpty(), sheet, problems, cases);
    }

    /** @return null when there was a problem; then nothing of what was done for the row stays */
    private <T> T row(Entry entry, Supplier<T> work) {
        try {
            return oneRow.execute(status -> {
                T result = work.get();
                if (!entry.problems.isEmpty()) {
                    status.setRollbackOnly();
                    return null;
                }
                return result;
            });
        } catch (RuntimeException e) {
            log(e);
            entry.problem(null, OURS);
            return null;
        }
    }

    private static void notTwice(List<Entry> entries) {
        Map<String, Integer> numbers = new HashMap<>();
        Map<String, Integer> names = new HashMap<>();
        for (Entry entry : entries) {
            Integer sameNumber = entry.personNumber == null ? null : numbers.putIfAbsent(entry.personNumber, entry.row);
            Integer sameName = entry.childName == null || entry.dateOfBirth == null ? null
                    : names.putIfAbsent(entry.childName.replaceAll("\\s+", " ").toLowerCase(Locale.UK) + entry.dateOfBirth,
                    entry.row);
            if (sameNumber != null) {
                entry.problem(Column.PERSON_NUMBER, "Row " + sameNumber + " has the same person number. Correct one, or remove "
                        + "the child that is there twice.");
            } else if (sameName != null) {
                entry.problem(Column.CHILD_NAME, "Row " + sameName + " has a child with the same name and date of birth. "
                        + "Correct one, or remove the child that is there twice.");
            }
        }
    }

    private static ImportReport unreadable(String words) {
        return new ImportReport(false, 0, List.of(new Problem(0, null, words)), 0, List.of(), List.of());
    }

    private static ImportReport report(boolean imported, Sheet sheet, Collection<Problem> problems,
                                       List<ImportReport.Case> cases) {
        List<Problem> sorted = problems.stream().sorted(Comparator.comparingInt(Problem::row)).toList();
        List<Problem> shown = sorted.stream().limit(ImportReport.MOST_PROBLEMS).toList();
        return new ImportReport(imported, sheet.lines().size(), shown, sorted.size() - shown.size(), sheet.absent(), cases);
    }

    /** Never the message: it may hold what somebody typed. */
    private static void log(RuntimeException problem) {
        LOG.error("Taking over cases did not work ({})", problem.getClass().getName());
        LOG.debug("Taking over cases did not work", problem);
    }

    private static String cell(String text) {
        return text.matches(".*[\",;\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
