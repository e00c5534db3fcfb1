package io.klarion.detection;

import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.ReferenceBuilder;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Two normal features that are independent in the reference and move together afterwards, while each keeps its own
 * distribution. A rule that looks at one feature at a time has nothing to see.
 */
final class JointSimulation {

    static final String NOTHING = "null_pair";
    static final String SCENARIO = "copula_only_0.9";

    private static final double CORRELATION = 0.9;

    private final Setting setting;
    private final int trials;
    private final Randomness random;
    private final NumericBinning binning;

    JointSimulation(Setting setting, int trials) {
        this.setting = setting;
        this.trials = trials;
        this.random = new Randomness(setting.seed(SCENARIO));
        this.binning = NumericBinning.ofEdges(IntStream.rangeClosed(0, setting.k())
                .mapToDouble(i -> NormalDistribution.of(0, 1)
                        .inverseCumulativeProbability(Math.min(0.9999, Math.max(0.0001, i / (double) setting.k()))))
                .toArray());
    }

    /** One row for Klarion with threshold 0, per window of both features, with and without the change. */
    List<SimulationRow> rows() {
        Tally tally = new Tally(setting);
        WindowSpec window = WindowSpec.tumbling(setting.n(), 0);
        CellLayout layout = CellLayout.of(List.of(
                new FeatureCells("x", FeatureType.NUMERIC, binning),
                new FeatureCells("y", FeatureType.NUMERIC, binning)));
        for (int t = 0; t < trials; t++) {
            KlarionMonitor monitor =
                    new KlarionMonitor(layout, reference(layout, window), window, Rules.withThreshold(0));
            tally.count(Rules.KLARION_ZERO, NOTHING, monitor.alarms(counts(0)));
            tally.count(Rules.KLARION_ZERO, SCENARIO, monitor.alarms(counts(CORRELATION)));
        }
        return tally.rows(NOTHING);
    }

    private Reference reference(CellLayout layout, WindowSpec window) {
        ReferenceBuilder builder = new ReferenceBuilder(layout, window, Set.of());
        for (int i = 0; i < setting.m(); i++) {
            builder.add(i, Segment.ALL, pair(0));
        }
        return builder.build("simulated", 1, "simulation", 0);
    }

    private long[] counts(double correlation) {
        long[] counts = new long[2 * binning.cells()];
        for (int i = 0; i < setting.n(); i++) {
            int[] cells = pair(correlation);
            counts[cells[0]]++;
            counts[binning.cells() + cells[1]]++;
        }
        return counts;
    }

    private int[] pair(double correlation) {
        double x = random.gaussian();
        double y = correlation * x + Math.sqrt(1 - correlation * correlation) * random.gaussian();
        return new int[] {binning.cellOf(x), binning.cellOf(y)};
    }
}
