package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

/**
 * Values that other tools publish or assert in their own tests, from the same inputs; some published numbers are cut,
 * not rounded, and are compared within a whole unit of their last digit.
 */
class ThirdPartyCasesTest {

    private static final double[] UNIFORM_3 = {1.0 / 3, 1.0 / 3, 1.0 / 3};
    private static final double LN_2 = StrictMath.log(2);

    @Test
    void greatExpectationsKlToTheUniformDistribution() {
        assertClose(value(Measure.KL, SharePair.ofShares(new double[] {0.5, 0.3, 0.2}, UNIFORM_3)), 0.0689592746);
        assertClose(value(Measure.KL, SharePair.ofShares(new double[] {0.54, 0.32, 0.14}, UNIFORM_3)), 0.1259970029);
    }

    @Test
    void greatExpectationsTailHoldout() {
        double[] observed = {0.5, 0.25, 0.25};
        assertClose(value(Measure.KL, SharePair.ofShares(observed, new double[] {0.54, 0.36, 0.1})), 0.0994313840);
        assertClose(value(Measure.KL, SharePair.ofShares(observed, new double[] {0.57, 0.38, 0.05})), 0.2321677632);
        assertThat(value(Measure.KL, SharePair.ofShares(observed, new double[] {0.6, 0.4, 0})))
                .isInfinite();
    }

    @Test
    void popmonUniformAgainstSkewed() {
        SharePair pair =
                SharePair.ofShares(new double[] {0.25, 0.25, 0.25, 0.25}, new double[] {0.85, 0.05, 0.05, 0.05});
        assertClose(value(Measure.KL, pair), 0.9011345764);
        assertClose(value(Measure.REVERSE_KL, pair), 0.7987934300);
        assertClose(value(Measure.PSI, pair), 1.6999280064);
        assertClose(value(Measure.JS, pair), 0.1956166975);
        assertClose(value(Measure.JS, pair) / LN_2, 0.2822152394);
        assertClose(StrictMath.sqrt(value(Measure.JS, pair) / LN_2), 0.5312393429);
        assertClose(value(Measure.HELLINGER, pair), 0.4512345072);
        assertClose(value(Measure.TOTAL_VARIATION, pair), 0.6);
    }

    @Test
    void popmonTwoSampleChiSquare() {
        HomogeneityTest test = HomogeneityTest.of(new long[] {1, 2, 0, 5}, new long[] {3, 4, 0, 2});
        assertThat(test.chiSquare()).isCloseTo(2.9036, within(5e-5));
        assertThat(test.chiSquarePValue()).isCloseTo(0.2341, within(5e-5));
    }

    @Test
    void deequPopulationStabilityIndex() {
        SharePair pair = SharePair.of(
                new long[] {426, 437, 429, 391, 469, 433, 360, 443, 371, 418},
                new long[] {428, 425, 414, 427, 440, 447, 380, 386, 444, 386},
                Smoothing.none());
        assertThat(value(Measure.PSI, pair)).isCloseTo(0.007406694184014186, within(1e-15));
        assertClose(value(Measure.KL, pair), 0.0036778987);
        assertClose(value(Measure.REVERSE_KL, pair), 0.0037287955);
        assertClose(value(Measure.JS, pair) / LN_2, 0.0013345776);
    }

    @Test
    void deequLargestDifferenceOfShares() {
        assertThat(largest(new long[] {10, 20, 25, 10, 5}, new long[] {11, 20, 25, 10, 10}))
                .isCloseTo(0.06015037593984962, within(1e-15));
        assertClose(largest(new long[] {10, 20, 25, 10, 5, 0}, new long[] {20, 0, 25, 10, 10, 11}), 0.2857142857);
        assertThat(largest(new long[] {207, 20, 25, 14, 25, 0, 13}, new long[] {22, 20, 25, 12, 13, 15, 0}))
                .isCloseTo(0.475313576, within(5e-10));
    }

    @Test
    void deequOneSampleChiSquareIsTheDivergenceTimesTheRecords() {
        SharePair pair =
                SharePair.of(new long[] {207, 20, 25, 14, 25}, new long[] {223, 20, 25, 12, 13}, Smoothing.none());
        double statistic = 291 * value(Measure.CHI_SQUARE, pair);
        assertThat(ChiSquaredDistribution.of(4).survivalProbability(statistic))
                .isCloseTo(0.013227994814265176, within(1e-14));
    }

    @Test
    void deequKolmogorovSmirnovOfShiftedIntegers() {
        SharePair pair = SharePair.of(new long[] {1, 1, 1, 1, 0}, new long[] {0, 1, 1, 1, 1}, Smoothing.none());
        assertThat(Divergences.value(Measure.KS, pair, OrderedCells.first(5))).isEqualTo(0.25);
    }

    @Test
    void mlrunTenBins() {
        double[] u = {
            .07101131, .25138296, .03700347, .06843929, .11482246, .1339393, .0503426, .05639414, .13406714, .08259733
        };
        double[] t = {
            .17719221, .0949423, .02982267, .19927063, .19288318, .00137802, .07398598, .05829106, .06771774, .10451622
        };
        SharePair pair = SharePair.ofShares(t, u);
        assertThat(value(Measure.TOTAL_VARIATION, pair)).isCloseTo(0.3625321, within(5e-8));
        assertThat(value(Measure.HELLINGER, pair)).isCloseTo(0.338189, within(1e-6));
        assertThat(value(Measure.PSI, pair)).isCloseTo(1.097619, within(5e-7));
        assertThat(value(Measure.KL, pair)).isCloseTo(0.3786123721, within(1e-7));
        assertThat(value(Measure.REVERSE_KL, pair)).isCloseTo(0.7190068129, within(1e-7));
    }

