package io.klarion.core.reference;

import java.util.Arrays;
import java.util.List;
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
     * Whether neither test finds anything at {@link #LEVEL}.
     *
     * @param windows counts by window and cell, no window empty
     * @param groups cells that are counted together; at least two
     * @param ordered the first so many cells lie on a line
     */
    static boolean isUnremarkable(long[][] windows, List<int[]> groups, int ordered) {
        double level = windows.length < MANY_WINDOWS ? LEVEL_OF_FEW : LEVEL;
        return pearson(windows, groups) > level && (ordered < 2 || ranks(windows, ordered) > level);
    }

    /** The p-value of Pearson's statistic over the groups. */
    static double pearson(long[][] windows, List<int[]> groups) {
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
                statistic += counts[w][g] * counts[w][g] / sizes[w] * (all / totals[g]);
            }
        }
        return gammaTail(statistic, sizes, totals, all);
    }

    private static double gammaTail(double statistic, double[] rows, double[] columns, double all) {
        double mean = (rows.length - 1.0) * (columns.length - 1) * all / (all - 1);
        double unevenRows = unevenness(rows, all);
        double unevenColumns = unevenness(columns, all);
        double variance =
                2 * all / (all - 3) * (freedom(rows, all) - unevenRows) * (freedom(columns, all) - unevenColumns)
                        + all * all / (all - 1) * unevenRows * unevenColumns;
        if (!(variance > 0) || statistic <= 0) {
            return 1;
        }
        return GammaDistribution.of(mean * mean / variance, variance / mean).survivalProbability(statistic);
    }

    private static double freedom(double[] margin, double all) {
        return (margin.length - 1.0) * (all - margin.length) / (all - 1);
    }

    private static double unevenness(double[] margin, double all) {
        double inverses = Arrays.stream(margin).map(total -> 1 / total).sum();
        return (all * inverses - (double) margin.length * margin.length) / (all - 2);
    }

    /** The p-value of Kruskal and Wallis' statistic over the cells {@code [0, ordered)}; 1 when fewer than two are used. */
    static double ranks(long[][] windows, int ordered) {
        double[] totals = new double[ordered];
        for (long[] window : windows) {
            for (int c = 0; c < ordered; c++) {
                totals[c] += window[c];
            }
        }
        double[] ranks = ranks(totals);
        double all = Arrays.stream(totals).sum();
        double variance = 0;
        for (int c = 0; c < ordered; c++) {
            variance += totals[c] * ranks[c] * ranks[c] / (all - 1);
        }
        double statistic = 0;
        int filled = 0;
        for (long[] window : windows) {
            double size = 0;
            double sum = 0;
            for (int c = 0; c < ordered; c++) {
                size += window[c];
                sum += window[c] * ranks[c];
            }
            filled += size > 0 ? 1 : 0;
            statistic += size > 0 ? sum * sum / size : 0;
        }
        return variance > 0 && filled > 1
                ? ChiSquaredDistribution.of(filled - 1.0).survivalProbability(statistic / variance)
                : 1;
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
