package org.iroprotocol.localisation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.iroprotocol.authority.Digest;
import org.iroprotocol.authority.Table;
import org.iroprotocol.authority.TableFiles;
import org.iroprotocol.authority.Tables;
import org.iroprotocol.localisation.Deployed.File;
import org.iroprotocol.localisation.check.Check;
import org.iroprotocol.localisation.check.Problem;

/**
 * What somebody uploads, made whole with what holds for the authority now (never with what the folder says), so that a model
 * is not deployed without its forms, a form not without the model that uses it, and a table not without its other rows.
 */
public final class CompletedUpload {

    private static final String LETTERS = InUse.LETTERS;
    private static final String FORM = ".form";
    private static final String RULES = Deployed.RULES;
    /** What the engine or the house reads; case models are refused by the guard, in its own words. */
    private static final Pattern KNOWN = Pattern.compile(".*(\\.bpmn|bpmn20\\.xml|\\.dmn|dmn11\\.xml|\\.form|\\.cmmn|cmmn1[01]\\.xml)"
            + "|letters/[^/]+\\.html");

    private final String authority;
    private final Deployed deployed;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    /** Process id → the file that holds its model, both in {@link #files}. */
    private final Map<String, ModelForms> models = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private String holdsAlready;

    private CompletedUpload(RepositoryService repository, String authority) {
        this.authority = authority;
        this.deployed = new Deployed(repository, authority);
    }

    /**
     * Completes an upload. Nobody may be signed in while it runs; nobody may deploy between this and the deployment.
     *
     * @param upload      file name → content; a letter may come without its folder, as Camunda Modeler attaches it
     * @param onlyChanges leave out what holds already: a table or letter by itself, a process with all its files
     * @throws IllegalArgumentException in words for an administrator: which file and element, and what to do
     */
    public static CompletedUpload of(RepositoryService repository, String authority, Map<String, byte[]> upload,
            boolean onlyChanges) {
        CompletedUpload completed = new CompletedUpload(repository, authority);
        upload.forEach(completed::place);
        completed.refuseAtOnce();
        completed.complete();
        if (onlyChanges) {
            completed.leaveOutWhatHolds();
        }
        return completed;
    }

    /** What is to be deployed together; empty when all of it holds already. */
    public SortedMap<String, byte[]> files() {
        return files;
    }

    /** The deployment that holds what was left out; empty when nothing was. */
    public Optional<String> holdsAlready() {
        return Optional.ofNullable(holdsAlready);
    }

    private void place(String name, byte[] content) {
        String place = name.endsWith(".html") && !name.contains("/") ? LETTERS + name : name;
        if (!KNOWN.matcher(place).matches()) {
            throw new IllegalArgumentException(name + ": this is no model (.bpmn), table (.dmn), form (.form) or letter (.html), so it "
                    + "would be of no use. Take it out, or correct its name.");
        }
        if (files.putIfAbsent(place, content) != null) {
            throw new IllegalArgumentException(place + " is in the upload twice, as " + name + " and as " + place
                    + ". Take one of them out.");
        }
    }

