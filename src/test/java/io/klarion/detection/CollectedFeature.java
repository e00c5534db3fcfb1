package io.klarion.detection;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.profile.CategoryChoice;
import io.klarion.core.profile.CategoryCounter;
import io.klarion.core.profile.FeatureProposal;
import io.klarion.core.reference.SpentRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Categories with a long tail that nobody has listed: a reference shows which there are, and its list is another each time. Klarion's rules get the list and the
 * counts that the product makes; the others list what the reference holds, most frequent first, and count it.
 */
final class CollectedFeature implements SimulatedFeature {

    private static final String FEATURE = "x";
    private static final long[] NO_ORDER = {};

    private final Setting setting;
    private final Randomness random;
    private final double[] shares;
    private final boolean asTheProduct;

    /** How many values there are, and how their shares fall. */
    enum Tail {
        /** 300 values, shares ~ 1/i. */
        FLAT("null_collected_300", 300, 1),
        /** 2000 values, shares ~ 1/i^1.5. */
        STEEP("null_collected_2000", 2000, 1.5);

        private final String nothing;
        private final int values;
        private final double exponent;

        Tail(String name, int values, double exponent) {
            this.nothing = name;
            this.values = values;
            this.exponent = exponent;
        }

        private Scenario scenario() {
            return Scenario.numeric(nothing, 0, 1);
        }

        static List<String> names() {
            return Stream.of(values()).map(tail -> tail.nothing).toList();
        }
    }

    private CollectedFeature(Setting setting, Randomness random, Tail tail, boolean asTheProduct) {
        this.setting = setting;
        this.random = random;
        this.asTheProduct = asTheProduct;
        double[] weights = IntStream.rangeClosed(1, tail.values)
                .mapToDouble(i -> StrictMath.pow(i, -tail.exponent))
                .toArray();
        double sum = DoubleStream.of(weights).sum();
        this.shares = DoubleStream.of(weights).map(weight -> weight / sum).toArray();
    }

    /** All rules where nothing happens. */
    static List<SimulationRow> rows(Setting setting, Tail tail, GridSimulation.Effort effort) {
        List<SimulationRow> rows = new ArrayList<>();
        for (boolean asTheProduct : List.of(true, false)) {
            Randomness random = new Randomness(setting.seed(tail.nothing));
            rows.addAll(new GridSimulation(setting, effort)
                    .run(
                            new CollectedFeature(setting, random, tail, asTheProduct),
                            List.of(tail.scenario()),
                            asTheProduct ? Rules.KLARIONS : Rules.OTHERS));
        }
        return rows;
    }

    @Override
    public Drawn draw() {
        long[] counts = random.counts(setting.m(), shares);
        CategoryCounter counter = new CategoryCounter();
        for (int value = 0; value < counts.length; value++) {
            for (long i = 0; i < counts[value]; i++) {
                counter.add("v" + value);
            }
        }
        CategoryChoice choice = asTheProduct
                ? CategoryChoice.of(counter, FeatureProposal.CATEGORIES)
                : new CategoryChoice(counter.mostFrequent(FeatureProposal.CATEGORIES), List.of());
        CategoricalBinning binning = CategoricalBinning.of(choice.categories());
        int[] cells = IntStream.range(0, counts.length)
                .map(value -> binning.cellOf("v" + value))
                .toArray();
        ReferenceSample sample = sample(binning, choice, binned(counts, cells, binning));
        return new Drawn() {
            @Override
            public ReferenceSample reference() {
                return sample;
            }

            @Override
            public Window window(Scenario scenario) {
                return new Window(binned(random.counts(setting.n(), shares), cells, binning), NO_ORDER);
            }
        };
    }

    private ReferenceSample sample(CategoricalBinning binning, CategoryChoice choice, long[] counts) {
        CellLayout layout = CellLayout.of(List.of(new FeatureCells(FEATURE, FeatureType.CATEGORICAL, binning)));
        ReferenceSample all = ReferenceSample.of(layout, random.shuffled(counts), NO_ORDER, setting.n());
        if (!choice.isSplit()) {
            return all;
        }
        SpentRecords spent = new SpentRecords(Map.of(FEATURE, choice.spent()));
        return new ReferenceSample(
                layout,
                all.whole(),
                all.window(),
                new ReferenceSample.Made(all.chunks(), spent.takenOutOf(all.timed()), spent.takenOutOf(all.untimed())));
    }

    private static long[] binned(long[] counts, int[] cells, CategoricalBinning binning) {
        long[] binned = new long[binning.cells()];
        for (int value = 0; value < counts.length; value++) {
            binned[cells[value]] += counts[value];
        }
        return binned;
    }
}
