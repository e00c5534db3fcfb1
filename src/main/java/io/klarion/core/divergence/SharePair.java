package io.klarion.core.divergence;

import io.klarion.core.distribution.NumberText;

/**
 * The shares of a window P and a reference Q over the same k ≥ 1 cells; each side sums to 1. Immutable.
 *
 * <p>Every share is 0 or at least {@value #SMALLEST}, so that no ratio of two of them overflows.
 */
public final class SharePair {

    static final double SMALLEST = 1e-150;
    private static final double SUM_TOLERANCE = 1e-6;

    private final double[] window;
    private final double[] reference;

    private SharePair(double[] window, double[] reference) {
        if (window.length != reference.length) {
            throw new IllegalArgumentException(
                    "window: must have as many cells as the reference, " + reference.length + ", was " + window.length);
        }
        requireShares("window", window);
        requireShares("reference", reference);
        this.window = window;
        this.reference = reference;
    }

    /**
     * The smoothed shares of two rows of counts.
     *
     * @throws IllegalArgumentException when the rows differ in length, a count is negative, or a side without any
     *     records gets none from the smoothing either
     */
    public static SharePair of(long[] window, long[] reference, Smoothing smoothing) {
        return new SharePair(smoothing.shares(window), smoothing.shares(reference));
    }

    /** Shares that {@link Smoothing} has made; kept, not copied, and not to be changed any more. */
    public static SharePair ofSmoothed(double[] window, double[] reference) {
        return new SharePair(window, reference);
    }

    /**
     * Shares as they are; a sum within 1e-6 of 1 is taken as rounding and divided out.
     *
     * @throws IllegalArgumentException when the rows differ in length, or one does not hold shares that sum to 1
     */
    public static SharePair ofShares(double[] window, double[] reference) {
        requireSumOfOne("window", window);
        requireSumOfOne("reference", reference);
        return new SharePair(Smoothing.none().shares(window), Smoothing.none().shares(reference));
    }

    private static void requireSumOfOne(String side, double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new IllegalArgumentException(side + ": must hold shares that sum to 1, was " + NumberText.of(sum));
        }
    }

    private static void requireShares(String side, double[] shares) {
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] != 0 && shares[i] < SMALLEST) {
                throw new IllegalArgumentException(
                        side + "[" + i + "]: must have a share of 0 or at least " + SMALLEST + ", was " + shares[i]);
            }
        }
    }

    /** The number of cells k. */
    public int cells() {
        return window.length;
    }

    /** The window's share p of {@code cell}. */
    public double window(int cell) {
        return window[cell];
    }

    /** The reference's share q of {@code cell}. */
    public double reference(int cell) {
        return reference[cell];
    }

    /** Whether both sides have a share in {@code cell}. */
    boolean hasRatio(int cell) {
        return window[cell] != 0 && reference[cell] != 0;
    }

    /** The ratio p/q of {@code cell}, computed anew with each call; where both are above 0. */
    Ratio ratio(int cell) {
        return Ratio.of(window[cell], reference[cell]);
    }

    /** All the window's shares, a copy. */
    public double[] windowShares() {
        return window.clone();
    }

    /** All the reference's shares, a copy. */
    public double[] referenceShares() {
        return reference.clone();
    }
}
