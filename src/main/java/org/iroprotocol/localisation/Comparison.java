package org.iroprotocol.localisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.repository.Deployment;
import org.iroprotocol.authority.Digest;
import org.iroprotocol.authority.FolderProvenance;
import org.iroprotocol.authority.TableFiles;
import org.iroprotocol.localisation.Deployed.File;

/**
 * One set of the folder against what is deployed. Of a process the whole set stays when somebody else deployed its model or
 * its rules last; of tables and letters only those files stay that somebody else deployed last.
 *
 * @param toDeploy    what is to be deployed together now; empty: nothing
 * @param differences what differs, with {@link Difference#kept} telling which side holds after deploying
 */
record Comparison(SortedMap<String, byte[]> toDeploy, List<Difference> differences) {

    static Comparison of(FolderSet set, Deployed deployed, boolean folderWins) {
        Map<String, File> current = current(set, deployed);
        if (isAsWeLeftIt(set, current)) {
            return new Comparison(new TreeMap<>(), List.of());
        }
        boolean modelKept = set.isProcess() && !folderWins && current.values().stream().anyMatch(file -> !file.fromFolder());
        SortedMap<String, byte[]> ours = new TreeMap<>();
        List<Difference> differences = new ArrayList<>();
        boolean changed = false;
        for (Map.Entry<String, byte[]> file : set.files().entrySet()) {
            File now = current.get(file.getKey());
            boolean kept = modelKept || !folderWins && now != null && !now.fromFolder();
            Optional<Difference> difference = difference(set, file.getKey(), file.getValue(), now, deployed, kept);
            difference.ifPresent(differences::add);
            if (!kept) {
                ours.put(file.getKey(), file.getValue());
                changed |= difference.isPresent();
            }
        }
        for (Difference leftOver : leftOver(set, current, deployed, modelKept)) {
            differences.add(leftOver);
            changed |= !modelKept;
        }
        return new Comparison(changed ? ours : new TreeMap<>(), List.copyOf(differences));
    }

    /** The short way: everything comes from one deployment of ours, which says that it holds just this. */
    private static boolean isAsWeLeftIt(FolderSet set, Map<String, File> current) {
        List<Deployment> holders = current.values().stream().map(File::deployment).toList();
        return current.size() == set.files().size()
                && holders.stream().map(Deployment::getId).distinct().count() == 1
                && FolderProvenance.digest(holders.get(0).getSource()).filter(Digest.of(set.files())::equals).isPresent();
    }

    /** Which deployed file each file of the set stands against; a form belongs to the deployment of its model. */
    private static Map<String, File> current(FolderSet set, Deployed deployed) {
        Map<String, File> current = new TreeMap<>();
        Optional<File> model = set.isProcess() ? deployed.process(set.name()) : Optional.empty();
        for (String name : set.files().keySet()) {
            Optional<File> found;
            if (set.decisions().containsKey(name)) {
                found = set.decisions().get(name).stream()
                        .map(deployed::decision)
                        .flatMap(Optional::stream)
                        .reduce((one, other) -> one.fromFolder() ? other : one);
            } else if (name.equals(set.model())) {
                found = model;
            } else if (set.isProcess()) {
                found = model.filter(file -> deployed.names(file.deployment().getId()).contains(name))
                        .map(file -> new File(file.deployment(), name));
            } else {
                found = deployed.newestWith(name);
            }
            found.ifPresent(file -> current.put(name, file));
        }
        return current;
    }

    private static Optional<Difference> difference(FolderSet set, String name, byte[] folder, File now, Deployed deployed,
            boolean kept) {
        if (now == null) {
            return Optional.of(new Difference(set.authority(), set.name(), name, Difference.Kind.ONLY_IN_FOLDER, kept,
                    null, null, null, ""));
        }
        byte[] content = deployed.content(now);
        if (Digest.of(content).equals(Digest.of(folder))) {
            return Optional.empty();
        }
        return Optional.of(difference(set, name, Difference.Kind.CHANGED, kept, now.deployment(), rows(name, folder, content)));
    }

    /** Forms and rules that the model's deployment has and the folder has not; letters and tables deployed with it are not its own. */
    private static List<Difference> leftOver(FolderSet set, Map<String, File> current, Deployed deployed, boolean kept) {
        return Stream.ofNullable(set.isProcess() ? current.get(set.model()) : null)
                .flatMap(model -> deployed.names(model.deployment().getId()).stream()
                        .filter(name -> name.endsWith(".form") || name.equals(set.name() + "-rules.dmn"))
                        .filter(name -> !set.files().containsKey(name))
                        .sorted()
                        .map(name -> difference(set, name, Difference.Kind.ONLY_DEPLOYED, kept, model.deployment(), "")))
                .toList();
    }

    private static Difference difference(FolderSet set, String name, Difference.Kind kind, boolean kept, Deployment deployment,
            String rows) {
        return new Difference(set.authority(), set.name(), name, kind, kept, deployment.getId(),
                deployment.getDeploymentTime().toInstant(), deployment.getSource(), rows);
    }

    private static String rows(String name, byte[] folder, byte[] deployed) {
        try {
            return TableFiles.isRowWise(name) ? String.join(", ", TableFiles.differingRows(name, folder, deployed)) : "";
        } catch (IllegalArgumentException e) {
            // Deployed before the layout was checked: it differs, rows or not.
            return "";
        }
    }
}
