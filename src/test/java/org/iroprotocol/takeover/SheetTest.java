package org.iroprotocol.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.iroprotocol.takeover.ImportReport.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from a file, and what is said about one that cannot be. */
class SheetTest {

    private static final String HEADER = "Child's name,Date of birth,Application type,Issued on,Court";

    private static Sheet read(String text) {
        return Sheet.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(byte[] file, String... words) {
        assertThatThrownBy(() -> Sheet.read(file)).isInstanceOf(UnreadableFileException.class)
                .hasMessageContainingAll(words);
    }

    private static void refused(String text, String... words) {
        refused(text.getBytes(StandardCharsets.UTF_8), words);
    }

    // ---- unhappy paths first

    @ParameterizedTest
    @ValueSource(strings = {"", "  \r\n", ";;;\r\n;;;\r\n", "\uFEFF"})
    void anEmptyFile(String text) {
        refused(text, "empty");
    }

    @Test
    void aHeaderAlone() {
        refused(HEADER + "\r\n", "no cases");
    }

    @Test
    void aFileWithoutHeadingsNeverShowsWhatItHolds() {
        assertThatThrownBy(() -> read("Robin Tester,04/05/2019,care order\n")).isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("template").hasMessageNotContaining("Robin");
    }

    @Test
    void anotherEncodingIsToldInWords() {
        refused((HEADER + "\nZoë,04/05/2019,Care order,07/09/2026,x").getBytes(Charset.forName("windows-1252")), "UTF-8");
        refused((HEADER + "\nZoë").getBytes(StandardCharsets.UTF_16), "UTF-8");
    }

    @Test
    void aWorkbookIsToldInWords() {
        refused(new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0, 8, 0}, "workbook", "CSV UTF-8");
        refused(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, "UTF-8");
    }

    @Test
    void aQuotationMarkThatIsNotClosedNamesTheRow() {
        refused(HEADER + "\nA,04/05/2019,Care order,07/09/2026,x\n\"B,04/05/2019,Care order,07/09/2026,x\n", "Row 3",
                "quotation mark");
    }

    @Test
    void tooManyRows() {
        refused(HEADER + "\n" + IntStream.rangeClosed(0, Sheet.MOST_ROWS).mapToObj(i -> "Child " + i + ",,,,")
                .collect(Collectors.joining("\n")), "501", "500");
    }

    @Test
    void columnsUnknownMissingOrTwiceAreNamed() {
        Sheet sheet = read("Child's name,Shoe size,Issued on,Issued on,Court\nA,1,2,3,4\n");
        assertThat(sheet.problems()).extracting(Problem::column)
                .containsExactlyInAnyOrder("Shoe size", "Issued on", "Date of birth", "Application type");
        assertThat(sheet.problems()).allSatisfy(problem -> assertThat(problem.row()).isEqualTo(1));
        assertThat(sheet.absent()).contains("CMH").doesNotContain("Court", "Date of birth");
    }

    @Test
    void aRowLongerThanTheHeaderIsToldWithItsNumber() {
        Sheet sheet = read(HEADER + "\nA,04/05/2019,Care order,07/09/2026,Court, at Derby\n");
        assertThat(sheet.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.row()).isEqualTo(2);
            assertThat(problem.text()).contains("more cells");
        });
    }

    // ---- and what is read

    @ParameterizedTest
    @ValueSource(strings = {",", ";"})
    void commasOrSemicolonsWithOrWithoutTheMarkOfExcel(String separator) {
        String text = (HEADER + "\r\nA,04/05/2019,Care order,07/09/2026,Court\r\n").replace(",", separator);
        for (String file : new String[] {text, "\uFEFF" + text, text.replace("\r\n", "\n")}) {
            assertThat(read(file).lines()).singleElement().satisfies(line -> {
                assertThat(line.text(Column.CHILD_NAME)).isEqualTo("A");
                assertThat(line.text(Column.COURT)).isEqualTo("Court");
                assertThat(line.text(Column.CMH)).isNull();
            });
        }
    }

    @Test
    void quotingAsExcelWritesIt() {
        Sheet sheet = read(HEADER + "\r\n\"Zoë \"\"Zo\"\" O’Hara, née Smith\",04/05/2019,Care order,07/09/2026,\"Family Court\n"
                + "at Derby\"\r\n");
        assertThat(sheet.problems()).isEmpty();
        assertThat(sheet.lines()).singleElement().satisfies(line -> {
            assertThat(line.text(Column.CHILD_NAME)).isEqualTo("Zoë \"Zo\" O’Hara, née Smith");
            assertThat(line.text(Column.COURT)).isEqualTo("Family Court\nat Derby");
        });
    }

    @Test
    void rowsAreCountedAsSpreadsheetsDoAlsoAfterEmptyOnesAndLineBreaksInCells() {
        Sheet sheet = read(HEADER + "\nA,,,,\"two\nlines\"\n,,,,\n\nB,,,,\n");
        assertThat(sheet.lines()).extracting(Sheet.Line::number).containsExactly(2, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "@SUM(A1)", "+44 1632 960 001", "-1", "=HYPERLINK(\"x\")"})
    void whatLooksLikeAFormulaIsJustText(String cell) {
        assertThat(read(HEADER + "\nA,,,,\"" + cell.replace("\"", "\"\"") + "\"\n").lines().get(0).text(Column.COURT))
                .isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IRO email", "iro e-mail", " IRO E-Mail ", "IRO’s details sent on", "IROs details sent on"})
    void headingsMayBeWrittenALittleDifferently(String heading) {
        assertThat(Column.of(heading)).isPresent();
    }

    @Test
    void noTwoColumnsHaveHeadingsThatAreReadAsTheSame() {
        assertThat(Arrays.stream(Column.values()).map(column -> Column.of(column.heading()).orElseThrow()))
                .containsExactly(Column.values());
    }
}
