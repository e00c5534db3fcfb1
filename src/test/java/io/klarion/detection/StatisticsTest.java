package io.klarion.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values computed with SciPy 1.x and by hand. */
class StatisticsTest {

    private static final long[] ONE = {1, 2, 0, 5};
    private static final long[] OTHER = {3, 4, 0, 2};

    @Test
    void homogeneityTestsLeaveOutCellsThatNobodyUses() {
        assertThat(Statistics.chiSquareP(ONE, OTHER)).isCloseTo(0.2341479148, within(1e-9));
        assertThat(Statistics.likelihoodRatioP(ONE, OTHER)).isCloseTo(0.2236303953, within(1e-9));
        assertThat(Statistics.chiSquareP(new long[] {7, 0}, new long[] {9, 0})).isEqualTo(1);
    }

    @Test
    void divergencesOfTwentyTwentyAgainstTenThirty() {
        long[] window = {20, 20, 0};
        long[] reference = {10, 30, 0};
        assertThat(Statistics.kullbackLeibler(window, reference)).isCloseTo(0.1358739158, within(1e-9));
        assertThat(Statistics.populationStability(window, reference)).isCloseTo(0.2600857138, within(1e-9));
    }

    @Test
    void aQuarterOfTheRecordsInANewPlaceIsHalfTheGreatestDistance() {
        assertThat(Statistics.jensenShannon(new long[] {5, 5, 5, 5, 0}, new long[] {8, 8, 8, 0, 8}))
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void kolmogorovSmirnovFollowsItsLimitLaw() {
        assertThat(Statistics.kolmogorovSmirnovP(new long[] {120, 80}, new long[] {100, 100}))
                .isCloseTo(0.2562211851, within(1e-9));
        assertThat(Statistics.kolmogorovSmirnovP(new long[] {10, 10}, new long[] {50, 50}))
                .isEqualTo(1);
        assertThat(Statistics.kolmogorovSmirnovP(new long[] {100, 0}, new long[] {0, 100}))
                .isLessThan(1e-40);
    }

    @Test
    void meanDeviationAndMedian() {
        double[] values = {4, 1, 3, 2};
        assertThat(Statistics.mean(values)).isEqualTo(2.5);
        assertThat(Statistics.deviation(values)).isCloseTo(Math.sqrt(1.25), within(1e-12));
        assertThat(Statistics.median(values)).isEqualTo(2.5);
        assertThat(Statistics.median(new double[] {9, 1, 5})).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"0.37, 0.8769468194848791", "1, 0", "2, 0", "11, 15.104412573075516", "1234.5, 7550.550901077894"})
    void logGammaIsThatOfTheBooks(double x, double expected) {
        assertThat(DirichletMultinomial.logGamma(x)).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"10, 0.1", "20, 0.02", "20, 0.5", "50, 0.3"})
    void theMeanMovesAsFarAsTheDivergenceNeeds(int k, double divergence) {
        assertThat(PowerCurve.divergence(k, PowerCurve.shift(k, divergence))).isCloseTo(divergence, within(1e-7));
    }
}
