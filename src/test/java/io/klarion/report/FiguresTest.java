package io.klarion.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0.14384, 4, 0.1438",
        "0, 3, 0.000",
        "1234.5678, 2, 1234.57",
        "-0.0281, 4, -0.0281",
        "0.0005, 3, 0.001",
        "0.00049, 3, 4.9e-04",
        "-0.00049, 3, -4.9e-04",
        "Infinity, 4, ∞",
        "-Infinity, 4, -∞",
    })
    void decimals(double value, int decimals, String text) {
        assertThat(Figures.decimal(value, decimals)).isEqualTo(text);
    }

    @Test
    void countsPercentagesAndTimes() {
        assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Figures.percent(0.999)).isEqualTo("99.9 %");
        assertThat(Figures.time(1_767_268_800_000L + 61_000)).isEqualTo("12:01:01");
    }

    @ParameterizedTest
    @CsvSource({
        "0, '        '",
        "1, ████████",
        "0.5, '████    '",
        "0.453125, '███▋    '",
        "0.001, '        '",
        "7, ████████",
        "-1, '        '",
    })
    void barsAreDrawnToAnEighth(double fraction, String bar) {
        assertThat(Bars.across(fraction, 8)).isEqualTo(bar);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, ▁",
        "1, 1, █",
        "5, 1, █",
        "0.5, 1, ▅",
        "0.1, 1, ▂",
        "-1, 1, ▁",
        "NaN, 1, ·",
        "0, 0, ▁",
        "Infinity, 2, █"
    })
    void valuesAreDrawnUpToTheTop(double value, double top, String bar) {
        assertThat(Bars.up(value, top)).isEqualTo(bar.charAt(0));
    }
}
