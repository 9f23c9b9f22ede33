package org.iroprotocol.localisation;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.AuthorityFolders;
import org.iroprotocol.authority.Digest;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.authority.FolderProvenance;
import org.iroprotocol.authority.TableFiles;
import org.iroprotocol.calendar.London;
import org.iroprotocol.localisation.Deployed.File;
import org.iroprotocol.localisation.WayBack.Target;
import org.iroprotocol.localisation.check.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes back in one action what somebody deployed: the earlier version is deployed once more, as the newest. Nothing is
 * deleted, running cases stay on the version they run on, and a restart leaves it as it is. Who may is the caller's business.
 */
@Component
public class GoingBack {

    private static final Logger LOG = LoggerFactory.getLogger(GoingBack.class);
    private static final String TABLE = ".dmn";
    private static final String FORM = ".form";
    private static final Pattern WENT_BACK = Pattern.compile("Back to .*, deployment (\\S+)");

    private final RepositoryService repository;
    private final AsSystem asSystem;
    private final FolderLocation location;
    private final OneAtATime oneAtATime;
    private final UploadCheck check;

    GoingBack(RepositoryService repository, AsSystem asSystem, FolderLocation location, OneAtATime oneAtATime, UploadCheck check) {
        this.repository = repository;
        this.asSystem = asSystem;
        this.location = location;
        this.oneAtATime = oneAtATime;
        this.check = check;
    }

    /**
     * Everything in the authority that holds because somebody deployed it and that has something to go back to.
     *
     * @throws IllegalStateException in words for an administrator when the folders cannot be read
     */
    public List<WayBack> list(String authority) {
        AuthorityFolders folders = location.read();
        return asSystem.call(() -> new Ways(folders, authority).all().map(Way::inWords).toList());
    }

    /**
     * Deploys an earlier version once more.
     *
     * @param target id of one of the {@link WayBack#targets()} that {@link #list} gives for this file
     * @param user   who asks: written into the deployment
     * @return id of the new deployment
     * @throws IllegalStateException    in words for an administrator when this target is not offered (any more), or the check finds
     *                                  something in it as all else stands now
     * @throws org.camunda.bpm.engine.ProcessEngineException when the engine or its guards refuse the old version
     */
    public String goBack(String authority, String file, String target, String user) {
        AuthorityFolders folders = location.read();
        return asSystem.call(() -> oneAtATime.run(() -> {
            Way way = new Ways(folders, authority).all().filter(one -> one.file().equals(file)).findFirst()
                    .filter(one -> one.targets().stream().anyMatch(offered -> offered.id().equals(target)))
                    .orElseThrow(() -> new IllegalStateException("Somebody has deployed " + file + " in the meantime, or it is "
                            + "back already. Look at the list again."));
            String deployment = deploy(way, target, user);
            LOG.info("Authority '{}': '{}' went back with {} to {}.", authority, user, file, target);
            return deployment;
        }));
    }

