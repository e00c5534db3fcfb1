package io.klarion.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.report.TextTable.Align;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        TextTable table = new TextTable()
                .column("name", Align.LEFT)
                .column("n", Align.RIGHT)
                .column("note", Align.LEFT)
                .row("a", "1", "")
                .row("longer", "1,000", "x");

        assertThat(table.text(" ").lines())
                .containsExactly(" name        n  note", " a           1", " longer  1,000  x");
        assertThat(table.width()).isEqualTo(19);
    }

    @Test
    void wideCharactersCountForTwo() {
        TextTable table = new TextTable()
                .column("name", Align.LEFT)
                .column("n", Align.RIGHT)
                .row("年齢層", "1")
                .row("age", "2");

        assertThat(table.text("")).isEqualTo("name    n\n年齢層  1\nage     2\n");
    }

    @Test
    void rowNeedsOneCellAColumn() {
        assertThatThrownBy(() -> new TextTable().column("a", Align.LEFT).row("1", "2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row: must have 1 cells, one a column, was 2");
    }

    @ParameterizedTest
    @CsvSource({
        "plain text 年齢 é ▲, plain text 年齢 é ▲",
        "'a\u001b[31mb', a\uFFFD[31mb",
        "'a\nb', a\uFFFDb",
        "'a\u009bb', a\uFFFDb",
        "'a\u202eb', a\uFFFDb",
        "'a\u2028b', a\uFFFDb",
        "'a\ud800b', a\uFFFDb",
        "'\ud83d\ude00', '\ud83d\ude00'",
        "'', ''",
    })
    void onlyWhatCannotHarmIsPrinted(String text, String printed) {
        assertThat(PrintableText.of(text)).isEqualTo(printed);
    }
}
