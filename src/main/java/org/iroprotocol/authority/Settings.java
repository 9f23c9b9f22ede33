package org.iroprotocol.authority;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What an authority has set in its {@code settings.dmn}: one row per setting, column {@code value}. */
@Component
public class Settings {

    /** Where a recipient is asked for, this and the id of a row mean the shared mailbox whose address stands there. */
    public static final String MAILBOX = "mailbox:";

    private final Tables tables;

    Settings(Tables tables) {
        this.tables = tables;
    }

    /** The setting's value, or empty when there is no such row or its cell is empty. */
    public Optional<String> find(String authority, String id) {
        return tables.latest(authority, "settings").row(id)
                .map(row -> row.get("value"))
                .map(Object::toString)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** The setting's value; throws {@link IllegalStateException} naming the missing row. */
    public String get(String authority, String id) {
        return find(authority, id).orElseThrow(() -> new IllegalStateException(
                "settings.dmn of '" + authority + "' has no value in row '" + id + "': add it and deploy the table."));
    }

    /** A comma-separated setting as trimmed parts; empty when unset. */
    public List<String> list(String authority, String id) {
        return find(authority, id).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
