package io.klarion.detection;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A feature of k categories with shares ~ 1/i, and 1 % missing values; some of the categories may be rare. */
final class CategoricalFeature implements SimulatedFeature {

    private static final long[] NO_ORDER = {};

    private final Setting setting;
    private final Randomness random;
    private final Scenario before;
    private final CellLayout layout;

    CategoricalFeature(Setting setting, Randomness random) {
        this(setting, random, Scenario.CATEGORICAL.get(0));
    }

    /** A feature whose reference is as in {@code before}. */
    CategoricalFeature(Setting setting, Randomness random, Scenario before) {
        this.before = before;
        this.setting = setting;
        this.random = random;
        List<String> names =
                IntStream.rangeClosed(1, setting.k()).mapToObj(i -> "c" + i).toList();
        this.layout =
                CellLayout.of(List.of(new FeatureCells("x", FeatureType.CATEGORICAL, CategoricalBinning.of(names))));
    }

    @Override
    public Drawn draw() {
        int[] cells = random.shuffled(random.counts(setting.m(), shares(before)));
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
        int common = scenario.rare() == 0 ? k : k / 2;
        double sum = DoubleStream.iterate(1, i -> i + 1)
                .limit(common)
                .map(i -> 1 / i)
                .sum();
        double[] shares = new double[k + 3];
        Arrays.fill(shares, common, k + 3, scenario.rare());
        double listed = 1 - scenario.missing() - scenario.fresh() - scenario.rare() * (k + 2 - common);
        for (int i = 0; i < common; i++) {
            shares[i] = listed / (i + 1) / sum;
        }
        shares[0] -= scenario.moved();
        shares[4] += scenario.moved();
        shares[k] += scenario.fresh();
        shares[k + 1] = scenario.missing();
        return shares;
    }
}
