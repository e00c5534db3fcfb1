package io.klarion.detection;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.JointBinning;
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
 * distribution: a rule that looks at one feature at a time has nothing to see, one that looks at the pair has. And two
 * that both move, but stay independent: then the features have all to tell and the pair nothing.
 */
final class JointSimulation {

    static final String NOTHING = "null_pair";
    static final String SCENARIO = "copula_only_0.9";
    static final String MARGINS = "margins_only_0.5sd";
    static final String PAIR_ZERO = "klarion_pair_threshold_0";

    private static final double CORRELATION = 0.9;
    private static final double SHIFT = 0.5;

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

    /** Rows for Klarion with threshold 0, by window: an alarm of either feature, and one of the pair. */
    List<SimulationRow> rows() {
        Tally tally = new Tally(setting);
        WindowSpec window = WindowSpec.tumbling(setting.n(), 0);
        FeatureCells x = new FeatureCells("x", FeatureType.NUMERIC, binning);
        FeatureCells y = new FeatureCells("y", FeatureType.NUMERIC, binning);
        JointBinning pair = JointBinning.of(x, y);
        CellLayout layout = CellLayout.of(List.of(x, y, pair.feature()));
        for (int t = 0; t < trials; t++) {
            KlarionMonitor monitor =
                    new KlarionMonitor(layout, reference(layout, window, pair), window, Rules.withThreshold(0));
            count(tally, NOTHING, monitor.judge(0, counts(pair, 0, 0)));
            count(tally, SCENARIO, monitor.judge(0, counts(pair, CORRELATION, 0)));
            count(tally, MARGINS, monitor.judge(0, counts(pair, 0, SHIFT)));
        }
        return tally.rows(NOTHING);
    }

    private static void count(Tally tally, String scenario, Verdict verdict) {
        List<Boolean> drift = verdict.features().stream()
                .map(feature -> feature.state() == FeatureState.DRIFT)
                .toList();
        tally.count(Rules.KLARION_ZERO, scenario, drift.get(0) || drift.get(1));
        tally.count(PAIR_ZERO, scenario, drift.get(2));
    }

    private Reference reference(CellLayout layout, WindowSpec window, JointBinning pair) {
        ReferenceBuilder builder = new ReferenceBuilder(layout, window, Set.of());
        for (int i = 0; i < setting.m(); i++) {
            builder.add(i, Segment.ALL, cells(pair, 0, 0));
        }
        return builder.build("simulated", 1, "simulation", 0);
    }

    private long[] counts(JointBinning pair, double correlation, double shift) {
        long[] counts = new long[2 * binning.cells() + pair.cells()];
        for (int i = 0; i < setting.n(); i++) {
            int[] cells = cells(pair, correlation, shift);
            counts[cells[0]]++;
            counts[binning.cells() + cells[1]]++;
            counts[2 * binning.cells() + cells[2]]++;
        }
        return counts;
    }

    private int[] cells(JointBinning pair, double correlation, double shift) {
        double x = random.gaussian();
        double y = correlation * x + Math.sqrt(1 - correlation * correlation) * random.gaussian();
        int first = binning.cellOf(x + shift);
        int second = binning.cellOf(y + shift);
        return new int[] {first, second, pair.cellOf(first, second)};
    }
}
