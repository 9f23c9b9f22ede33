package org.iroprotocol.localisation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.iroprotocol.authority.AsSystem;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Everything that is in use for an authority: what the next case begins with, whoever deployed it. As files to take home, it is
 * laid out like the authority folders.
 */
@Component
public class InUse {

    static final String LETTERS = "letters/";

    private static final String FORM = ".form";
    /** All folders together hold less than two megabytes. */
    private static final int MOST_BYTES = 50 * 1024 * 1024;

    private final RepositoryService repository;
    private final AsSystem asSystem;

    /** For Spring; lazily, because the engine asks for it while it is being built. */
    InUse(@Lazy RepositoryService repository, @Lazy AsSystem asSystem) {
        this.repository = repository;
        this.asSystem = asSystem;
    }

    /**
     * Models and tables of the latest version, forms from their model's deployment, the newest of each letter. Says the same to
     * everybody; the caller decides who may see it.
     *
     * @return file name → content, complete tables; empty for an authority that has nothing deployed
     */
    public SortedMap<String, byte[]> files(String authority) {
        return asSystem.call(() -> read(authority));
    }

    /** The same as a zip file with the folders {@code processes/<authority>} and {@code forms/<authority>}. */
    public byte[] zip(String authority) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var file : files(authority).entrySet()) {
                zip.putNextEntry(new ZipEntry((file.getKey().endsWith(FORM) ? "forms/" : "processes/") + authority + "/"
                        + file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The files of such a zip file.
     *
     * @throws IllegalArgumentException in words for an administrator when it is none, or another authority's
     */
    static SortedMap<String, byte[]> unzip(String authority, byte[] zipped) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        int read = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(MOST_BYTES - read + 1);
                read += content.length;
                if (read > MOST_BYTES) {
                    throw new IllegalArgumentException("The zip file is far too large to hold an authority's files.");
                }
                for (String folder : List.of("processes/", "forms/")) {
                    if (entry.getName().startsWith(folder + authority + "/") && !entry.isDirectory()) {
                        files.put(entry.getName().substring((folder + authority + "/").length()), content);
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("The zip file cannot be read. Download it again from the page Authority folders.", e);
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("The zip file holds nothing of '" + authority + "'. Download it from the page Authority "
                    + "folders.");
        }
        return files;
    }

    private SortedMap<String, byte[]> read(String authority) {
        Deployed deployed = new Deployed(repository, authority);
        SortedMap<String, byte[]> files = new TreeMap<>();
        deployed.namesNewestFirst().filter(file -> file.resource().startsWith(LETTERS))
                .forEach(file -> files.computeIfAbsent(file.resource(), name -> deployed.content(file)));
        for (DecisionDefinition decision : repository.createDecisionDefinitionQuery().tenantIdIn(authority).latestVersion().list()) {
            files.put(decision.getResourceName(),
                    deployed.content(deployed.file(decision.getDeploymentId(), decision.getResourceName())));
        }
        for (ProcessDefinition process : deployed.processes()) {
            String id = process.getDeploymentId();
            deployed.names(id).stream().filter(name -> name.equals(process.getResourceName())
                    || name.startsWith(process.getKey() + ".") && name.endsWith(FORM))
                    .forEach(name -> files.put(name, deployed.content(deployed.file(id, name))));
        }
        return files;
    }
}
