package io.klarion.detection;

import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.profile.QuantileCells;
import io.klarion.core.profile.SortedValues;
import java.util.List;
import java.util.stream.IntStream;

/** A stationary AR(1) stream, record by record, in the cells that the product cuts for it. */
final class AutocorrelatedFeature implements SimulatedFeature {

    /** How much of a value carries over to the next. */
    static final double CARRY = 0.9;

    private static final double FRESH = Math.sqrt(1 - CARRY * CARRY);
    private static final int FINE = 200;

    private final Setting setting;
    private final Randomness random;
    private double last;

    AutocorrelatedFeature(Setting setting, Randomness random) {
        this.setting = setting;
        this.random = random;
    }

    @Override
    public Drawn draw() {
        last = random.gaussian();
        double[] values = values(setting.m());
        SortedValues sorted = SortedValues.of(values);
        NumericBinning binning = QuantileCells.of(sorted, setting.k());
        NumericBinning narrow = QuantileCells.of(sorted, FINE);
        CellLayout layout = CellLayout.of(List.of(new FeatureCells("x", FeatureType.NUMERIC, binning)));
        int[] cells = new int[values.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = binning.cellOf(values[i]);
        }
        ReferenceSample sample = ReferenceSample.of(layout, cells, counts(narrow, values), setting.n());
        return new Drawn() {
            @Override
            public ReferenceSample reference() {
                return sample;
            }

            /* A window's length goes by unseen, so that reference and windows are not joined. */
            @Override
            public Window window(Scenario scenario) {
                values(setting.n());
                double[] seen = values(setting.n());
                return new Window(counts(binning, seen), counts(narrow, seen));
            }
        };
    }

    private double[] values(int size) {
        return IntStream.range(0, size)
                .mapToDouble(i -> {
                    last = CARRY * last + FRESH * random.gaussian();
                    return last;
                })
                .toArray();
    }

    private static long[] counts(NumericBinning binning, double[] values) {
        long[] counts = new long[binning.cells()];
        for (double value : values) {
            counts[binning.cellOf(value)]++;
        }
        return counts;
    }
}
