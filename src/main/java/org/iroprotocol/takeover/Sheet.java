package org.iroprotocol.takeover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iroprotocol.takeover.ImportReport.Problem;

/**
 * The file as read: its rows by column. Every cell is text and stays text, whatever a spreadsheet would make of it.
 *
 * @param lines    rows with something in them, without the header row
 * @param problems with the header row, and rows longer than it
 * @param absent   headings the file does not have and need not have
 */
record Sheet(List<Line> lines, List<Problem> problems, List<String> absent) {

    /** Rows of one file: more in one go would keep one transaction open for too long. */
    static final int MOST_ROWS = 500;

    private static final CsvMapper CSV = CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
    private static final int SHOWN = 40;
    private static final String SAVE_AS = "Open it in your spreadsheet program and save it as \"CSV UTF-8\".";

    /**
     * One row.
     *
     * @param number as spreadsheet programs count: the header row is 1
     */
    record Line(int number, Map<Column, String> cells) {

        /** @return null for an empty cell */
        String text(Column column) {
            return cells.get(column);
        }
    }

    /** @throws UnreadableFileException when the file as a whole cannot be read */
    static Sheet read(byte[] file) {
        String text = decode(file);
        List<String[]> rows = parse(text);
        if (rows.isEmpty() || rows.stream().allMatch(Sheet::empty)) {
            throw new UnreadableFileException("The file is empty. Choose the file with the cases.");
        }
        List<Problem> problems = new ArrayList<>();
        List<Column> columns = header(rows.get(0), problems);
        Set<Column> missing = EnumSet.allOf(Column.class);
        columns.forEach(missing::remove);
        missing.stream().filter(Column::required).forEach(column -> problems.add(new Problem(1, column.heading(),
                "The file has no such column. Add it, with exactly this heading.")));
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            if (!empty(rows.get(i))) {
                lines.add(line(i + 1, rows.get(i), columns, problems));
            }
        }
        if (lines.size() > MOST_ROWS) {
            throw new UnreadableFileException("The file has " + lines.size() + " rows; " + MOST_ROWS
                    + " is the most for one file. Split it, keeping brothers and sisters in the same file.");
        }
        if (lines.isEmpty() && problems.isEmpty()) {
            throw new UnreadableFileException("The file has a header row and no cases. Add one row for each child.");
        }
        return new Sheet(lines, problems, missing.stream().filter(column -> !column.required()).map(Column::heading).toList());
    }

    private static Line line(int number, String[] row, List<Column> columns, List<Problem> problems) {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        for (int i = 0; i < row.length; i++) {
            String cell = row[i].strip();
            if (cell.isEmpty()) {
                continue;
            }
            if (i >= columns.size()) {
                problems.add(new Problem(number, null, "The row has more cells than the header row. Put quotation marks "
                        + "around a text that holds the character between the columns, or remove what is too much."));
                break;
            }
            if (columns.get(i) != null) {
                cells.put(columns.get(i), cell);
            }
        }
        return new Line(number, cells);
    }

    /** By position; null for a column that is not known or comes twice. */
    private static List<Column> header(String[] row, List<Problem> problems) {
        if (Arrays.stream(row).noneMatch(heading -> Column.of(heading).isPresent())) {
            throw new UnreadableFileException("The first row does not hold the headings. Download the template and keep its "
                    + "first row as it is.");
        }
        List<Column> columns = new ArrayList<>();
        for (String each : row) {
            String heading = each.strip();
            Optional<Column> column = Column.of(heading);
            if (heading.isEmpty()) {
                columns.add(null);
            } else if (column.isEmpty()) {
                problems.add(new Problem(1, heading.length() > SHOWN ? heading.substring(0, SHOWN) + "…" : heading,
                        "There is no such column. Correct the heading as in the template, or remove the column."));
                columns.add(null);
            } else if (columns.contains(column.get())) {
                problems.add(new Problem(1, column.get().heading(), "This column comes twice. Remove one of the two."));
                columns.add(null);
            } else {
                columns.add(column.get());
            }
        }
        return columns;
    }

    private static boolean empty(String[] row) {
        return Arrays.stream(row).allMatch(String::isBlank);
    }

    private static String decode(byte[] file) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableFileException("The file is not a CSV file in UTF-8. " + SAVE_AS);
        }
        if (text.chars().anyMatch(letter -> letter < ' ' && letter != '\r' && letter != '\n' && letter != '\t')) {
            throw new UnreadableFileException("The file is not a CSV file, it may be a workbook. " + SAVE_AS);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static List<String[]> parse(String text) {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
        List<String[]> rows = new ArrayList<>();
        try (MappingIterator<String[]> read = CSV.readerFor(String[].class).with(schema).readValues(text)) {
            while (read.hasNextValue()) {
                rows.add(read.nextValue());
            }
            return rows;
        } catch (JsonProcessingException e) {
            throw new UnreadableFileException("Row " + (rows.size() + 1) + " cannot be read. Check its quotation marks: each "
                    + "text that begins with one must end with one, and one inside a text is written twice.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Spreadsheet programs write a comma or, by the settings of the computer, a semicolon. The headings hold neither. */
    private static char separator(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        return first.indexOf(';') > -1 && first.chars().filter(letter -> letter == ';').count()
                >= first.chars().filter(letter -> letter == ',').count() ? ';' : ',';
    }
}
