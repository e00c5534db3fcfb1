package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.klarion.core.divergence.HomogeneityTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverDispersionTest {

    @Test
    void rhoIsPearsonsInflationOverTheMeanSize() {
        /* Four one-sided windows of 10 with X² = 25/5 + 25/5 each, one even: φ = 40 / 4, n̄ = 10, ρ = (10 − 1) / (10 − 1). */
        Dispersion dispersion = OverDispersion.of(windows(new long[][] {{10, 0}, {0, 10}, {10, 0}, {0, 10}, {5, 5}}));

        assertThat(dispersion.rho()).isEqualTo(1, within(1e-12));
        assertThat(dispersion.upper()).isEqualTo(1);
        assertThat(dispersion.windows()).isEqualTo(5);
    }

    @Test
    void unequalWindowsUseDonnersMeanSize() {
        /* Shares 1/4 or 3/4 against the pool's half: X² = Σ n_w / 4 = 12 over 5 degrees of freedom;
         * n̄ = (48 − 448/48) / 5. */
        Dispersion dispersion =
                OverDispersion.of(windows(new long[][] {{9, 3}, {1, 3}, {2, 6}, {9, 3}, {1, 3}, {2, 6}}));

        assertThat(dispersion.rho()).isEqualTo((2.4 - 1) / ((48 - 448 / 48.0) / 5 - 1), within(1e-12));
        assertThat(dispersion.upper()).isGreaterThan(dispersion.rho());
    }

    @Test
    void aConstantFeatureHasNoDispersion() {
        assertThat(OverDispersion.of(windows(new long[][] {{9, 0}, {8, 0}, {7, 0}, {9, 0}, {9, 0}})))
                .isEqualTo(new Dispersion(0, 0, 5));
    }

    @Test
    void fourWindowsAreTooFewAndEmptyOnesDoNotCount() {
        assertThat(OverDispersion.of(windows(new long[][] {{5, 5}, {9, 1}, {0, 0}, {3, 7}, {4, 6}})))
                .isEqualTo(Dispersion.UNKNOWN);
    }

    @Test
    void windowsOfOneRecordSayNothing() {
        assertThat(OverDispersion.of(windows(new long[][] {{1, 0}, {0, 1}, {1, 0}, {1, 0}, {0, 1}, {1, 0}})))
                .isEqualTo(Dispersion.UNKNOWN);
    }

    @Test
    void oneStrayRecordInARareCellDoesNotRuleTheEstimate() {
        long[][] even = new long[20][];
        Arrays.setAll(even, w -> new long[] {500, 500, 0});
        even[7] = new long[] {500, 499, 1};

        assertThat(OverDispersion.of(windows(even)).upper()).isZero();
    }

    /*
     * 2000 simulated references each. At ρ = .9 the plain G-test at .1 % is wrong in about half of the windows; the bars
     * are the evaluation plan's .3 % and, for independent draws, at least 80 % of the records left to the test.
     */
    @ParameterizedTest(name = "AR(1) {0}, n {1}, {2} windows")
    @CsvSource({"0.9, 500, 30, 0.003, 60, 140", "0.5, 500, 30, 0.003, 250, 450", "0, 1000, 30, 0.002, 800, 1000"})
    void effectiveSizesKeepTheLevelOfTheTest(
            double rho, int n, int windows, double level, double leastEffective, double mostEffective) {
        SplittableRandom random = new SplittableRandom(20_26);
        int runs = 2000;
        int alarms = 0;
        double effective = 0;
        for (int run = 0; run < runs; run++) {
            List<long[]> all = simulated(random, rho, n, windows + 1);
            List<long[]> reference = all.subList(0, windows);
            Dispersion dispersion = OverDispersion.of(reference);
            double size = dispersion.effective(n);
            effective += size / runs;
            long[] pool = sum(reference);
            HomogeneityTest test = HomogeneityTest.ofEffective(all.get(windows), pool, size, windows * size);
            alarms += test.gPValue() < 0.001 ? 1 : 0;
        }
        assertThat(alarms / (double) runs).as("false alarms").isLessThanOrEqualTo(level);
        assertThat(effective).as("mean effective size").isBetween(leastEffective, mostEffective);
    }

    /* Windows of a stationary AR(1) series with normal marginals, in 20 cells of equal chance. */
    private static List<long[]> simulated(SplittableRandom random, double rho, int n, int windows) {
        double[] edges = IntStream.range(1, 20)
                .mapToDouble(i -> org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1)
                        .inverseCumulativeProbability(i / 20.0))
                .toArray();
        List<long[]> counts = new ArrayList<>();
        double x = random.nextGaussian();
        double noise = Math.sqrt(1 - rho * rho);
        for (int w = 0; w < windows; w++) {
            long[] window = new long[20];
            for (int i = 0; i < n; i++) {
                x = rho * x + noise * random.nextGaussian();
                int at = Arrays.binarySearch(edges, x);
                window[at < 0 ? -at - 1 : at + 1]++;
            }
            counts.add(window);
        }
        return counts;
    }

    private static long[] sum(List<long[]> windows) {
        long[] sum = new long[windows.get(0).length];
        windows.forEach(window -> Arrays.setAll(sum, c -> sum[c] + window[c]));
        return sum;
    }

    private static List<long[]> windows(long[][] counts) {
        return List.of(counts);
    }
}