    @Test
    void mlrunMirroredHistograms() {
        SharePair pair = SharePair.of(new long[] {0, 1, 2, 3}, new long[] {3, 2, 1, 0}, Smoothing.none());
        assertThat(value(Measure.TOTAL_VARIATION, pair)).isCloseTo(0.666666, within(1e-6));
        assertThat(value(Measure.HELLINGER, pair)).isCloseTo(0.727045, within(1e-6));
    }

    @Test
    void tensorflowDataValidationJensenShannonInBits() {
        assertClose(bits(new long[] {4, 4, 0, 0}, new long[] {0, 2, 2, 4}), 0.65563906222);
        assertClose(bits(new long[] {2, 2, 1, 0, 0, 0}, new long[] {0, 2, 0, 1, 1, 1}), 0.6);
        assertClose(bits(new long[] {1, 1, 0}, new long[] {1, 0, 1}), 0.5);
        assertClose(bits(new long[] {3, 0}, new long[] {0, 7}), 1);
        assertClose(bits(new long[] {3, 1}, new long[] {4, 0}), 0.13792538096);
    }

    @Test
    void tensorflowDataValidationLargestDifference() {
        assertClose(largest(new long[] {1, 9}, new long[] {3, 7}), 0.2);
        assertClose(largest(new long[] {0, 9, 1}, new long[] {3, 7, 0}), 0.3);
    }

    @Test
    void evidentlyCategories() {
        SharePair pair =
                SharePair.of(new long[] {16, 16, 16, 16, 16, 8}, new long[] {16, 18, 16, 14, 12, 12}, Smoothing.none());
        double statistic = 88 * value(Measure.CHI_SQUARE, pair);
        assertThat(statistic).isCloseTo(3.1746, within(5e-5));
        assertThat(ChiSquaredDistribution.of(5).survivalProbability(statistic)).isCloseTo(0.67309, within(5e-6));
        assertThat(value(Measure.HELLINGER, pair)).isCloseTo(0.06812, within(1e-5));
        assertClose(value(Measure.TOTAL_VARIATION, pair), 0.0681818182);
        assertClose(value(Measure.REVERSE_KL, pair), 0.0189096770);
        assertClose(value(Measure.KL, pair), 0.0183087046);
        assertClose(value(Measure.PSI, pair), 0.0372183816);
    }

    @Test
    void nannymlReplacedCategory() {
        SharePair pair = SharePair.of(new long[] {1, 1, 1, 1, 0}, new long[] {1, 1, 1, 0, 1}, Smoothing.none());
        assertClose(StrictMath.sqrt(value(Measure.JS, pair) / LN_2), 0.5);
        assertClose(value(Measure.HELLINGER, pair), 0.5);
        assertThat(largest(new long[] {2, 2, 2, 1}, new long[] {1, 1, 1, 0})).isCloseTo(1.0 / 7, within(1e-15));
        assertThat(largest(new long[] {2, 2, 2}, new long[] {0, 5, 0})).isCloseTo(2.0 / 3, within(1e-15));
    }

    @Test
    void frourosTwoSampleChiSquare() {
        HomogeneityTest test = HomogeneityTest.of(new long[] {4, 2, 0}, new long[] {1, 1, 4});
        assertThat(test.chiSquare()).isCloseTo(6.13333, within(5e-6));
        assertThat(test.chiSquarePValue()).isCloseTo(0.04657615, within(5e-9));
    }

    @Test
    void deepchecksEarthMoversDistanceOfShiftedRanges() {
        long[] window = new long[150];
        long[] reference = new long[150];
        for (int i = 0; i < 100; i++) {
            window[i] = 1;
            reference[i + 50] = 1;
        }
        SharePair pair = SharePair.of(window, reference, Smoothing.none());
        double distance = Divergences.value(Measure.WASSERSTEIN, pair, OrderedCells.first(150));
        assertThat(distance / 150).isCloseTo(1.0 / 3, within(1e-12));
    }

    @Test
    void scouterPopulationStabilityIndex() {
        SharePair pair = SharePair.ofShares(new double[] {0.16, 0.28, 0.32, 0.24}, new double[] {0.2, 0.3, 0.24, 0.26});
        assertClose(value(Measure.PSI, pair), 0.0349210194);
    }

    @Test
    void aTutorialsWrongKlIsNotRepeated() {
        SharePair pair = SharePair.ofShares(new double[] {0.2, 0.5, 0.3}, new double[] {0.1, 0.4, 0.5});
        assertClose(value(Measure.KL, pair), 0.0969535246);
        assertClose(value(Measure.KL, pair) / LN_2, 0.1398743692);
    }

    private static double value(Measure measure, SharePair pair) {
        return Divergences.value(measure, pair, OrderedCells.none());
    }

    private static double bits(long[] window, long[] reference) {
        return value(Measure.JS, SharePair.of(window, reference, Smoothing.none())) / LN_2;
    }

    private static double largest(long[] window, long[] reference) {
        return Divergences.largestDifference(SharePair.of(window, reference, Smoothing.none()));
    }

    /** Within half a unit of the tenth decimal, which is what was published. */
    private static void assertClose(double actual, double published) {
        assertThat(actual).isCloseTo(published, within(5.1e-11));
    }
}
