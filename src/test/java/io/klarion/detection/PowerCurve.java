package io.klarion.detection;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** How often the default configuration fires, against the true divergence of the cells: a mean that moves. */
final class PowerCurve {

    static final String PREFIX = "mean_kl=";

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double[] DIVERGENCES = {0.02, 0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3, 0.5};

    private PowerCurve() {}

    static List<SimulationRow> rows(Setting setting, GridSimulation.Effort effort) {
        List<Scenario> scenarios = Stream.concat(
                        Stream.of(Scenario.NONE),
                        DoubleStream.of(DIVERGENCES)
                                .mapToObj(kl -> Scenario.numeric(PREFIX + kl, shift(setting.k(), kl), 1)))
                .toList();
        NumericFeature feature = new NumericFeature(setting, new Randomness(setting.seed(PREFIX)));
        return new GridSimulation(setting, effort)
                .run(feature, scenarios).stream()
                        .filter(row -> row.scenario().startsWith(PREFIX))
                        .toList();
    }

    /** By how much the mean must move for this divergence over k equal cells and the cell of missing values. */
    static double shift(int k, double divergence) {
        double low = 0;
        double high = 10;
        while (high - low > 1e-9) {
            double middle = (low + high) / 2;
            if (divergence(k, middle) < divergence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    static double divergence(int k, double mean) {
        double sum = 0;
        for (int i = 0; i < k; i++) {
            double p = below(i + 1, k, mean) - below(i, k, mean);
            sum += p == 0 ? 0 : p * Math.log(p * k);
        }
        return sum * (1 - Scenario.MISSING);
    }

    private static double below(int edge, int k, double mean) {
        return NORMAL.cumulativeProbability(NORMAL.inverseCumulativeProbability(edge / (double) k) - mean);
    }
}
