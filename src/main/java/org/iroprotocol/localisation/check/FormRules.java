package org.iroprotocol.localisation.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
                missing(file, under.files().get(file), content, findings, known(under, file));
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
                missing(file, before.get(file), content, findings, known(under, file));
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

    private static void missing(String file, byte[] before, byte[] now, Findings findings, Set<String> known) {
        Map<String, Boolean> fields = FormFile.fields(now);
        new TreeMap<>(FormFile.fields(before)).forEach((key, needed) -> {
            if (needed && known.contains(key) && !fields.isEmpty() && !fields.containsKey(key)) {
                findings.add(Problem.Kind.FORM, file, key, "the step after it needs the field '" + key + "', which is no longer "
                        + "there: the task could never be completed. Put it back with this key; its label and place are yours");
            }
        });
    }
}
