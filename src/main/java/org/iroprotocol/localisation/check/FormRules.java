package org.iroprotocol.localisation.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.iroprotocol.form.FormFile;

/**
 * What the steps after a form rely on is still asked for: a task whose form no longer has the field could never be completed.
 */
final class FormRules {

    private FormRules() {
    }

    /** Against the national form of the same name. */
    static void check(Protocol under, Protocol protocol, Findings findings) {
        protocol.files().forEach((file, content) -> {
            if (file.endsWith(Protocol.FORM) && under.has(file)) {
                missing(under.files().get(file), content).forEach(key -> add(findings, file, key));
            }
        });
    }

    /**
     * Against the form in use, which may have no national one of its name. An authority's own fields may come and go; those that
     * national forms of the process have are read by its steps.
     */
    static List<Problem> against(Protocol under, Map<String, byte[]> before, Map<String, byte[]> upload) {
        Findings findings = new Findings();
        upload.forEach((file, content) -> {
            if (file.endsWith(Protocol.FORM) && before.containsKey(file) && !under.has(file)) {
                Set<String> gone = missing(before.get(file), content);
                if (!gone.isEmpty()) {
                    gone.retainAll(known(under, file));
                    gone.forEach(key -> add(findings, file, key));
                }
            }
        });
        return findings.list();
    }

    private static Set<String> known(Protocol under, String form) {
        String process = form.substring(0, form.indexOf('.') + 1);
        return under.files().entrySet().stream()
                .filter(file -> file.getKey().startsWith(process) && file.getKey().endsWith(Protocol.FORM))
                .flatMap(file -> FormFile.fields(file.getValue()).keySet().stream())
                .collect(Collectors.toSet());
    }

    /** What was always needed and is not asked for any more; nothing of a form that cannot be read. */
    private static Set<String> missing(byte[] before, byte[] now) {
        Map<String, Boolean> fields = Arrays.equals(before, now) ? Map.of() : FormFile.fields(now);
        Set<String> missing = new TreeSet<>();
        if (!fields.isEmpty()) {
            FormFile.fields(before).forEach((key, needed) -> {
                if (needed && !fields.containsKey(key)) {
                    missing.add(key);
                }
            });
        }
        return missing;
    }

    private static void add(Findings findings, String file, String key) {
        findings.add(Problem.Kind.FORM, file, key, "the step after it needs the field '" + key + "', which is no longer there: the task "
                + "could never be completed. Put it back with this key; its label and place are yours");
    }
}
