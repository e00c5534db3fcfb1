package io.klarion.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrappedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "income has drifted; 18; income has drifted",
                "income has drifted; 17; income has|    drifted",
                "income has drifted; 11; income has|    drifted",
                "income has drifted; 10; income has|    drifte|    d",
                "income has drifted; 9; income|    has|    drift|    ed",
                "abcdefghijklmno; 10; abcdefghij|    klmno",
                "a abcdefghijklmno; 10; a abcdefgh|    ijklmn|    o",
                "年齢 年齢 年齢; 10; 年齢 年齢|    年齢"
            })
    void longTextIsBrokenBetweenWords(String text, int width, String lines) {
        assertThat(wrapped(text, width)).containsExactly(lines.split("\\|"));
    }

    @Test
    void textStaysWholeWhereThereIsHardlyAnyRoom() {
        assertThat(wrapped("income has drifted", 8)).containsExactly("income has drifted");
    }

    @Test
    void everyLineKeepsTheColour() {
        AttributedStyle red = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);

        assertThat(Wrapped.lines(new AttributedString("income has drifted", red), 12))
                .extracting(line -> line.styleAt(line.length() - 1))
                .containsExactly(red, red);
    }

    private static List<String> wrapped(String text, int width) {
        return Wrapped.lines(new AttributedString(text), width).stream()
                .map(AttributedString::toString)
                .toList();
    }
}
