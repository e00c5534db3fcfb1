package io.klarion.core.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Whether the windows of a reference differ no more than independent draws from one population do.
 *
 * <p>Two tests, as one of them is blind to what the other sees: Pearson's statistic of the windows against their pool, over all cells,
 * by a gamma law with its exact mean and variance [1]; and for ordered cells the statistic of Kruskal and Wallis [2], which
 * asks of a wandering mean alone and sees one that is much smaller.
 *
 * <p>[1] R. B. Dawson, A simplified expression for the variance of the χ²-function on a contingency table, Biometrika 41 (1954)
 * 280. [2] W. H. Kruskal, W. A. Wallis, Use of ranks in one-criterion variance analysis, J. Amer. Stat. Assoc. 47 (1952).
 */
final class Homogeneity {

    private static final int MANY_WINDOWS = 10;
    private static final double LEVEL = 0.01;
    private static final double LEVEL_OF_FEW = 0.1;

    private Homogeneity() {}

    /**
     * Whether neither test finds anything at {@link #LEVEL}, within strata: their statistics are added up.
     *
     * @param strata counts by window and cell, no window empty
     * @param groups cells that are counted together; at least two
     * @param ordered the first so many cells lie on a line
     */
    static boolean isUnremarkable(List<long[][]> strata, List<int[]> groups, int ordered) {
        int windows = 1;
        Moments pearson = Moments.NONE;
        Ranks ranks = Ranks.NONE;
        for (long[][] stratum : strata) {
            windows += stratum.length - 1;
            pearson = pearson.plus(moments(stratum, groups));
            ranks = ordered < 2 ? ranks : ranks.plus(rankSums(stratum, ordered));
        }
        double level = windows < MANY_WINDOWS ? LEVEL_OF_FEW : LEVEL;
        return pearson.tail() > level && (ordered < 2 || ranks.tail() > level);
    }

    /* Pearson's statistic, with what it is expected to be. */
    private record Moments(double statistic, double mean, double variance) {

        static final Moments NONE = new Moments(0, 0, 0);

        Moments plus(Moments other) {
            return new Moments(statistic + other.statistic, mean + other.mean, variance + other.variance);
        }

        double tail() {
            return variance > 0 && statistic > 0
                    ? GammaDistribution.of(mean * mean / variance, variance / mean)
                            .survivalProbability(statistic)
                    : 1;
        }
    }

    /* Kruskal and Wallis' statistic, with its degrees of freedom. */
    private record Ranks(double statistic, int degrees) {

        static final Ranks NONE = new Ranks(0, 0);

        Ranks plus(Ranks other) {
            return new Ranks(statistic + other.statistic, degrees + other.degrees);
        }

        double mean() {
            return statistic / degrees;
        }

        double tail() {
            return degrees == 0 ? 1 : ChiSquaredDistribution.of(degrees).survivalProbability(statistic);
        }
    }

    /** The p-value of Pearson's statistic over the groups. */
    static double pearson(long[][] windows, List<int[]> groups) {
        return moments(windows, groups).tail();
    }

    private static Moments moments(long[][] windows, List<int[]> groups) {
        double[] sizes = new double[windows.length];
        double[] totals = new double[groups.size()];
        double[][] counts = new double[windows.length][groups.size()];
        double all = 0;
        for (int w = 0; w < windows.length; w++) {
            for (int g = 0; g < groups.size(); g++) {
                for (int cell : groups.get(g)) {
                    counts[w][g] += windows[w][cell];
                }
                sizes[w] += counts[w][g];
                totals[g] += counts[w][g];
            }
            all += sizes[w];
        }
        double statistic = -all;
        for (int w = 0; w < windows.length; w++) {
            for (int g = 0; g < totals.length; g++) {
                statistic += totals[g] == 0 ? 0 : counts[w][g] * counts[w][g] / sizes[w] * (all / totals[g]);
            }
        }
        double[] used = Arrays.stream(totals).filter(total -> total > 0).toArray();
        return expected(statistic, sizes, used, all);
    }

