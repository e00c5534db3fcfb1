package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HomogeneityTestTest {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @Test
    void twoByTwoTableWorkedByHand() {
        HomogeneityTest test = HomogeneityTest.of(new long[] {30, 70}, new long[] {50, 50});
        assertThat(test.chiSquare()).isCloseTo(100.0 / 40 * 2 + 100.0 / 60 * 2, within(1e-12));
        assertThat(test.degreesOfFreedom()).isEqualTo(1);
        assertThat(test.minExpected()).isEqualTo(40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void statisticsEqualTheNaiveTable(long seed) {
        RandomCounts random = RandomCounts.of(seed);
        int cells = random.cells();
        long[] window = random.row(cells);
        long[] reference = random.row(cells);
        double n = Arrays.stream(window).sum();
        double m = Arrays.stream(reference).sum();
        double g = 0;
        double chiSquare = 0;
        for (int i = 0; i < cells; i++) {
            double pooled = (window[i] + reference[i]) / (n + m);
            g += window[i] == 0 ? 0 : 2 * window[i] * Math.log(window[i] / (n * pooled));
            g += reference[i] == 0 ? 0 : 2 * reference[i] * Math.log(reference[i] / (m * pooled));
            chiSquare += pooled == 0 ? 0 : (window[i] - n * pooled) * (window[i] - n * pooled) / (n * pooled);
            chiSquare += pooled == 0 ? 0 : (reference[i] - m * pooled) * (reference[i] - m * pooled) / (m * pooled);
        }
        HomogeneityTest test = HomogeneityTest.of(window, reference);
        assertThat(test.g()).isCloseTo(g, within(1e-9 * (1 + n + m)));
        assertThat(test.chiSquare()).isCloseTo(chiSquare, within(1e-9 * (1 + chiSquare)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neitherTheOrderOfCellsNorOfSidesMatters(long seed) {
        RandomCounts random = RandomCounts.of(seed);
        int cells = random.cells();
        long[] window = random.row(cells);
        long[] reference = random.row(cells);
        int[] order = random.permutation(cells);
        HomogeneityTest test = HomogeneityTest.of(window, reference);
        HomogeneityTest turned =
                HomogeneityTest.of(RandomCounts.permuted(reference, order), RandomCounts.permuted(window, order));
        assertThat(turned.g()).isCloseTo(test.g(), within(1e-10 * (1 + test.g())));
        assertThat(turned.chiSquare()).isCloseTo(test.chiSquare(), within(1e-10 * (1 + test.chiSquare())));
        assertThat(turned.degreesOfFreedom()).isEqualTo(test.degreesOfFreedom());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void effectiveCountsScaleTheStatistics(long seed) {
        RandomCounts random = RandomCounts.of(seed);
        int cells = random.cells();
        long[] window = random.row(cells);
        long[] reference = random.row(cells);
        double n = Arrays.stream(window).sum() / 8.0;
        double m = Arrays.stream(reference).sum() / 8.0;
        HomogeneityTest all = HomogeneityTest.of(window, reference);
        HomogeneityTest effective = HomogeneityTest.of(window, reference, EffectiveSizes.independent(n, m));
        assertThat(effective.g()).isCloseTo(all.g() / 8, within(1e-9 * (1 + all.g())));
        assertThat(effective.chiSquare()).isCloseTo(all.chiSquare() / 8, within(1e-9 * (1 + all.chiSquare())));
        assertThat(effective.minExpected()).isCloseTo(all.minExpected() / 8, within(1e-9 * (1 + all.minExpected())));
        assertThat(effective.gPValue()).isGreaterThanOrEqualTo(all.gPValue());
    }

    @Test
    void nothingToTestIsNoEvidence() {
        HomogeneityTest none = new HomogeneityTest(0, 1, 0, 1, 0, 0);
        assertThat(HomogeneityTest.of(new long[3], new long[] {1, 2, 3})).isEqualTo(none);
        assertThat(HomogeneityTest.of(new long[] {1, 2, 3}, new long[3])).isEqualTo(none);
        assertThat(HomogeneityTest.of(new long[] {0, 9}, new long[] {0, 4})).isEqualTo(none);
        assertThat(HomogeneityTest.of(new long[] {4, 9}, new long[] {2, 4}, EffectiveSizes.independent(0, 6)))
                .isEqualTo(none);
        assertThat(HomogeneityTest.of(new long[0], new long[0])).isEqualTo(none);
    }

    @Test
    void aDifferenceOfOnePartInABillionIsNotLostInRounding() {
        long trillion = 1_000_000_000_000L;
        HomogeneityTest test =
                HomogeneityTest.of(new long[] {trillion + 1000, trillion - 1000}, new long[] {trillion, trillion});
        assertThat(test.chiSquare()).isCloseTo(1e-6, within(1e-14));
        assertThat(test.g()).isCloseTo(1e-6, within(1e-14));
    }

    @Test
    void rowsMustFit() {
        assertThatThrownBy(() -> HomogeneityTest.of(new long[] {1, 2}, new long[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("window: must have as many cells as the reference, 1, was 2");
        assertThatThrownBy(() -> HomogeneityTest.of(new long[] {1, 2}, new long[] {1, -1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reference[1]: must be at least 0, was -1");
    }
}
