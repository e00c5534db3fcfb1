package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothingTest {

    @Test
    void withoutSmoothingSharesAreCountsOverTotal() {
        assertThat(Smoothing.none().shares(new long[] {1, 0, 3})).containsExactly(0.25, 0, 0.75);
    }

    @Test
    void additiveSmoothingGivesEveryListedCellItsAlpha() {
        assertThat(Smoothing.additive(0.5).shares(new long[] {3, 0, 0, 1}))
                .containsExactly(3.5 / 6, 0.5 / 6, 0.5 / 6, 1.5 / 6);
    }

    @Test
    void additiveSmoothingOfNothingIsUniform() {
        assertThat(Smoothing.additive(1).shares(new long[4])).containsExactly(0.25, 0.25, 0.25, 0.25);
    }

    @Test
    void floorRaisesSmallSharesAndDividesByTheNewSum() {
        double[] shares = Smoothing.floor(0.1).shares(new long[] {0, 1, 99});
        assertThat(shares[0]).isCloseTo(0.1 / 1.19, within(1e-15));
        assertThat(shares[1]).isCloseTo(0.1 / 1.19, within(1e-15));
        assertThat(shares[2]).isCloseTo(0.99 / 1.19, within(1e-15));
    }

    @Test
    void weightsNeedNotBeWhole() {
        assertThat(Smoothing.none().shares(new double[] {0.5, 1.5})).containsExactly(0.25, 0.75);
    }

    @Test
    void countsMaySumBeyondTheLargestLong() {
        assertThat(Smoothing.none().shares(new long[] {Long.MAX_VALUE, Long.MAX_VALUE}))
                .containsExactly(0.5, 0.5);
    }

    @Test
    void theInputIsLeftAlone() {
        double[] weights = {1, 3};
        Smoothing.floor(0.5).shares(weights);
        assertThat(weights).containsExactly(1, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "additive:0.5", "additive:1", "floor:1.0E-6", "floor:0.01"})
    void textAndSmoothingAreEachOther(String text) {
        assertThat(Smoothing.parse(text)).hasToString(text);
        assertThat(Smoothing.parse(Smoothing.parse(text).toString())).isEqualTo(Smoothing.parse(text));
    }

    @Test
    void numbersAreReadInAnyNotation() {
        assertThat(Smoothing.parse("floor:1e-6")).isEqualTo(Smoothing.floor(0.000001));
        assertThat(Smoothing.parse("additive:.50")).isEqualTo(Smoothing.additive(0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "None", "none:1", "additive", "additive:", "additive:x", "floor", "laplace:1"})
    void parse_unknownText(String text) {
        assertThatThrownBy(() -> Smoothing.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("smoothing: must be none, additive:<alpha> or floor:<epsilon>, was " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0", "-1.0", "NaN", "Infinity", "1.0E-101"})
    void alphaMustBePositiveAndFinite(String alpha) {
        assertThatThrownBy(() -> Smoothing.parse("additive:" + alpha))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("smoothing: must be additive by more than 0 and at most 1e9, was additive:" + alpha);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0", "-0.1", "NaN", "1.0", "1.0E-101"})
    void epsilonMustBeBetweenZeroAndOne(String epsilon) {
        assertThatThrownBy(() -> Smoothing.parse("floor:" + epsilon))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("smoothing: must have a floor above 0 and below 1, was floor:" + epsilon);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "floor:0.001"})
    void nothingHasNoSharesUnlessSomethingIsAdded(String smoothing) {
        assertThatThrownBy(() -> Smoothing.parse(smoothing).shares(new long[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("counts: must have a finite sum above 0, was 0 over 3 cells");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "additive:0.5", "floor:0.001"})
    void noCellsHaveNoShares(String smoothing) {
        assertThatThrownBy(() -> Smoothing.parse(smoothing).shares(new long[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("counts: must have a finite sum above 0, was 0 over 0 cells");
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "NaN, NaN", "Infinity, Infinity", "-0.25, -0.25"})
    void weightsMustBeFiniteAndNotNegative(double weight, String text) {
        assertThatThrownBy(() -> Smoothing.additive(0.5).shares(new double[] {1, weight}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("counts[1]: must be at least 0 and finite, was " + text);
    }

    @Test
    void theLimitsThemselvesAreAllowed() {
        assertThat(Smoothing.additive(1e-100).shares(new long[2])).containsExactly(0.5, 0.5);
        assertThat(Smoothing.additive(1e9).shares(new long[2])).containsExactly(0.5, 0.5);
        assertThat(Smoothing.floor(1e-100).shares(new long[] {1, 0})).containsExactly(1, 1e-100);
        assertThat(Smoothing.none().shares(new double[] {Double.MAX_VALUE, 0})).containsExactly(1, 0);
        assertThatThrownBy(() -> Smoothing.additive(Math.nextUp(1e9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "smoothing: must be additive by more than 0 and at most 1e9, was additive:" + Math.nextUp(1e9));
    }

    @Test
    void weightsMustSumToAFiniteNumber() {
        assertThatThrownBy(() -> Smoothing.none().shares(new double[] {Double.MAX_VALUE, Double.MAX_VALUE}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("counts: must have a finite sum above 0, was Infinity over 2 cells");
    }
}
