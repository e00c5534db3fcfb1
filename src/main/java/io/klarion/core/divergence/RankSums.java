package io.klarion.core.divergence;

import java.util.Arrays;

/**
 * Where the window's records stand among those of window and reference together, in cells that lie on a line.
 *
 * <p>A record's score is its midrank r = (records below + half of those in its cell) / N − ½. The sum of r over the window tells of its location (Wilcoxon's
 * test [1]), that of r² of its scale (Mood's [2]). Records elsewhere, such as missing values, are left out.
 *
 * <p>Both are first standardized by their exact mean and variance; what is then remarkable is judged by {@link RankLaw}. That edges may be values of the reference
 * itself makes no difference to the location: Σ a r is then the sum of the ranks among the reference's records, less a constant.
 *
 * <p>[1] F. Wilcoxon, Individual comparisons by ranking methods, Biometrics Bulletin 1 (1945) 80–83. [2] A. M. Mood, On the asymptotic efficiency of
 * certain nonparametric two-sample tests, Ann. Math. Stat. 25 (1954) 514–522.
 */
final class RankSums {

    /* Of a standard normal deviate; 5.7 % are beyond. */
    private static final double REMARKABLE = 1.9;

    private static final double NO_VARIANCE = 1e-9;

    private final long[] window;
    private final long[] reference;
    private final int cells;
    private double inWindow;
    private double all;
    private double sum;
    private double sumOfSquares;
    private double meanSquare;
    private double meanFourth;

    /**
     * The sums over the first {@code cells} cells.
     *
     * @param window counts of the window
     * @param reference counts of the reference over the same cells
     */
    RankSums(long[] window, long[] reference, int cells) {
        this.window = window;
        this.reference = reference;
        this.cells = cells;
        for (int i = 0; i < cells; i++) {
            inWindow += window[i];
            all += total(i);
        }
        double below = 0;
        for (int i = 0; i < cells; i++) {
            double total = total(i);
            double rank = rank(below, total);
            double square = rank * rank;
            sum += window[i] * rank;
            sumOfSquares += window[i] * square;
            meanSquare += total * square;
            meanFourth += total * square * square;
            below += total;
        }
        meanSquare /= all;
        meanFourth /= all;
    }

    private double total(int cell) {
        return (double) window[cell] + reference[cell];
    }

    private double rank(double below, double total) {
        return (below + total / 2) / all - 0.5;
    }

    /** The p-value of the window's location; 1 where nothing is remarkable or can be said. */
    double locationPValue(OrderLaw law) {
        return isRemarkable(sum, meanSquare) ? law.ofLocation(deviate(sum, false), inWindow) : 1;
    }

    /** The p-value of its scale, likewise. */
    double scalePValue(OrderLaw law) {
        double excess = sumOfSquares - inWindow * meanSquare;
        return isRemarkable(excess, meanFourth - meanSquare * meanSquare)
                ? law.ofScale(deviate(excess, true), inWindow)
                : 1;
    }

    private boolean isRemarkable(double excess, double variance) {
        return inWindow > 0
                && inWindow < all
                && variance > NO_VARIANCE * meanFourth
                && excess * excess >= REMARKABLE * REMARKABLE * inWindow * (all - inWindow) / (all - 1) * variance;
    }

    /* As a draw from the standard normal law. */
    private double deviate(double excess, boolean squared) {
        double[] totals = new double[cells];
        double[] scores = new double[cells];
        int used = 0;
        double below = 0;
        for (int i = 0; i < cells; i++) {
            double total = total(i);
            if (total > 0) {
                double rank = rank(below, total);
                totals[used] = total;
                scores[used] = squared ? rank * rank - meanSquare : rank;
                below += total;
                used++;
            }
        }
        return RankLaw.deviate(excess, Arrays.copyOf(totals, used), Arrays.copyOf(scores, used), inWindow);
    }
}
