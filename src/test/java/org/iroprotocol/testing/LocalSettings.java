package org.iroprotocol.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.iroprotocol.authority.AuthorityFolders;
import org.springframework.stereotype.Component;

/** Settings of an authority as its administrator would change them: by deploying the table with another value in a row. */
@Component
public class LocalSettings {

    private final AuthorityFolders folders;
    private final RepositoryService repository;
    private final List<String> deployments = new ArrayList<>();

    LocalSettings(AuthorityFolders folders, RepositoryService repository) {
        this.folders = folders;
        this.repository = repository;
    }

    /** Holds until {@link #reset}. */
    public void put(String authority, String row, String value) {
        String table = new String(folders.content(authority, "settings.dmn"), StandardCharsets.UTF_8);
        String changed = Pattern.compile("(<rule id=\"" + Pattern.quote(row) + "\">.*?<outputEntry[^>]*>\\s*<text>)\"[^\"]*\"",
                Pattern.DOTALL).matcher(table).replaceFirst("$1\"" + value + "\"");
        if (changed.equals(table)) {
            throw new IllegalArgumentException("no other value for " + row);
        }
        deployments.add(repository.createDeployment().name("tables").tenantId(authority)
                .addString("settings.dmn", changed).deploy().getId());
    }

    public void reset() {
        deployments.forEach(id -> repository.deleteDeployment(id, true));
        deployments.clear();
    }
}
