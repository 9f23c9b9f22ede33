package org.iroprotocol.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** Settings of an authority as its administrator would change them: by deploying the table with another value in a row. */
@Component
public class LocalSettings {

    private final RepositoryService repository;
    private final List<String> deployments = new ArrayList<>();

    LocalSettings(RepositoryService repository) {
        this.repository = repository;
    }

    /** Holds until {@link #reset}. */
    public void put(String authority, String row, String value) {
        String table = deployed(authority, "settings");
        String changed = Pattern.compile("(<rule id=\"" + Pattern.quote(row) + "\">.*?<outputEntry[^>]*>\\s*<text>)\"[^\"]*\"",
                Pattern.DOTALL).matcher(table).replaceFirst("$1\"" + value + "\"");
        if (changed.equals(table)) {
            throw new IllegalArgumentException("no other value for " + row);
        }
        deployments.add(repository.createDeployment().name("tables").tenantId(authority)
                .addString("settings.dmn", changed).deploy().getId());
    }

    /** As {@link #put}, of any table: the cell is the id of its output entry, for example {@code stage-1-at-limit}. */
    public void cell(String authority, String table, String cell, String value) {
        String before = deployed(authority, table);
        String text = value.matches("[0-9]+") ? value : '"' + value + '"';
        String changed = Pattern.compile("(<outputEntry id=\"" + Pattern.quote(cell) + "\">\\s*<text>)(\"[^\"]*\"|[0-9]+)")
                .matcher(before).replaceFirst("$1" + text);
        if (changed.equals(before)) {
            throw new IllegalArgumentException("no other value for " + cell);
        }
        deployments.add(repository.createDeployment().name("tables").tenantId(authority)
                .addString(table + ".dmn", changed).deploy().getId());
    }

    private String deployed(String authority, String table) {
        String id = repository.createDecisionDefinitionQuery().decisionDefinitionKey(table).tenantIdIn(authority)
                .latestVersion().singleResult().getId();
        try (InputStream content = repository.getDecisionModel(id)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void reset() {
        deployments.forEach(id -> repository.deleteDeployment(id, true));
        deployments.clear();
    }
}