    private String deploy(Way way, String target, String user) {
        SortedMap<String, byte[]> files = way.content(target);
        List<Problem> problems = check.problems(way.authority(), files);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(way.file() + " cannot go back to this version as all else stands now.\n"
                    + Problem.refusal(problems));
        }
        boolean folders = way.folder().filter(own -> Digest.of(own).equals(Digest.of(files))).isPresent();
        // What the folder holds is deployed as the folder's, so that later changes of the folder are not held up by it.
        DeploymentBuilder deployment = repository.createDeployment()
                .tenantId(way.authority())
                .name(way.name() + (folders ? ", back to the folder's" : ", back") + " by " + user)
                .source(folders ? FolderProvenance.source(Digest.of(files)) : way.source(target));
        files.forEach((name, content) -> deployment.addInputStream(name, new ByteArrayInputStream(content)));
        return deployment.deploy().getId();
    }

    /** One thing that holds: all its versions, newest first, and how to read the files that belong to one. */
    private record Way(String authority, String name, boolean process, List<File> versions,
            Function<File, SortedMap<String, byte[]>> files, Optional<SortedMap<String, byte[]>> folder) {

        String file() {
            return versions.get(0).resource();
        }

        WayBack inWords() {
            var now = versions.get(0).deployment();
            return new WayBack(authority, file(), process, now.getDeploymentTime().toInstant(), now.getSource(), targets());
        }

        /** The newest older version that says something else – older than the one that was gone back to, else one would go to and fro. */
        private Optional<File> before() {
            String now = digest(versions.get(0));
            return versions.stream().skip(origin() + 1L).filter(version -> !digest(version).equals(now)).findFirst();
        }

        private int origin() {
            int at = 0;
            for (int i = 0; i < versions.size(); i++) {
                String source = versions.get(at).deployment().getSource();
                Matcher back = WENT_BACK.matcher(source == null ? "" : source);
                int next = back.matches() ? position(back.group(1)) : -1;
                if (next <= at) {
                    return at;
                }
                at = next;
            }
            return at;
        }

        private int position(String deployment) {
            return versions.stream().map(version -> version.deployment().getId()).toList().indexOf(deployment);
        }

        private String digest(File version) {
            return Digest.of(files.apply(version));
        }

        List<Target> targets() {
            List<Target> targets = new ArrayList<>();
            Optional<File> before = before();
            before.ifPresent(version -> targets.add(new Target(version.deployment().getId(),
                    version.deployment().getDeploymentTime().toInstant(), version.deployment().getSource())));
            folder.map(Digest::of)
                    .filter(own -> !own.equals(digest(versions.get(0))) && before.map(this::digest).filter(own::equals).isEmpty())
                    .ifPresent(own -> targets.add(new Target(Target.FOLDER, null, null)));
            return targets;
        }

        SortedMap<String, byte[]> content(String target) {
            return Target.FOLDER.equals(target) ? folder.orElseThrow() : files.apply(versions.get(position(target)));
        }

        /** Says in Cockpit where it came from; {@link #WENT_BACK} finds the way on from there. */
        String source(String target) {
            var old = versions.get(position(target)).deployment();
            return "Back to the version of " + London.minute(old.getDeploymentTime().toInstant()) + ", deployment " + old.getId();
        }
    }

    /** The ways back of one authority, read now. */
    private final class Ways {

        private final String authority;
        private final Deployed deployed;
        private final AuthorityFolders folders;
        private List<FolderSet> sets;

        Ways(AuthorityFolders folders, String authority) {
            this.authority = authority;
            this.deployed = new Deployed(repository, authority);
            this.folders = folders;
        }

        /** Read when somebody deployed something: mostly nobody has. */
        private List<FolderSet> sets() {
            if (sets == null) {
                sets = folders.authorities().contains(authority) ? new FolderSets(folders, authority).sets() : List.of();
            }
            return sets;
        }

        Stream<Way> all() {
            Stream<Way> processes = deployed.processes().stream()
                    .filter(definition -> !deployed.file(definition.getDeploymentId(), definition.getResourceName()).fromFolder())
                    .map(definition -> process(definition.getKey()))
                    .sorted(Comparator.comparing(Way::file));
            Stream<Way> others = deployed.standingAloneFromPeople().stream().map(this::single).flatMap(Optional::stream);
            return Stream.concat(processes, others)
                    .filter(way -> !way.targets().isEmpty());
        }

        private Way process(String key) {
            return new Way(authority, key, true, deployed.processVersions(key), model -> ofProcess(key, model),
                    sets().stream().filter(set -> set.name().equals(key)).findFirst().map(FolderSet::files));
        }

        /** Of a deployment made by hand only what belongs to the process: letters and tables in it go their own ways. */
        private SortedMap<String, byte[]> ofProcess(String key, File model) {
            String deployment = model.deployment().getId();
            SortedMap<String, byte[]> files = new TreeMap<>();
            deployed.names(deployment).stream()
                    .filter(name -> name.equals(model.resource()) || name.equals(key + Deployed.RULES)
                            || name.endsWith(FORM) && name.startsWith(key + "."))
                    .forEach(name -> files.put(name, deployed.content(deployed.file(deployment, name))));
            return files;
        }

        private Optional<Way> single(String name) {
            List<File> versions = name.endsWith(TABLE) ? ofTable(name) : deployed.versionsOf(name);
            return versions.isEmpty() || !versions.get(0).resource().equals(name) || versions.get(0).fromFolder()
                    ? Optional.empty()
                    : Optional.of(new Way(authority, name, false, versions, this::alone, sets().stream()
                            .filter(set -> !set.isProcess() && set.files().containsKey(name)).findFirst()
                            .map(set -> new TreeMap<>(set.files().subMap(name, name + "\0")))));
        }

        private List<File> ofTable(String name) {
            return deployed.newestWith(name)
                    .map(file -> TableFiles.check(name, deployed.content(file)))
                    .filter(ids -> !ids.isEmpty())
                    .map(ids -> deployed.decisionVersions(ids.get(0)))
                    .orElse(List.of());
        }

        private SortedMap<String, byte[]> alone(File version) {
            SortedMap<String, byte[]> file = new TreeMap<>();
            file.put(version.resource(), deployed.content(version));
            return file;
        }
    }
}
