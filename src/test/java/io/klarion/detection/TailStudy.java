package io.klarion.detection;

import io.klarion.core.detect.Detector;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The far tail of the product's p-value on independent records, by importance sampling.
 *
 * <p>Quantile cells: the shares of the population between order statistics are Dirichlet, so a window's counts follow a
 * Dirichlet-multinomial law, exactly, with the reference's own randomness in it. Categories: of reference and window together, which are
 * drawn first, the window's records are drawn without replacement. Windows are drawn from a {@link Mixture} of that law and others, in which the tail is the middle, one for each way
 * into it and each probability that is looked at:
 *
 * <ul>
 *   <li>all cells differ: spread wider,
 *   <li>cells on a line lean to one side, or to the middle or the ends: shares times e^(tr), or e^(tr²), r the midrank, with t so large
 *       that the mean deviates by as much as has that probability,
 *   <li>one cell gains: its share is such that the mean is the count that has that probability.
 * </ul>
 */
final class TailStudy {

    static final String QUANTILES = "quantiles";
    static final String CATEGORIES = "categories";
    static final List<Double> LEVELS = List.of(1e-3, 1e-5, 1e-7);

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    /* Between the law itself and the widest that is asked about. */
    private static final List<Double> NEARER = List.of(0.2, 0.03);

    private static final int TIMES_WIDER = 2;
    private static final int TIMES_ONE_CELL = 6;
    private static final double PART_OF_ONE_WAY = 0.3;
    private static final double NEGLIGIBLE = 1e-20;
    private static final double LEAST_SPREAD = 0.01;
    private static final double VARIANCE_OF_RANKS = 1.0 / 12;
    private static final double VARIANCE_OF_SQUARES = 1.0 / 180;

    private final Setting setting;
    private final int samples;
    private final Randomness random;
    private final List<Double> aims;
    private final List<Double> levels;
    private final Mixture.Sums sums;

    /**
     * A study.
     *
     * @param samples about how many windows are drawn
     * @param aims the probabilities that windows are drawn near
     * @param levels the p-values that are asked about
     */
    TailStudy(Setting setting, int samples, List<Double> aims, List<Double> levels) {
        this.setting = setting;
        this.samples = samples;
        this.aims = aims;
        this.levels = levels;
        this.sums = new Mixture.Sums(levels.size());
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
        ShareLaw law = new DirichletMultinomial(setting.n(), weights);
        Mixture mixture = lean(mixture(law, law, weights), law);
        while (sums.windows() < samples) {
            for (long[] drawn : mixture.draw(random)) {
                add(layout, counts, Arrays.copyOf(drawn, counts.length), mixture.weight(drawn));
            }
            sums.end(mixture.round());
        }
        return rows(QUANTILES);
    }