    /* One window, one cell, or next to no records leave nothing to differ. */
    private static Moments expected(double statistic, double[] rows, double[] columns, double all) {
        if (rows.length < 2 || columns.length < 2 || all <= 3) {
            return Moments.NONE;
        }
        double mean = (rows.length - 1.0) * (columns.length - 1) * all / (all - 1);
        double unevenRows = unevenness(rows, all);
        double unevenColumns = unevenness(columns, all);
        double variance =
                2 * all / (all - 3) * (freedom(rows, all) - unevenRows) * (freedom(columns, all) - unevenColumns)
                        + all * all / (all - 1) * unevenRows * unevenColumns;
        return variance > 0 ? new Moments(statistic, mean, variance) : Moments.NONE;
    }

    private static double freedom(double[] margin, double all) {
        return (margin.length - 1.0) * (all - margin.length) / (all - 1);
    }

    private static double unevenness(double[] margin, double all) {
        double inverses = Arrays.stream(margin).map(total -> 1 / total).sum();
        return (all * inverses - (double) margin.length * margin.length) / (all - 2);
    }

    /**
     * How much the location of windows, and their scale, vary beyond chance: the mean square of their standardized mean ranks, and of their mean squared
     * ranks, within strata; 1 in expectation for independent records. Empty where nothing can be said.
     */
    static Optional<double[]> variation(List<long[][]> strata, int ordered) {
        Ranks location = Ranks.NONE;
        Ranks scale = Ranks.NONE;
        for (long[][] stratum : ordered < 2 ? List.<long[][]>of() : strata) {
            location = location.plus(rankSums(stratum, ordered));
            scale = scale.plus(squareSums(stratum, ordered));
        }
        return location.degrees == 0 || scale.degrees == 0
                ? Optional.empty()
                : Optional.of(new double[] {location.mean(), scale.mean()});
    }

    /** The p-value of Kruskal and Wallis' statistic over the cells {@code [0, ordered)}; 1 when fewer than two are used. */
    static double ranks(long[][] windows, int ordered) {
        return rankSums(windows, ordered).tail();
    }

    private static Ranks rankSums(long[][] windows, int ordered) {
        double[] totals = totals(windows, ordered);
        return sums(windows, totals, ranks(totals));
    }

    private static Ranks squareSums(long[][] windows, int ordered) {
        double[] totals = totals(windows, ordered);
        double[] squares = ranks(totals);
        double all = Arrays.stream(totals).sum();
        double mean = 0;
        for (int c = 0; c < ordered; c++) {
            squares[c] *= squares[c];
            mean += totals[c] * squares[c] / all;
        }
        for (int c = 0; c < ordered; c++) {
            squares[c] -= mean;
        }
        return sums(windows, totals, squares);
    }

    private static double[] totals(long[][] windows, int ordered) {
        double[] totals = new double[ordered];
        for (long[] window : windows) {
            for (int c = 0; c < ordered; c++) {
                totals[c] += window[c];
            }
        }
        return totals;
    }

    /* Of scores whose sum over all records is 0. */
    private static Ranks sums(long[][] windows, double[] totals, double[] scores) {
        double all = Arrays.stream(totals).sum();
        double variance = 0;
        for (int c = 0; c < totals.length; c++) {
            variance += totals[c] * scores[c] * scores[c] / (all - 1);
        }
        double statistic = 0;
        int filled = 0;
        for (long[] window : windows) {
            double size = 0;
            double sum = 0;
            for (int c = 0; c < totals.length; c++) {
                size += window[c];
                sum += window[c] * scores[c];
            }
            filled += size > 0 ? 1 : 0;
            statistic += size > 0 ? sum * sum / size : 0;
        }
        return variance > 0 && filled > 1 ? new Ranks(statistic / variance, filled - 1) : Ranks.NONE;
    }

    /* The mean rank of a cell's records, less the mean of all. */
    private static double[] ranks(double[] totals) {
        double[] ranks = new double[totals.length];
        double below = 0;
        for (int c = 0; c < totals.length; c++) {
            ranks[c] = below + totals[c] / 2;
            below += totals[c];
        }
        for (int c = 0; c < totals.length; c++) {
            ranks[c] -= below / 2;
        }
        return ranks;
    }
}
