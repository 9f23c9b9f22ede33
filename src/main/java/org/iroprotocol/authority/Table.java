package org.iroprotocol.authority;

import java.util.Map;
import java.util.Optional;

/**
 * One row-wise table ({@code deadlines}, {@code settings}, {@code working-days}, …) as it stands for an authority.
 *
 * @param version opaque id under which exactly these rows can be read again; never null
 * @param rows    row id → column name (the DMN output's name) → value; String, or Integer, or BigDecimal where it has
 *                decimals or is too big; empty cells are absent; in table order
 */
public record Table(String version, Map<String, Map<String, Object>> rows) {

    /** The row of that id, or empty when the authority has none. */
    public Optional<Map<String, Object>> row(String id) {
        return Optional.ofNullable(rows.get(id));
    }
}