    List<TailRow> categories() {
        CategoricalFeature feature = new CategoricalFeature(setting, random);
        double[] shares = Arrays.stream(feature.shares(Scenario.CATEGORICAL.get(0)))
                .filter(share -> share > 0)
                .toArray();
        while (sums.windows() < samples) {
            long[] totals = random.counts((long) setting.n() + setting.m(), shares);
            WithoutReplacement law = new WithoutReplacement(setting.n(), totals);
            Mixture mixture = mixture(
                    law,
                    law.replacing(),
                    LongStream.of(totals).mapToDouble(total -> -total).toArray());
            for (long[] drawn : mixture.draw(random)) {
                double weight = mixture.weight(drawn);
                if (weight > 0) {
                    long[] others = totals.clone();
                    Arrays.setAll(others, cell -> totals[cell] - drawn[cell]);
                    add(feature.layout(), inCells(others), inCells(drawn), weight);
                }
            }
            sums.end(mixture.round());
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

    private void add(CellLayout layout, long[] reference, long[] window, double weight) {
        double p = Detector.judge(
                        layout.feature(0),
                        Rules.withThreshold(0),
                        SchemaSpec.DEFAULT,
                        Optional.of(new FeatureReference(reference, setting.m(), Dispersion.UNKNOWN)),
                        window)
                .pValue()
                .orElse(1);
        for (int i = 0; i < levels.size(); i++) {
            if (p < levels.get(i)) {
                sums.add(i, weight);
            }
        }
    }

    /*
     * All cells, and single ones. The weights say how counts vary: those of a Dirichlet-multinomial law. Without replacement they are
     * minus the cells' totals, as that law is the same with negative weights.
     */
    private Mixture mixture(CountLaw law, ShareLaw base, double[] weights) {
        Mixture mixture = new Mixture(law, base);
        for (double aim : NEARER) {
            mixture.with(new DirichletMultinomial(setting.n(), wider(weights, aim)), TIMES_WIDER);
        }
        List<ShareLaw.Gain> gains = new ArrayList<>();
        for (double aim : aims) {
            mixture.with(new DirichletMultinomial(setting.n(), wider(weights, aim)), TIMES_WIDER);
            for (int cell = 0; cell < weights.length; cell++) {
                if (weights[cell] != 0) {
                    gains.add(base.gaining(cell, remarkable(weights, cell, aim * PART_OF_ONE_WAY / weights.length)));
                }
            }
        }
        return mixture.withOneOf(gains, TIMES_ONE_CELL);
    }

    private Mixture lean(Mixture mixture, ShareLaw law) {
        double[] ranks = ranks(law.shares());
        double[] squares = DoubleStream.of(ranks)
                .map(rank -> rank * rank - VARIANCE_OF_RANKS)
                .toArray();
        double chance = 1.0 / setting.n() + 1.0 / setting.m();
        for (double aim : aims) {
            double deviate = NORMAL.inverseSurvivalProbability(aim * PART_OF_ONE_WAY / 2);
            for (int sign = -1; sign <= 1; sign += 2) {
                double t = sign * deviate * Math.sqrt(chance);
                mixture.with(law.leaning(times(ranks, t / Math.sqrt(VARIANCE_OF_RANKS))), 1);
                mixture.with(law.leaning(times(squares, t / Math.sqrt(VARIANCE_OF_SQUARES))), 1);
            }
        }
        return mixture;
    }

    private static double[] times(double[] scores, double factor) {
        return DoubleStream.of(scores).map(score -> score * factor).toArray();
    }

    private static double[] ranks(double[] shares) {
        double[] ranks = new double[shares.length];
        double below = 0;
        for (int i = 0; i < shares.length; i++) {
            ranks[i] = below + shares[i] / 2 - 0.5;
            below += shares[i];
        }
        return ranks;
    }

    /* The share of a window that a cell exceeds with this probability. */
    private double remarkable(double[] weights, int cell, double probability) {
        double n = setting.n();
        double own = weights[cell];
        double others = DoubleStream.of(weights).sum() - own;
        double count = Math.floor(n * own / (own + others));
        List<Double> terms = new ArrayList<>();
        double sum = 0;
        for (double term = 1; count < n && term > NEGLIGIBLE * sum; count++) {
            terms.add(term);
            sum += term;
            term *= (n - count) / (count + 1) * (own + count) / (others + n - count - 1);
        }
        double tail = 0;
        int last = terms.size() - 1;
        while (last > 0 && tail < probability * sum) {
            tail += terms.get(last);
            last--;
        }
        return Math.min(Math.floor(n * own / (own + others)) + last + 1, n - 1) / n;
    }

    /* The same centre, with the variance times what lifts the mean of χ² to its limit at the aim. */
    private double[] wider(double[] weights, double aim) {
        double free = weights.length - 1.0;
        double lift = ChiSquaredDistribution.of(free).inverseSurvivalProbability(aim) / free;
        double total = DoubleStream.of(weights).sum();
        double spread = Math.max(LEAST_SPREAD, lift * (1 + setting.n() / (total + 1)) - 1);
        double narrow = setting.n() / spread - 1;
        return DoubleStream.of(weights)
                .map(weight -> Math.max(0.05, weight * Math.max(1, narrow) / total))
                .toArray();
    }

    private List<TailRow> rows(String cells) {
        return IntStream.range(0, levels.size())
                .mapToObj(i -> new TailRow(setting, cells, levels.get(i), sums.mean(i), sums.error(i), sums.windows()))
                .toList();
    }
}
