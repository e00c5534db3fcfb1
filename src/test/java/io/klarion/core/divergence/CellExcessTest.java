package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellExcessTest {

    @ParameterizedTest(name = "{0} of {1} records in the window, {2} of {3} in the reference")
    @CsvSource({
        "4, 200, 0, 1000",
        "12, 50, 20, 1000",
        "50, 50, 300, 1000",
        "200, 10000, 0, 1000",
        "5200, 10000, 380, 1000",
        "90, 100, 30, 100",
        "900, 1000, 6000, 10000",
        "45000, 100000, 300, 1000"
    })
    void theTailIsThatOfTheHypergeometricLaw(int inWindow, int n, int inReference, int m) {
        int total = inWindow + inReference;
        double expected = HypergeometricDistribution.of(n + m, total, n).survivalProbability(inWindow - 1);
        assertThat(CellExcess.of(n, m).pValue(inWindow, total)).isCloseTo(expected, withinPercentage(1));
    }

    @Test
    void farOutItIsThatOfTheNormalLawAndNeverSmaller() {
        double half = 1e10;
        double deviation = StrictMath.sqrt(half / 4 * 0.999);
        double p = CellExcess.of(half * 500, half * 500).pValue(half / 2 + 6 * deviation, half);
        assertThat(p / NormalDistribution.of(0, 1).survivalProbability(6)).isBetween(0.99, 1.03);
    }

    @ParameterizedTest(name = "{0} of 100 records in the window, {1} of 1000 in the reference")
    @CsvSource({"10, 100", "0, 50", "2, 50", "14, 100", "100, 1000", "1, 20"})
    void whatIsNotRemarkableIsNotComputed(long inWindow, long inReference) {
        assertThat(CellExcess.of(100, 1000).pValue((double) inWindow, (double) inWindow + inReference))
                .isEqualTo(1);
    }

    /* The next record after m others of the same law is beyond all of them with probability 1 / (m + 1). */
    @Test
    void recordsBeyondTheExtremesOfTheReferenceHaveTheLawOfRanks() {
        double p = 20.0 / 1020 * 19 / 1019 * 18 / 1018;
        assertThat(CellExcess.of(20, 1000).pValue(3, 3)).isCloseTo(p, within(1e-15));
    }
}
