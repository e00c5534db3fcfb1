package io.klarion.detection;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A feature of k categories with shares ~ 1/i, and 1 % missing values. */
final class CategoricalFeature implements SimulatedFeature {

    private static final long[] NO_ORDER = {};

    private final Setting setting;
    private final Randomness random;
    private final CellLayout layout;

    CategoricalFeature(Setting setting, Randomness random) {
        this.setting = setting;
        this.random = random;
        List<String> names =
                IntStream.rangeClosed(1, setting.k()).mapToObj(i -> "c" + i).toList();
        this.layout =
                CellLayout.of(List.of(new FeatureCells("x", FeatureType.CATEGORICAL, CategoricalBinning.of(names))));
    }

    @Override
    public Drawn draw() {
        int[] cells = random.shuffled(random.counts(setting.m(), shares(Scenario.CATEGORICAL.get(0))));
        ReferenceSample sample = ReferenceSample.of(layout, cells, NO_ORDER, setting.n());
        return new Drawn() {
            @Override
            public ReferenceSample reference() {
                return sample;
            }

            @Override
            public Window window(Scenario scenario) {
                return new Window(random.counts(setting.n(), shares(scenario)), NO_ORDER);
            }
        };
    }

    CellLayout layout() {
        return layout;
    }

    /** The shares of all cells: the categories, other, missing, invalid. */
    double[] shares(Scenario scenario) {
        int k = setting.k();
        double sum =
                DoubleStream.iterate(1, i -> i + 1).limit(k).map(i -> 1 / i).sum();
        double[] shares = new double[k + 3];
        double listed = 1 - scenario.missing() - scenario.fresh();
        for (int i = 0; i < k; i++) {
            shares[i] = listed / (i + 1) / sum;
        }
        shares[0] -= scenario.moved();
        shares[4] += scenario.moved();
        shares[k] = scenario.fresh();
        shares[k + 1] = scenario.missing();
        return shares;
    }
}
