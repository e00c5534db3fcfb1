package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/* Expected quantiles and tails are those of scipy 1.17 (stats.f.sf, stats.chi2.sf, stats.t.ppf). */
class EffectiveSizesTest {

    @Test
    void exactSizesAreJudgedByChiSquareAndTheNormalLaw() {
        EffectiveSizes exact = EffectiveSizes.independent(100, 1000);

        assertThat(exact.pValue(16.26623619623813, 3)).isCloseTo(0.001, within(1e-12));
        assertThat(exact.quantile(0.999, 3)).isCloseTo(3.090232306167813, within(1e-12));
        assertThat(exact.varianceFactor(3)).isEqualTo(1);
        assertThat(exact.noise()).isCloseTo(0.011, within(1e-15));
    }

    @ParameterizedTest(name = "spread {0}, {1} windows, statistic {2} over {3} degrees: {4}")
    @CsvSource({"1, 11, 20, 10, 0.04098813977040327"})
    void estimatedSizesOfOneSpreadAreJudgedByTheFLaw(
            double spread, int windows, double statistic, int degrees, double tail) {
        assertThat(new EffectiveSizes(50, 500, spread, windows).pValue(statistic, degrees))
                .isCloseTo(tail, within(1e-10));
    }

    @Test
    void whereDirectionsDifferTheHeaviestTailOfThatSpreadHolds() {
        assertThat(new EffectiveSizes(50, 500, 5, 31).pValue(60, 10))
                .isEqualTo(UnequalDirections.survival(6, 10, 5, 60))
                .isGreaterThan(0.004212720233087424);
    }

    @Test
    void manyWindowsWithoutSpreadAreAsGoodAsExact() {
        EffectiveSizes many = new EffectiveSizes(50, 500, 1, 1_000_000);
        EffectiveSizes exact = EffectiveSizes.independent(50, 500);

        assertThat(many.pValue(30, 10)).isCloseTo(exact.pValue(30, 10), within(1e-7));
        assertThat(many.quantile(0.99, 10)).isCloseTo(exact.quantile(0.99, 10), within(1e-5));
        assertThat(many.varianceFactor(10)).isCloseTo(1, within(1e-5));
    }

    @Test
    void theSpreadIsAtMostTheDegreesOfFreedom() {
        EffectiveSizes one = new EffectiveSizes(50, 500, 7, 11);

        assertThat(one.pValue(9, 2)).isEqualTo(new EffectiveSizes(50, 500, 2, 11).pValue(9, 2));
        assertThat(one.varianceFactor(2)).isCloseTo(2.2, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.99, 5", "NaN, 5", "1, -1"})
    void aSpreadBelowOneAndASingleWindowAreRefused(String spread, int windows) {
        assertThatThrownBy(() -> new EffectiveSizes(1, 1, Double.parseDouble(spread), windows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "effective sizes: must have a spread of at least 1 and no or at least 2 windows, was spread "
                                + spread + ", windows " + windows);
    }
}
