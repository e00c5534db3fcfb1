package io.klarion.detection;

import io.klarion.core.distribution.CellLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The far tail of the product's p-value on independent records, by importance sampling.
 *
 * <p>Quantile cells: the shares of the population between order statistics are Dirichlet, so a window's counts follow a
 * Dirichlet-multinomial law, exactly, with the reference's own randomness in it. Categories: given the reference, a
 * window is multinomial. Either is drawn from a Dirichlet-multinomial law that is spread so much wider that the
 * tail is its middle, and every window weighs as much as the ratio of the two probabilities.
 */
final class TailStudy {

    static final String QUANTILES = "quantiles";
    static final String CATEGORIES = "categories";
    static final List<Double> LEVELS = List.of(1e-3, 1e-5, 1e-7);

    /** The probability that most windows should be drawn near. */
    static final double AIM = 1e-6;

    private static final int WINDOWS_A_REFERENCE = 100;

    private final Setting setting;
    private final int samples;
    private final Randomness random;
    private final double aim;
    private final List<Double> levels;
    private final double[] sums;
    private final double[] squares;

    TailStudy(Setting setting, int samples, double aim, List<Double> levels) {
        this.setting = setting;
        this.samples = samples;
        this.aim = aim;
        this.levels = levels;
        this.sums = new double[levels.size()];
        this.squares = new double[levels.size()];
        this.random = new Randomness(setting.seed("tails"));
    }

    List<TailRow> quantiles() {
        CellLayout layout = CellLayout.of(List.of(NumericFeature.cells(setting.k())));
        long[] counts = new long[setting.k() + 4];
        double[] weights = new double[setting.k() + 2];
        Arrays.fill(counts, 1, setting.k() + 1, setting.m() / setting.k());
        Arrays.fill(weights, 1, setting.k() + 1, setting.m() / (double) setting.k());
        weights[setting.k()]--;
        weights[0] = 1;
        weights[setting.k() + 1] = 1;
        double[] wider = wider(weights);
        KlarionMonitor monitor = monitor(layout, counts);
        for (int s = 0; s < samples; s++) {
            long[] drawn = random.counts(setting.n(), random.dirichlet(wider));
            double logRatio =
                    DirichletMultinomial.logKernel(drawn, weights) - DirichletMultinomial.logKernel(drawn, wider);
            add(monitor, Arrays.copyOf(drawn, counts.length), Math.exp(logRatio));
        }
        return rows(QUANTILES);
    }

    List<TailRow> categories() {
        CategoricalFeature feature = new CategoricalFeature(setting, random);
        double[] shares = Arrays.stream(feature.shares(Scenario.CATEGORICAL.get(0)))
                .filter(share -> share > 0)
                .toArray();
        double[] wider =
                wider(DoubleStream.of(shares).map(share -> share * 1e12).toArray());
        for (int r = 0; r < samples / WINDOWS_A_REFERENCE; r++) {
            KlarionMonitor monitor = monitor(feature.layout(), inCells(random.counts(setting.m(), shares)));
            for (int w = 0; w < WINDOWS_A_REFERENCE; w++) {
                long[] drawn = random.counts(setting.n(), random.dirichlet(wider));
                double logRatio = DirichletMultinomial.logMultinomialKernel(drawn, shares)
                        - DirichletMultinomial.logKernel(drawn, wider);
                add(monitor, inCells(drawn), Math.exp(logRatio));
            }
        }
        return rows(CATEGORIES);
    }

    /* The categories, then missing; nothing is other or invalid. */
    private long[] inCells(long[] used) {
        long[] cells = new long[setting.k() + 3];
        System.arraycopy(used, 0, cells, 0, setting.k());
        cells[setting.k() + 1] = used[setting.k()];
        return cells;
    }

    private KlarionMonitor monitor(CellLayout layout, long[] counts) {
        ReferenceSample sample = ReferenceSample.of(layout, random.shuffled(counts), counts, setting.n());
        return new KlarionMonitor(layout, sample.untimed(), sample.window(), Rules.withThreshold(0));
    }

    private void add(KlarionMonitor monitor, long[] cells, double weight) {
        double p = monitor.judge(0, cells).features().get(0).pValue().orElse(1);
        for (int i = 0; i < levels.size(); i++) {
            if (p < levels.get(i)) {
                sums[i] += weight;
                squares[i] += weight * weight;
            }
        }
    }

    /* The same centre, with the variance times what lifts the mean of χ² to its limit at the aim. */
    private double[] wider(double[] weights) {
        double free = weights.length - 1.0;
        double lift = ChiSquaredDistribution.of(free).inverseSurvivalProbability(aim) / free;
        double total = DoubleStream.of(weights).sum();
        double spread = lift * (1 + setting.n() / (total + 1)) - 1;
        double narrow = setting.n() / spread - 1;
        return DoubleStream.of(weights)
                .map(weight -> Math.max(0.05, weight * Math.max(1, narrow) / total))
                .toArray();
    }

    private List<TailRow> rows(String cells) {
        List<TailRow> rows = new ArrayList<>();
        IntStream.range(0, levels.size()).forEach(i -> {
            double mean = sums[i] / samples;
            double error = Math.sqrt(Math.max(0, squares[i] / samples - mean * mean) / samples);
            rows.add(new TailRow(setting, cells, levels.get(i), mean, error, samples));
        });
        return rows;
    }
}
