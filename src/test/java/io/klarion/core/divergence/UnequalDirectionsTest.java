package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnequalDirectionsTest {

    /* The same probability, integrated over the normal variable of the first direction and over the estimate of the mean. */
    private static double integrated(double x, int degrees, double first, double estimated) {
        ChiSquaredDistribution others = ChiSquaredDistribution.of(degrees - 1.0);
        ChiSquaredDistribution estimate = ChiSquaredDistribution.of(estimated);
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double weight = (1 - first) / (degrees - 1);
        double wide = 12 / 400.0;
        double tall = (estimated + 12 * Math.sqrt(2 * estimated)) / 400;
        double sum = 0;
        for (int i = 0; i < 400; i++) {
            double z = (i + 0.5) * wide;
            for (int j = 0; j < 400; j++) {
                double mean = (j + 0.5) * tall;
                double left = (x * mean / estimated - first * z * z) / weight;
                sum += 2 * normal.density(z) * wide * estimate.density(mean) * tall * others.survivalProbability(left);
            }
        }
        return sum;
    }

    @ParameterizedTest(name = "statistic {0} over {1} degrees, spread {2}, {3} degrees of the estimate")
    @CsvSource({
        "0.3, 19, 2, 300",
        "1, 19, 2, 300",
        "2, 19, 2, 300",
        "3, 19, 2, 300",
        "2, 19, 6, 90",
        "4, 19, 6, 90",
        "8, 19, 6, 90",
        "14, 19, 6, 90",
        "6, 9, 8, 30",
        "12, 9, 8, 30",
        "5, 2, 1.5, 20",
        "20, 2, 1.9, 100"
    })
    void theTailIsThatOfTheSpectrumWithOneLargeDirection(double x, int degrees, double spread, double estimated) {
        double first = (1 + Math.sqrt((degrees - 1) * (spread - 1))) / degrees;
        double exact = integrated(x, degrees, first, estimated);
        assertThat(UnequalDirections.survival(x, degrees, spread, estimated) / exact)
                .isBetween(0.94, 1.2);
    }

    @Test
    void whereAllDirectionsAreAlikeItIsTheFLaw() {
        assertThat(UnequalDirections.survival(2.5, 10, 1, 40)
                        / FDistribution.of(10, 40).survivalProbability(2.5))
                .isBetween(0.99, 1.02);
    }

    @Test
    void aLargerStatisticIsNeverLikelier() {
        double before = 1;
        for (double x = 0; x < 40; x += 0.01) {
            double p = UnequalDirections.survival(x, 19, 6, 90);
            assertThat(p).isLessThanOrEqualTo(before + 1e-9);
            before = p;
        }
        assertThat(before).isLessThan(1e-9);
    }

    @Test
    void noDifferenceIsNoSurprise() {
        assertThat(UnequalDirections.survival(0, 19, 6, 90)).isEqualTo(1);
    }
}
