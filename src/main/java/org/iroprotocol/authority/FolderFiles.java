package org.iroprotocol.authority;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of one place (a folder on disk, or the jar), by sub-folder and file name.
 *
 * @param processes sub-folder of {@code processes} → file → content; also sub-folders without any file
 * @param forms     sub-folder of {@code forms} → file → content
 */
record FolderFiles(SortedMap<String, SortedMap<String, byte[]>> processes, SortedMap<String, SortedMap<String, byte[]>> forms) {

    private static final String PROCESSES = "processes";
    private static final String FORMS = "forms";
    private static final Pattern PROCESS_FILE = Pattern.compile("([^/]+\\.(bpmn|dmn)|letters/[^/]+\\.html)");
    private static final Pattern FORM_FILE = Pattern.compile("[^/]+\\.form");
    private static final Pattern IN_JAR = Pattern.compile(".*/(processes|forms)/([^/]+)/((letters/)?[^/]+)");
    private static final List<String> JAR_PATTERNS = List.of("classpath*:processes/*/*.bpmn", "classpath*:processes/*/*.dmn",
            "classpath*:processes/*/letters/*.html", "classpath*:forms/*/*.form");

    static boolean onDisk(Path root) {
        return Files.isDirectory(root.resolve(PROCESSES));
    }

    static FolderFiles fromDisk(Path root) {
        return new FolderFiles(subFolders(root.resolve(PROCESSES), PROCESS_FILE), subFolders(root.resolve(FORMS), FORM_FILE));
    }

    static FolderFiles fromJar(ClassLoader loader) {
        FolderFiles found = new FolderFiles(new TreeMap<>(), new TreeMap<>());
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(loader);
        try {
            for (String pattern : JAR_PATTERNS) {
                for (Resource resource : resolver.getResources(pattern)) {
                    Matcher place = IN_JAR.matcher(resource.getURL().toString());
                    if (place.matches()) {
                        var tree = place.group(1).equals(FORMS) ? found.forms : found.processes;
                        // The first on the class path wins, as the class loader itself would decide.
                        tree.computeIfAbsent(place.group(2), name -> new TreeMap<>())
                                .putIfAbsent(place.group(3), resource.getContentAsByteArray());
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("The authority folders in the jar cannot be read. Is the jar complete?", e);
        }
        return found;
    }

    /** Lays another place over this one, file by file. */
    FolderFiles with(FolderFiles over) {
        return new FolderFiles(merged(processes, over.processes), merged(forms, over.forms));
    }

    SortedMap<String, byte[]> of(String folder) {
        SortedMap<String, byte[]> files = new TreeMap<>(processes.getOrDefault(folder, new TreeMap<>()));
        files.putAll(forms.getOrDefault(folder, new TreeMap<>()));
        return files;
    }

    /** Whether it holds just the files the other one holds, to the byte. */
    boolean same(FolderFiles other) {
        return same(processes, other.processes) && same(forms, other.forms);
    }

    private static boolean same(Map<String, SortedMap<String, byte[]>> one, Map<String, SortedMap<String, byte[]>> other) {
        return one.keySet().equals(other.keySet()) && one.entrySet().stream().allMatch(folder -> {
            SortedMap<String, byte[]> files = other.get(folder.getKey());
            return folder.getValue().keySet().equals(files.keySet()) && folder.getValue().entrySet().stream()
                    .allMatch(file -> Arrays.equals(file.getValue(), files.get(file.getKey())));
        });
    }

    private static SortedMap<String, SortedMap<String, byte[]>> merged(Map<String, SortedMap<String, byte[]>> under,
            Map<String, SortedMap<String, byte[]>> over) {
        SortedMap<String, SortedMap<String, byte[]>> all = new TreeMap<>();
        Stream.of(under, over).forEach(tree -> tree.forEach((folder, files) ->
                all.computeIfAbsent(folder, name -> new TreeMap<>()).putAll(files)));
        return all;
    }

    private static SortedMap<String, SortedMap<String, byte[]>> subFolders(Path folder, Pattern wanted) {
        SortedMap<String, SortedMap<String, byte[]>> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> children = Files.list(folder)) {
            children.filter(Files::isDirectory)
                    .filter(child -> !child.getFileName().toString().startsWith("."))
                    .forEach(child -> found.put(child.getFileName().toString(), files(child, wanted)));
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return found;
    }

    private static SortedMap<String, byte[]> files(Path folder, Pattern wanted) {
        SortedMap<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(folder, 2)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (wanted.matcher(name).matches()) {
                    found.put(name, content(file));
                }
            }
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return found;
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readAllBytes();
        }
    }

    private static IllegalStateException unreadable(Path folder, IOException cause) {
        return new IllegalStateException("The folder " + folder.toAbsolutePath().normalize()
                + " cannot be read. Check that it exists and may be read by the account the server runs under.", cause);
    }
}
