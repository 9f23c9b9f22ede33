package org.iroprotocol.localisation.check;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The one set of rules: run by the command line and the build on folders and by the server on every deployment. Needs neither
 * Spring nor engine nor database.
 */
public final class Check {

    private static final int MEGABYTE = 1024 * 1024;
    /** The largest file; the largest of the protocol is a tenth of it. */
    private static final int LARGEST_FILE = MEGABYTE;
    private static final int LARGEST_TOGETHER = 5 * MEGABYTE;

    /** Kinds that leave a file unread or in doubt, whatever else is wrong. */
    private static final Set<Problem.Kind> FIRST = Set.of(Problem.Kind.FILE, Problem.Kind.UNREADABLE, Problem.Kind.NOT_ALLOWED,
            Problem.Kind.HEAD, Problem.Kind.TABLE);

    private static volatile SoftReference<Protocol> lastRead = new SoftReference<>(null);

    private Check() {
    }

    /**
     * Everything that is wrong with a protocol.
     *
     * @param national  the files it is laid over: file name → content
     * @param effective all files as they would hold for the authority, national ones included, tables merged
     * @return problems in the order of the files; empty when all is well
     */
    public static List<Problem> of(Map<String, byte[]> national, Map<String, byte[]> effective) {
        return of(read(national), effective, file -> true);
    }

    /**
     * What is wrong in files that somebody wants to deploy, and what would be wrong elsewhere because of them. What was wrong
     * before and has nothing to do with them is not held against whoever deploys.
     *
     * @param national the files it is laid over
     * @param before   all files as they hold for the authority now
     * @param upload   what is to be deployed, complete: forms with their model, tables with all rows
     */
    public static List<Problem> upload(Map<String, byte[]> national, Map<String, byte[]> before, Map<String, byte[]> upload) {
        List<Problem> sizes = sizes(upload);
        if (!sizes.isEmpty()) {
            return sizes;
        }
        Protocol under = read(national);
        Map<String, byte[]> after = new TreeMap<>(before);
        after.putAll(upload);
        List<Problem> problems = new ArrayList<>(of(under, after, upload::containsKey));
        problems.addAll(FormRules.against(under, before, upload));
        if (problems.stream().allMatch(problem -> upload.containsKey(problem.file()))) {
            return problems;
        }
        List<Problem> old = of(under, before, upload::containsKey);
        return problems.stream().filter(problem -> upload.containsKey(problem.file()) || !old.contains(problem)).toList();
    }

    /** Reading the national protocol takes longer than all rules together, and it is the same for a long time. */
    private static Protocol read(Map<String, byte[]> national) {
        Protocol read = lastRead.get();
        if (read == null || !read.holds(national)) {
            read = new Protocol(national, read);
            lastRead = new SoftReference<>(read);
        }
        return read;
    }

    /** @param doubtful the files of which one that cannot be read or used ends the check: it would only be missed elsewhere */
    static List<Problem> of(Protocol under, Map<String, byte[]> effective, Predicate<String> doubtful) {
        Findings findings = new Findings();
        Protocol protocol = new Protocol(effective, under);
        ContentRules.check(protocol, findings);
        TableRules.layout(protocol, findings);
        if (findings.list().stream().anyMatch(problem -> FIRST.contains(problem.kind()) && doubtful.test(problem.file()))) {
            return findings.list();
        }
        ContentRules.references(protocol, findings);
        FormRules.check(under, protocol, findings);
        TableRules.check(under, protocol, findings);
        MessageNames messages = MessageNames.of(under, protocol);
        CallRules calls = new CallRules(protocol, findings);
        for (Model model : protocol.models().values().stream().filter(one -> named(one).isEmpty()).toList()) {
            ModelRules.check(model, findings);
            FlowRules.check(model, findings);
            calls.check(model);
            messages.check(model, findings);
        }
        ClauseRules.check(under, protocol, findings);
        LimitRules.check(under, protocol, findings);
        return findings.list();
    }

    /** Files that are too large, each or together: to be asked before anything else, of what somebody sends. */
    static List<Problem> sizes(Map<String, byte[]> files) {
        Findings findings = new Findings();
        long together = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            together += file.getValue().length;
            if (file.getValue().length > LARGEST_FILE) {
                findings.add(Problem.Kind.SIZE, file.getKey(), null, "it is larger than 1 MB. Take out what does not belong in it");
            }
        }
        if (together > LARGEST_TOGETHER) {
            findings.add(Problem.Kind.SIZE, "the deployment", null, "its files are larger than 5 MB together. Deploy fewer at once");
        }
        return findings.list();
    }

    /**
     * What must be known before anything else is read of what somebody sends: too large, no model or table at all, or saying what
     * none may say.
     */
    public static List<Problem> atOnce(Map<String, byte[]> files) {
        Findings findings = new Findings();
        findings.addAll(sizes(files));
        if (findings.list().isEmpty()) {
            files.forEach((file, content) -> findings.addAll(ModelLanguage.of(file, content)));
        }
        return findings.list();
    }

    /** A model must hold exactly one executable process, named like its file; empty when it does. */
    public static Optional<Problem> named(String file, byte[] content) {
        try {
            return named(Model.read(file, content));
        } catch (IllegalArgumentException e) {
            return Optional.of(new Problem(Problem.Kind.UNREADABLE, file, null, e.getMessage()));
        }
    }

    static Optional<Problem> named(Model model) {
        return ModelRules.named(model);
    }
}
