package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.divergence.CutCells;
import io.klarion.core.divergence.EffectiveSizes;
import io.klarion.core.divergence.OrderLaw;
import io.klarion.core.divergence.SignificanceTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverDispersionSimulationTest {

    /*
     * 2000 simulated references each. At ρ = .9 the plain G-test at .1 % is wrong in about half of the windows; the bar is
     * three times the level, give or take two of its own standard deviations, and twice it for independent draws.
     */
    @ParameterizedTest(name = "AR(1) {0}, n {1}, {2} windows")
    @CsvSource({"0.9, 500, 30, 0.005, 150, 230", "0.5, 500, 30, 0.005, 350, 480", "0, 1000, 30, 0.002, 950, 1000"})
    void effectiveSizesKeepTheLevelOfTheTest(
            double rho, int n, int windows, double level, double leastEffective, double mostEffective) {
        SplittableRandom random = new SplittableRandom(20_26);
        int runs = 2000;
        int alarms = 0;
        double effective = 0;
        for (int run = 0; run < runs; run++) {
            List<long[]> all = simulated(random, rho, n, windows + 1);
            List<long[]> reference = all.subList(0, windows);
            Dispersion dispersion = OverDispersion.of(reference, 20);
            double size = dispersion.effective(n);
            effective += size / runs;
            long[] pool = sum(reference);
            EffectiveSizes sizes = dispersion.isExact()
                    ? EffectiveSizes.independent(n, (double) n * windows)
                    : new EffectiveSizes(size, windows * size, dispersion.spread(), dispersion.windows());
            double p = SignificanceTest.pValue(all.get(windows), pool, CutCells.none(), sizes, OrderLaw.unknown());
            alarms += p < 0.001 ? 1 : 0;
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
}
