package org.iroprotocol.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iroprotocol.authority.Tables;
import org.springframework.stereotype.Component;

/** The rows of {@code court-documents.dmn}; an empty cell means what the national protocol says. */
@Component
class DocumentTypes {

    /** What is on no list; its title is typed. */
    static final String OTHER = "other";

    private static final String TABLE = "court-documents";
    private static final String NATIONAL_RULE = "court-documents";
    private static final String IRO = "iro";

    private final Tables tables;

    DocumentTypes(Tables tables) {
        this.tables = tables;
    }

    /** By row id, in the order of the table. */
    Map<String, DocumentType> of(String authority) {
        Map<String, DocumentType> types = new LinkedHashMap<>();
        tables.latest(authority, TABLE).rows().forEach((id, row) -> types.put(id, type(id, row)));
        return types;
    }

    /** A document outlives the row it was recorded under. */
    static DocumentType get(Map<String, DocumentType> types, String id) {
        return types.getOrDefault(id, type(id, Map.of()));
    }

    private static DocumentType type(String id, Map<String, Object> row) {
        List<String> rules = parts(row, "rules");
        List<String> to = parts(row, "to");
        return new DocumentType(id, or(text(row, "label"), words(id)), text(row, "expected"), yes(row, "if-any"),
                rules.isEmpty() ? List.of(NATIONAL_RULE) : rules, to.isEmpty() ? List.of(IRO) : to, yes(row, "relevance"),
                text(row, "at-limit"), text(row, "instead"), text(row, "clause"));
    }

    private static List<String> parts(Map<String, Object> row, String column) {
        return Stream.of(text(row, column).split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    private static boolean yes(Map<String, Object> row, String column) {
        return text(row, column).equalsIgnoreCase("yes");
    }

    private static String text(Map<String, Object> row, String column) {
        return row.getOrDefault(column, "").toString().strip();
    }

    private static String or(String text, String instead) {
        return text.isEmpty() ? instead : text;
    }

    static String words(String id) {
        String plain = id.replace('-', ' ');
        return plain.isEmpty() ? plain : Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }
}
