package io.klarion.detection;

import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A normal feature with some missing values, in cells cut at the quantiles of its own reference.
 *
 * <p>Nothing is sorted: the shares of the population between the order statistics of m draws follow a Dirichlet law, so
 * edges and window counts are drawn directly, at any size. Edges are written as 0…k, as no rule here looks at them.
 */
final class NumericFeature implements SimulatedFeature {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int FINE = 200;

    private final Setting setting;
    private final Randomness random;
    private final Scenario before;
    private final CellLayout layout;
    private final int perCell;

    NumericFeature(Setting setting, Randomness random) {
        this(setting, random, Scenario.NONE);
    }

    /** A feature whose reference is as in {@code before}. */
    NumericFeature(Setting setting, Randomness random, Scenario before) {
        this.before = before;
        this.setting = setting;
        this.random = random;
        this.layout = CellLayout.of(List.of(cells(setting.k())));
        this.perCell = FINE / setting.k();
    }

    static FeatureCells cells(int k) {
        double[] edges = IntStream.rangeClosed(0, k).asDoubleStream().toArray();
        return new FeatureCells("x", FeatureType.NUMERIC, NumericBinning.ofEdges(edges));
    }

    @Override
    public Drawn draw() {
        int k = setting.k();
        long missing = random.binomial(setting.m(), before.missing());
        long[] counts = new long[k + 4];
        double[] spacings = new double[k + 2];
        spacings[0] = 1;
        spacings[k + 1] = 1;
        long values = setting.m() - missing;
        for (int i = 0; i < k; i++) {
            counts[i + 1] = (i + 1) * values / k - i * values / k;
            spacings[i + 1] = i + 1 < k ? counts[i + 1] : counts[i + 1] - 1.0;
        }
        counts[k + 2] = missing;
        long[] fine = new long[2 + k * perCell];
        double[] even = new double[perCell];
        Arrays.fill(even, 1.0 / perCell);
        for (int i = 0; i < k; i++) {
            long[] within = random.counts(counts[i + 1], even);
            System.arraycopy(within, 0, fine, 1 + i * perCell, perCell);
        }
        ReferenceSample sample = ReferenceSample.of(layout, random.shuffled(counts), fine, setting.n());
        return new Quantiles(sample, fineEdges(random.dirichlet(spacings)));
    }

    /* Borders of the fine cells on the population's own scale of probability. */
    private double[] fineEdges(double[] shares) {
        double[] edges = new double[setting.k() * perCell + 1];
        double below = shares[0];
        for (int i = 0; i < setting.k(); i++) {
            for (int j = 0; j < perCell; j++) {
                edges[i * perCell + j] = below + shares[i + 1] * j / perCell;
            }
            below += shares[i + 1];
        }
        edges[edges.length - 1] = below;
        return edges;
    }

    private final class Quantiles implements Drawn {
        private final ReferenceSample sample;
        private final double[] edges;

        Quantiles(ReferenceSample sample, double[] edges) {
            this.sample = sample;
            this.edges = edges;
        }

        @Override
        public ReferenceSample reference() {
            return sample;
        }

        @Override
        public Window window(Scenario scenario) {
            long missing = random.binomial(setting.n(), scenario.missing());
            long[] fine = random.counts(setting.n() - missing, shares(scenario));
            int k = setting.k();
            long[] cells = new long[k + 4];
            cells[0] = fine[0];
            cells[k + 1] = fine[fine.length - 1];
            cells[k + 2] = missing;
            for (int i = 0; i < k * perCell; i++) {
                cells[1 + i / perCell] += fine[i + 1];
            }
            return new Window(cells, fine);
        }

        private double[] shares(Scenario scenario) {
            double[] shares = new double[edges.length + 1];
            double before = 0;
            for (int i = 0; i < edges.length; i++) {
                double up = moved(edges[i], scenario);
                shares[i] = Math.max(0, up - before);
                before = up;
            }
            shares[edges.length] = Math.max(0, 1 - before);
            return shares;
        }

        private static double moved(double probability, Scenario scenario) {
            return scenario.mean() == 0 && scenario.scale() == 1
                    ? probability
                    : NORMAL.cumulativeProbability(
                            (NORMAL.inverseCumulativeProbability(probability) - scenario.mean()) / scenario.scale());
        }
    }
}
