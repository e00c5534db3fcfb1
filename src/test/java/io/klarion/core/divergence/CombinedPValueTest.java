package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CombinedPValueTest {

    /* P(a/U + b/V ≥ x): for each U in a fine grid, the chance that V is small enough. */
    private static double summed(double p, double a, double q) {
        double x = a / p + (1 - a) / q;
        int steps = 2_000_000;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double rest = x - a * steps / (i + 0.5);
            sum += rest <= 1 - a ? 1 : (1 - a) / rest;
        }
        return sum / steps;
    }

    @ParameterizedTest(name = "p {0} with weight {1}, q {2}")
    @CsvSource({"0.5, 0.5, 0.5", "0.01, 0.4, 1", "0.9, 0.3, 0.02", "0.2, 0.85, 0.7", "0.001, 0.5, 0.001", "1, 0.4, 0.9"
    })
    void itIsTheTailOfTheSumOfIndependentParts(double p, double weight, double q) {
        assertThat(CombinedPValue.of(p, weight, q)).isCloseTo(summed(p, weight, q), withinPercentage(0.1));
    }

    @Test
    void nothingInEitherPartIsNothing() {
        assertThat(CombinedPValue.of(1, 0.4, 1)).isEqualTo(1);
    }

    @ParameterizedTest(name = "p {0}")
    @ValueSource(doubles = {1e-5, 1e-7, 1e-30, 1e-200})
    void farOutOnlyTheWeightIsPaid(double p) {
        assertThat(CombinedPValue.of(p, 0.4, 1)).isCloseTo(p / 0.4, withinPercentage(0.02));
        assertThat(CombinedPValue.of(p, 0.4, p)).isCloseTo(p, withinPercentage(0.02));
    }

    @ParameterizedTest(name = "p {0}")
    @ValueSource(doubles = {0, 1e-300})
    void certaintyStaysCertainty(double p) {
        assertThat(CombinedPValue.of(p, 0.4, 1)).isCloseTo(p / 0.4, within(1e-299));
        assertThat(CombinedPValue.of(1, 0.4, p)).isCloseTo(p / 0.6, within(1e-299));
    }

    @Test
    void moreEvidenceIsNeverLess() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            double p = random.nextDouble();
            double q = random.nextDouble();
            double weight = 0.1 + 0.8 * random.nextDouble();
            assertThat(CombinedPValue.of(p * random.nextDouble(), weight, q))
                    .isLessThanOrEqualTo(CombinedPValue.of(p, weight, q));
        }
    }

    /* Both parts from one draw: p = q, or one the other's complement. */
    @ParameterizedTest(name = "level {0}")
    @ValueSource(doubles = {0.1, 0.01, 0.001})
    void partsThatHangTogetherKeepTheLevel(double level) {
        int runs = 1_000_000;
        int alike = 0;
        int opposed = 0;
        for (int i = 0; i < runs; i++) {
            double p = (i + 0.5) / runs;
            alike += CombinedPValue.of(p, 0.4, p) < level ? 1 : 0;
            opposed += CombinedPValue.of(p, 0.4, 1 - p) < level ? 1 : 0;
        }
        assertThat(alike / (double) runs).isLessThanOrEqualTo(level);
        assertThat(opposed / (double) runs).isLessThanOrEqualTo(level);
    }
}
