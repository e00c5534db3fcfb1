package io.klarion.core.divergence;

import java.util.Optional;

/**
 * Values of the measures for one pair of shares, and what each cell contributes to them.
 *
 * <p>All sums over cells come from one generator f as {@code Σ q f(p/q)}, in cell order, with {@code StrictMath}; a
 * cell that neither side uses adds 0. A value is infinite where the measure is, never NaN. Cost O(cells).
 *
 * <p>A value is what the shares differ by, <em>not</em> proof that the populations differ: with few records it is
 * far from 0 by chance alone. {@link EvidenceFormula} says what is shown.
 */
public final class Divergences {

    private Divergences() {}

    /**
     * The value of {@code measure}; its range stands at the measure.
     *
     * @throws IllegalArgumentException for KS and Wasserstein when a side has no share in ordered cells
     */
    public static double value(Measure measure, SharePair pair, OrderedCells order) {
        return switch (measure) {
            case KS -> ordered(measure, pair, order).kolmogorovSmirnov();
            case WASSERSTEIN -> ordered(measure, pair, order).wasserstein();
            case HELLINGER ->
                Math.min(1, StrictMath.sqrt(sum(measure.generator().terms(pair))));
            case KL, REVERSE_KL, PSI, JS, TOTAL_VARIATION, CHI_SQUARE ->
                sum(measure.generator().terms(pair));
        };
    }

    /**
     * Every measure that has a value, in the order of {@link Measure}; KS and Wasserstein only when both sides have
     * a share in ordered cells.
     */
    public static MeasureValues all(SharePair pair, OrderedCells order) {
        return judged(Measure.KL, pair, order).values();
    }

    /** {@link #all} and the contributions to {@code measure}, zeros where it has no value: one pass for both. */
    public static JudgedDivergences judged(Measure measure, SharePair pair, OrderedCells order) {
        boolean isSum = !measure.isOrdered();
        GeneratorSums sums = new GeneratorSums(pair, isSum ? measure.generator() : Generator.KL);
        Optional<OrderedDifference> ordered = OrderedDifference.of(pair, order);
        MeasureValues values = MeasureValues.of(sums, ordered.orElse(null));
        if (isSum) {
            return new JudgedDivergences(values, contributions(measure, sums.terms()));
        }
        return new JudgedDivergences(
                values, ordered.isPresent() ? contributions(measure, pair, order) : new double[pair.cells()]);
    }

    /**
     * What each cell adds to a measure that is a sum over cells; as {@link #contributions(Measure, SharePair,
     * OrderedCells)}.
     *
     * @throws IllegalArgumentException for KS and Wasserstein, which need an order
     */
    public static double[] contributions(Measure measure, SharePair pair) {
        return contributions(measure, measure.generator().terms(pair));
    }

    private static double[] contributions(Measure measure, double[] terms) {
        return measure == Measure.HELLINGER ? divided(terms, StrictMath.sqrt(sum(terms))) : terms;
    }

    /**
     * What each cell adds to the value: every entry is at least 0, and they sum to the value.
     *
     * <p>For an f-divergence, cell i adds {@code q f(p/q) − f′(1)(p − q)} (for KL: {@code p ln(p/q) − p + q}). For the
     * Hellinger distance H the terms of its square are divided by H. For Wasserstein the mass that crosses between two
     * neighbours, times their distance, goes half to either; for KS half goes to the cells that open the widest gap and
     * half to those that close it. No difference gives zeros.
     *
     * @throws IllegalArgumentException for KS and Wasserstein when a side has no share in ordered cells
     */
    public static double[] contributions(Measure measure, SharePair pair, OrderedCells order) {
        return switch (measure) {
            case KS -> ordered(measure, pair, order).kolmogorovSmirnovContributions();
            case WASSERSTEIN -> ordered(measure, pair, order).wassersteinContributions();
            case KL, REVERSE_KL, PSI, JS, HELLINGER, TOTAL_VARIATION, CHI_SQUARE -> contributions(measure, pair);
        };
    }

    /** Shannon's entropy {@code H(P) = −Σ p ln p} in nats, 0 ln 0 = 0; in [0, ln k]. */
    public static double entropy(double[] shares) {
        double sum = 0;
        for (double p : shares) {
            sum -= p == 0 ? 0 : p * StrictMath.log(p);
        }
        return Math.max(0, sum);
    }

    /** Cross entropy {@code −Σ p ln q} = KL(P‖Q) + H(P) in nats; infinite where p > 0 and q = 0. */
    public static double crossEntropy(SharePair pair) {
        double sum = 0;
        for (int i = 0; i < pair.cells(); i++) {
            sum -= pair.window(i) == 0 ? 0 : pair.window(i) * StrictMath.log(pair.reference(i));
        }
        return Math.max(0, sum);
    }

    /** The largest difference of two shares, {@code max |p − q|}, in [0, 1]. */
    public static double largestDifference(SharePair pair) {
        double largest = 0;
        for (int i = 0; i < pair.cells(); i++) {
            largest = Math.max(largest, Math.abs(pair.window(i) - pair.reference(i)));
        }
        return largest;
    }

    private static double[] divided(double[] terms, double by) {
        for (int i = 0; i < terms.length && by > 0; i++) {
            terms[i] /= by;
        }
        return terms;
    }

    private static double sum(double[] terms) {
        double sum = 0;
        for (double term : terms) {
            sum += term;
        }
        return sum;
    }

    private static OrderedDifference ordered(Measure measure, SharePair pair, OrderedCells order) {
        Optional<OrderedDifference> difference = OrderedDifference.of(pair, order);
        return difference.orElseThrow(() -> new IllegalArgumentException(
                measure.key() + ": must have shares in ordered cells on both sides, was none"));
    }
}
