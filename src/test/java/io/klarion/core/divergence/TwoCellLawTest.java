package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoCellLawTest {

    @ParameterizedTest(name = "{0} of {1} records in the window, {2} of {3} in the reference")
    @CsvSource({"3, 50, 2, 1000", "9, 50, 20, 1000", "0, 200, 40, 800", "50, 100, 50, 100", "7, 7, 1, 9", "1, 30, 0, 90"
    })
    void theTailIsTheSumOverTheTablesOfTheHypergeometricLaw(int first, int n, int firstReference, int m) {
        int firsts = first + firstReference;
        double share = n / (double) (n + m);
        double statistic = statistic(first, firsts, n, n + m, share);
        HypergeometricDistribution law = HypergeometricDistribution.of(n + m, firsts, n);
        double expected = 0;
        for (int a = law.getSupportLowerBound(); a <= law.getSupportUpperBound(); a++) {
            expected += statistic(a, firsts, n, n + m, share) >= statistic * (1 - 1e-12) ? law.probability(a) : 0;
        }
        assertThat(TwoCellLaw.survival(statistic * (1 - 1e-12), firsts, (double) n + m - firsts, share))
                .isCloseTo(expected, withinPercentage(1e-6));
    }

    private static double statistic(int first, int firsts, int n, int all, double share) {
        return CellLaw.score(first, firsts, share) + CellLaw.score((double) n - first, (double) all - firsts, share);
    }
}