    /** Before any file is read with its schema, which may ask for things from elsewhere. */
    private void refuseAtOnce() {
        List<Problem> found = Check.atOnce(files);
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(Problem.refusal(found));
        }
    }

    private void complete() {
        boolean rowsChanged = names(".dmn").stream().filter(this::completeTable).count() > 0;
        names(".bpmn").forEach(this::addModel);
        names(".bpmn20.xml").forEach(this::addModel);
        names(FORM).forEach(name -> files.computeIfPresent(name, this::withChoices));
        if (rowsChanged) {
            deployed.processes().forEach(this::addFormsWithOtherChoices);
        }
        names(FORM).forEach(this::addModelOfForm);
        names(RULES).forEach(name -> addDeployedModel(name.substring(0, name.length() - RULES.length())));
        models.forEach(this::completeModel);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }

    private List<String> names(String ending) {
        return files.keySet().stream().filter(name -> name.endsWith(ending)).toList();
    }

    /**
     * A row of the upload replaces the row of its id that holds now, new rows come last: as a folder is laid over the national
     * one. Says whether any row is changed by it.
     */
    private boolean completeTable(String name) {
        List<String> ids = TableFiles.check(name, files.get(name));
        if (ids.size() != 1 || !TableFiles.ROW_WISE.contains(ids.get(0))) {
            return false;
        }
        byte[] now = deployed.decision(ids.get(0)).map(deployed::content).orElse(null);
        if (now != null) {
            files.put(name, TableFiles.laidOver(ids.get(0), now, name, files.get(name)));
        }
        return now != files.get(name);
    }

    private void addModel(String name) {
        ModelForms.read(name, files.get(name)).forEach(model -> models.put(model.process(), model));
    }

    private byte[] withChoices(String name, byte[] form) {
        return FormChoices.fill(name, form, authority, new UploadedTables());
    }

    /** A row added to a table is offered by the forms that take their choices from it, without anybody touching them. */
    private void addFormsWithOtherChoices(ProcessDefinition process) {
        if (models.containsKey(process.getKey())) {
            return;
        }
        String deployment = process.getDeploymentId();
        new TreeSet<>(deployed.names(deployment)).stream()
                .filter(name -> name.startsWith(process.getKey() + ".") && name.endsWith(FORM))
                .forEach(name -> {
                    byte[] now = deployed.content(deployed.file(deployment, name));
                    byte[] filled = withChoices(name, now);
                    if (!same(now, filled)) {
                        files.putIfAbsent(name, filled);
                    }
                });
    }

    private void addModelOfForm(String name) {
        String id = formId(name);
        if (models.values().stream().anyMatch(model -> model.formsByElement().containsValue(id))) {
            return;
        }
        String process = id.contains(".") ? id.substring(0, id.indexOf('.')) : id;
        if (models.containsKey(process)) {
            return; // Deployed with its model, which does not use it (yet).
        }
        Optional<ModelForms> model = addDeployedModel(process);
        if (model.isEmpty()) {
            problems.add(name + ": no process '" + process + "' is deployed for '" + authority + "', so nobody would ever see "
                    + "this form. Deploy it together with its model, and give it the id <process>.<element>.");
        } else if (!model.get().formsByElement().containsValue(id)) {
            problems.add(name + ": the process '" + process + "' uses no form '" + id + "', so nobody would ever see it. It uses "
                    + String.join(", ", new TreeSet<>(model.get().formsByElement().values()))
                    + ". Correct the form's id, or deploy it together with a model that uses it.");
        }
    }

    private Optional<ModelForms> addDeployedModel(String process) {
        if (!models.containsKey(process)) {
            deployed.process(process).ifPresent(now -> {
                files.putIfAbsent(now.resource(), deployed.content(now));
                addModel(now.resource());
            });
        }
        return Optional.ofNullable(models.get(process));
    }

    /** The forms and rules that belong to the model's deployment and did not come with it. */
    private void completeModel(String process, ModelForms model) {
        Optional<File> now = deployed.process(process);
        Set<String> there = new LinkedHashSet<>(names(FORM).stream().map(this::formId).toList());
        model.formsByElement().forEach((element, form) -> {
            if (there.contains(form)) {
                return;
            }
            Optional<String> found = now.flatMap(current -> formFile(current, form));
            if (found.isEmpty() && files.containsKey(form + FORM)) {
                problems.add(form + FORM + ": its id is '" + formId(form + FORM) + "', its file is called '" + form + FORM
                        + "'. Give both the same name, in the form editor the id is a property of the form, and deploy again.");
            } else if (found.isEmpty()) {
                problems.add(model.file() + ", element '" + element + "': its form '" + form + "' is neither in this upload nor "
                        + "deployed for '" + authority + "'. Attach " + form + FORM + " and deploy again.");
            }
            found.ifPresent(name -> {
                files.put(name, withChoices(name, deployed.content(deployed.file(now.get().deployment().getId(), name))));
                there.add(form);
            });
        });
        now.map(current -> deployed.file(current.deployment().getId(), process + RULES))
                .filter(rules -> deployed.names(rules.deployment().getId()).contains(rules.resource()))
                .ifPresent(rules -> files.putIfAbsent(rules.resource(), deployed.content(rules)));
    }

    private Optional<String> formFile(File model, String form) {
        String deployment = model.deployment().getId();
        Set<String> names = deployed.names(deployment);
        return names.contains(form + FORM) ? Optional.of(form + FORM) : names.stream()
                .filter(name -> name.endsWith(FORM))
                .filter(name -> form.equals(FormFields.id(name, deployed.content(deployed.file(deployment, name)))))
                .findFirst();
    }

    private String formId(String name) {
        String id = FormFields.id(name, files.get(name));
        return id.isEmpty() ? name.substring(0, name.length() - FORM.length()) : id;
    }

    private void leaveOutWhatHolds() {
        Set<String> ofProcesses = new TreeSet<>();
        models.forEach((process, model) -> {
            List<String> own = files.keySet().stream().filter(name -> belongs(name, process, model)).toList();
            ofProcesses.addAll(own);
            Optional<File> now = deployed.process(process);
            if (now.isPresent() && own.stream().allMatch(name -> holds(name, name.equals(model.file()) ? now.get()
                    : deployed.file(now.get().deployment().getId(), name)))) {
                leaveOut(own, now.get());
            }
        });
        for (String name : List.copyOf(files.keySet())) {
            Optional<File> now = ofProcesses.contains(name) ? Optional.empty() : inUse(name);
            now.filter(file -> holds(name, file)).ifPresent(file -> leaveOut(List.of(name), file));
        }
    }

    private boolean belongs(String name, String process, ModelForms model) {
        return name.equals(model.file()) || name.equals(process + RULES)
                || name.endsWith(FORM) && model.formsByElement().containsValue(formId(name));
    }

    private Optional<File> inUse(String name) {
        if (!name.endsWith(".dmn")) {
            return deployed.newestWith(name);
        }
        return TableFiles.check(name, files.get(name)).stream().map(deployed::decision).flatMap(Optional::stream).findFirst();
    }

    private boolean holds(String name, File now) {
        return deployed.names(now.deployment().getId()).contains(now.resource())
                && same(files.get(name), deployed.content(now));
    }

    private void leaveOut(List<String> names, File now) {
        names.forEach(files::remove);
        if (holdsAlready == null) { // Processes come first: what Modeler asks for is mostly a model.
            holdsAlready = now.deployment().getId();
        }
    }

    private static boolean same(byte[] one, byte[] other) {
        return Digest.of(one).equals(Digest.of(other));
    }

    /** The tables as they will hold: those of the upload, else those deployed. */
    private final class UploadedTables implements Tables {

        @Override
        public Table latest(String tenant, String name) {
            String file = name + ".dmn";
            byte[] dmn = files.containsKey(file) ? files.get(file) : deployed.decision(name).map(deployed::content)
                    .orElseThrow(() -> new IllegalArgumentException("No table '" + name + "' is deployed for '" + tenant
                            + "', from which a form takes its choices. Deploy " + file + " with it."));
            return new Table(file, TableFiles.rows(file, dmn));
        }

        @Override
        public Table version(String version) {
            throw new IllegalArgumentException("An upload has no versions.");
        }
    }
}
