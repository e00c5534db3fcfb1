package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomogeneityTest {

    private static final int CELLS = 10;
    private static final List<int[]> EACH =
            IntStream.range(0, CELLS).mapToObj(c -> new int[] {c}).toList();

    /* Normal values in ten cells of equal chance; the mean of each window wanders. */
    private static long[][] windows(int count, int size, double wander, SplittableRandom random) {
        long[][] windows = new long[count][CELLS];
        for (long[] window : windows) {
            double mean = wander * random.nextGaussian();
            for (int i = 0; i < size; i++) {
                double share = org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1)
                        .cumulativeProbability(mean + random.nextGaussian());
                window[Math.min(CELLS - 1, (int) (share * CELLS))]++;
            }
        }
        return windows;
    }

    @ParameterizedTest(name = "{0} windows of {1}")
    @CsvSource({"5, 200", "30, 50", "30, 11"})
    void independentWindowsHaveEveryPValueAlike(int count, int size) {
        SplittableRandom random = new SplittableRandom(11);
        int runs = 1000;
        int pearson = 0;
        int ranks = 0;
        for (int run = 0; run < runs; run++) {
            long[][] windows = windows(count, size, 0, random);
            pearson += Homogeneity.pearson(windows, EACH) < 0.1 ? 1 : 0;
            ranks += Homogeneity.ranks(windows, CELLS) < 0.1 ? 1 : 0;
        }
        assertThat(pearson / (double) runs).isEqualTo(0.1, within(0.03));
        assertThat(ranks / (double) runs).isEqualTo(0.1, within(0.03));
    }

    @Test
    void aWanderingMeanIsSeenByItsRanksLongBeforePearsonSeesIt() {
        SplittableRandom random = new SplittableRandom(12);
        int runs = 200;
        int pearson = 0;
        int ranks = 0;
        for (int run = 0; run < runs; run++) {
            long[][] windows = windows(30, 200, 0.07, random);
            pearson += Homogeneity.pearson(windows, EACH) < 0.01 ? 1 : 0;
            ranks += Homogeneity.ranks(windows, CELLS) < 0.01 ? 1 : 0;
        }
        assertThat(ranks).isGreaterThan(100).isGreaterThan(2 * pearson);
    }

    @Test
    void windowsThatAreAllAlikeAreUnremarkableAndOneSidedOnesAreNot() {
        long[][] alike = new long[6][];
        long[][] oneSided = new long[6][];
        for (int w = 0; w < 6; w++) {
            alike[w] = new long[] {50, 50};
            oneSided[w] = w % 2 == 0 ? new long[] {90, 10} : new long[] {10, 90};
        }
        List<int[]> both = List.of(new int[] {0}, new int[] {1});
        assertThat(Homogeneity.isUnremarkable(List.<long[][]>of(alike), both, 2))
                .isTrue();
        assertThat(Homogeneity.isUnremarkable(List.<long[][]>of(oneSided), both, 0))
                .isFalse();
        assertThat(Homogeneity.ranks(new long[][] {{5, 0}, {7, 0}}, 2)).isEqualTo(1);
    }

    @Test
    void ofIndependentWindowsLocationAndScaleVaryAsByChance() {
        SplittableRandom random = new SplittableRandom(14);
        double[] mean = new double[2];
        int runs = 500;
        for (int run = 0; run < runs; run++) {
            double[] variation = Homogeneity.variation(List.<long[][]>of(windows(20, 50, 0, random)), CELLS)
                    .orElseThrow();
            mean[0] += variation[0] / runs;
            mean[1] += variation[1] / runs;
        }
        assertThat(mean[0]).isEqualTo(1, within(0.05));
        assertThat(mean[1]).isEqualTo(1, within(0.05));
    }

    /* A mean of n records that wanders by τ deviations varies 1 + nτ² · 3/π times as much as by chance, in ranks. */
    @Test
    void aMeanThatWandersShowsInTheLocationOnly() {
        SplittableRandom random = new SplittableRandom(15);
        double[] mean = new double[2];
        int runs = 200;
        for (int run = 0; run < runs; run++) {
            double[] variation = Homogeneity.variation(List.<long[][]>of(windows(30, 200, 0.1, random)), CELLS)
                    .orElseThrow();
            mean[0] += variation[0] / runs;
            mean[1] += variation[1] / runs;
        }
        assertThat(mean[0]).isEqualTo(1 + 200 * 0.01 * 3 / Math.PI, within(0.15));
        assertThat(mean[1]).isEqualTo(1, within(0.05));
    }

    @Test
    void withoutOrderOrOneUsedCellNothingIsSaid() {
        long[][] windows = windows(20, 50, 0, new SplittableRandom(16));
        assertThat(Homogeneity.variation(List.<long[][]>of(windows), 0)).isEmpty();
        assertThat(Homogeneity.variation(List.<long[][]>of(new long[][] {{0, 5}, {0, 9}}), 2))
                .isEmpty();
    }
}
