package io.klarion.core.divergence;

import io.klarion.core.distribution.NumberText;

/**
 * How counts become shares, so that a cell without records need not make a divergence infinite.
 *
 * <p>With counts c over k cells and n = Σ c:
 *
 * <ul>
 *   <li>{@code none}: {@code c / n}; an empty cell keeps the share 0.
 *   <li>{@code additive:α}: {@code (c + α) / (n + α k)}, where every listed cell counts, used or not; ½ is Jeffreys'
 *       prior, 1 Laplace's rule. Shares sum to 1, so PSI stays the sum of KL both ways.
 *   <li>{@code floor:ε}: shares below ε are set to ε, then all are divided by their new sum.
 * </ul>
 *
 * <p>{@code toString} gives the text that {@link #parse} reads.
 */
public sealed interface Smoothing {

    /** The smallest α and ε accepted: far below any that makes sense, and no ratio of shares overflows. */
    double SMALLEST = 1e-100;

    /** Plain shares; an unseen cell makes KL infinite, and says so. */
    static Smoothing none() {
        return new None();
    }

    /** Adds {@code alpha} records to every cell. */
    static Smoothing additive(double alpha) {
        return new Additive(alpha);
    }

    /** Raises every share to at least {@code epsilon}. */
    static Smoothing floor(double epsilon) {
        return new Floor(epsilon);
    }

    /**
     * Reads {@code none}, {@code additive:0.5} or {@code floor:1e-6}.
     *
     * @throws IllegalArgumentException for any other text, or a number out of range
     */
    static Smoothing parse(String text) {
        if (text.equals("none")) {
            return none();
        }
        if (text.startsWith(Additive.PREFIX)) {
            return additive(number(text, Additive.PREFIX));
        }
        if (text.startsWith(Floor.PREFIX)) {
            return floor(number(text, Floor.PREFIX));
        }
        throw new IllegalArgumentException(unknown(text));
    }

    private static double number(String text, String prefix) {
        try {
            return Double.parseDouble(text.substring(prefix.length()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(unknown(text), e);
        }
    }

    private static String unknown(String text) {
        return "smoothing: must be none, additive:<alpha> or floor:<epsilon>, was " + text;
    }

    /**
     * The shares of {@code counts}; they sum to 1.
     *
     * @throws IllegalArgumentException when there is no cell, a count is negative, or nothing is added and all are 0
     */
    default double[] shares(long[] counts) {
        double[] weights = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            weights[i] = counts[i];
        }
        return smooth(weights);
    }

    /**
     * The shares of weights, such as effective counts, or shares that are yet to be smoothed; they sum to 1.
     *
     * @throws IllegalArgumentException when there is no cell, a weight is negative or not finite, or nothing is added
     *     and all are 0
     */
    default double[] shares(double[] weights) {
        return smooth(weights.clone());
    }

    /**
     * Makes shares of weights in place; as {@link #shares(double[])}, which leaves them as they are.
     *
     * @return the same array
     */
    double[] smooth(double[] weights);

    /**
     * The share before smoothing that became {@code share}: what was counted, as far as that can be told.
     *
     * @param share one of the shares of {@code total} records over {@code cells} cells
     * @param total how many records, above 0
     */
    double counted(double share, double total, int cells);

    /** No smoothing. */
    record None() implements Smoothing {
        @Override
        public double[] smooth(double[] weights) {
            return normalised(weights, 0);
        }

        @Override
        public double counted(double share, double total, int cells) {
            return share;
        }

        @Override
        public String toString() {
            return "none";
        }
    }

    /**
     * Additive smoothing.
     *
     * @param alpha what every cell gets, in records; positive
     */
    record Additive(double alpha) implements Smoothing {
        private static final String PREFIX = "additive:";
        private static final double LARGEST = 1e9;

        public Additive {
            if (!(alpha >= SMALLEST && alpha <= LARGEST)) {
                throw new IllegalArgumentException(
                        "smoothing: must be additive by more than 0 and at most 1e9, was " + PREFIX + alpha);
            }
        }

        @Override
        public double[] smooth(double[] weights) {
            return normalised(weights, alpha);
        }

        @Override
        public double counted(double share, double total, int cells) {
            return Math.max(0, Math.rint(share * (total + alpha * cells) - alpha) / total);
        }

        @Override
        public String toString() {
            return PREFIX + NumberText.of(alpha);
        }
    }

    /**
     * A floor under every share.
     *
     * @param epsilon the floor, in (0, 1)
     */
    record Floor(double epsilon) implements Smoothing {
        private static final String PREFIX = "floor:";

        public Floor {
            if (!(epsilon >= SMALLEST && epsilon < 1)) {
                throw new IllegalArgumentException(
                        "smoothing: must have a floor above 0 and below 1, was " + PREFIX + epsilon);
            }
        }

        @Override
        public double[] smooth(double[] weights) {
            double[] shares = normalised(weights, 0);
            for (int i = 0; i < shares.length; i++) {
                shares[i] = Math.max(shares[i], epsilon);
            }
            return normalised(shares, 0);
        }

        /* What was raised to the floor was below it: next to nothing. */
        @Override
        public double counted(double share, double total, int cells) {
            return share <= epsilon ? 0 : share;
        }

        @Override
        public String toString() {
            return PREFIX + NumberText.of(epsilon);
        }
    }

    private static double[] normalised(double[] weights, double added) {
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0 && weights[i] <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "counts[" + i + "]: must be at least 0 and finite, was " + NumberText.of(weights[i]));
            }
            weights[i] += added;
            total += weights[i];
        }
        if (!(total > 0 && total <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("counts: must have a finite sum above 0, was " + NumberText.of(total)
                    + " over " + weights.length + " cells");
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= total;
        }
        return weights;
    }
}
