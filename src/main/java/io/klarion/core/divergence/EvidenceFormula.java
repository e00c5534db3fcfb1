package io.klarion.core.divergence;

import io.klarion.core.distribution.NumberText;

/**
 * Confidence bounds of a smooth divergence from two finite samples.
 *
 * <p>With n and m the effective sizes, e = 1/n + 1/m, k the cells that either side uses, r = p/q and z the one-sided
 * quantile (normal, or Student's t where the sizes are estimates):
 *
 * <pre>{@code
 * estimate = D − ½ f″(1) (k − 1) e
 * variance = Var_p[f′(r)] / n + Var_q[f(r) − r f′(r)] / m + ½ f″(1)² (k − 1) v e²
 * bounds   = estimate ± z √variance
 * }</pre>
 *
 * <p>The first two terms of the variance are the delta method [1], which vanishes where P = Q; the third is the
 * variance of the law that D follows there: v = 1 for χ², and {@code a (1 + 1/(W−1))} for that of dependent records
 * (see {@link EffectiveSizes}). The reference is smoothed by half a record in each of the k cells; the
 * window only where f(0) is infinite, because smoothing it costs power in small windows.
 *
 * <p>By simulation it keeps false alarms at nominal 0.1 % within about 0.2 % from 50 records on, in up to 50 cells, also
 * where the divergence stands exactly at the threshold (the worst case found: 0.24 %, 50 records, KL, all the change in
 * the largest of ten cells); but not for Jensen–Shannon and Hellinger in small windows: see {@link #isCalibrated}. It
 * takes records as independent; give effective sizes where they are not. It speaks of one window and one feature: many
 * looks need a higher confidence.
 *
 * <p>[1] M. Salicrú, D. Morales, M. L. Menéndez, L. Pardo, On the applications of divergence type measures in testing
 * statistical hypotheses, J. Multivariate Anal. 51 (1994), doi:10.1006/jmva.1994.1068.
 */
public final class EvidenceFormula {

    private static final Smoothing HALF_A_RECORD = Smoothing.additive(0.5);
    private static final double RECORDS_PER_CELL = 20;

    private EvidenceFormula() {}

    /**
     * The evidence for {@code measure} in two rows of counts.
     *
     * <p>When a side has no records or effective size 0, the estimate is 0 between −∞ and +∞; when one cell holds
     * everything, all three are 0. For {@link Measure#HELLINGER} the formula is that of the square, and estimate and
     * bounds are its roots, cut to [0, 1].
     *
     * @param measure a smooth one
     * @param window counts of the window, one a cell
     * @param reference counts of the reference over the same cells
     * @param sizes how many independent records the two are worth
     * @param confidence one-sided, in [0.5, 1)
     */
    public static Evidence of(
            Measure measure, long[] window, long[] reference, EffectiveSizes sizes, double confidence) {
        if (!measure.isSmooth()) {
            throw new IllegalArgumentException("measure: must be smooth to have evidence, was " + measure.key());
        }
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "confidence: must be at least 0.5 and below 1, was " + NumberText.of(confidence));
        }
        CountPair counts = CountPair.of(window, reference, sizes);
        if (counts.isEmpty()) {
            return evidence(0, Double.POSITIVE_INFINITY, confidence, counts);
        }
        if (counts.cells() == 1) {
            return evidence(0, 0, confidence, counts);
        }
        Evidence evidence = smooth(measure.generator(), counts, sizes, confidence);
        return measure == Measure.HELLINGER ? root(evidence) : evidence;
    }

    /**
     * Whether the bounds keep what they promise: always, but for Jensen–Shannon and Hellinger only from twenty
     * (effective) records of the window a cell. At ten, false alarms at nominal 0.1 % reach 0.7 % and 4 %; at 50
     * records in 20 cells 3 % and 20 %.
     */
    public static boolean isCalibrated(Measure measure, Evidence evidence) {
        boolean needsRecords = measure == Measure.JS || measure == Measure.HELLINGER;
        return !needsRecords || evidence.effectiveWindow() >= RECORDS_PER_CELL * evidence.cells();
    }

    /**
     * How far above 0 the estimate gets by chance alone when P = Q: {@code z f″(1) √(v (k−1)/2) e}, at the evidence's
     * confidence, on the scale of the measure (for {@link Measure#HELLINGER} the root). Infinite when a side
     * holds no records, 0 with one cell. What is smaller than this cannot be seen.
     *
     * @param measure the smooth measure that {@code evidence} is of
     * @param sizes the sizes it was made with
     */
    public static double noise(Measure measure, Evidence evidence, EffectiveSizes sizes) {
        if (evidence.effectiveWindow() == 0 || evidence.effectiveReference() == 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (evidence.cells() < 2) {
            return 0;
        }
        int degrees = evidence.cells() - 1;
        double deviation = StrictMath.sqrt(chanceVariance(measure.generator(), degrees, sizes));
        double margin = sizes.quantile(evidence.confidence(), degrees) * deviation;
        return measure == Measure.HELLINGER ? StrictMath.sqrt(margin) : margin;
    }

    /** The variance of the estimate where P = Q. */
    private static double chanceVariance(Generator f, int degrees, EffectiveSizes sizes) {
        double scale = f.curvature() * sizes.noise();
        return scale * scale * degrees * sizes.varianceFactor(degrees) / 2;
    }

    private static Evidence smooth(Generator f, CountPair counts, EffectiveSizes sizes, double confidence) {
        Smoothing windowSmoothing = Double.isInfinite(f.atZero()) ? HALF_A_RECORD : Smoothing.none();
        SharePair pair = SharePair.ofSmoothed(
                windowSmoothing.smooth(counts.windowCounts()), HALF_A_RECORD.smooth(counts.referenceCounts()));
        DivergenceSlopes slopes = new DivergenceSlopes(f, pair);
        int degrees = counts.cells() - 1;
        double variance = slopes.windowVariance() / counts.windowSize()
                + slopes.referenceVariance() / counts.referenceSize()
                + chanceVariance(f, degrees, sizes);
        double estimate = slopes.divergence() - f.curvature() * degrees * sizes.noise() / 2;
        double margin = sizes.quantile(confidence, degrees) * StrictMath.sqrt(variance);
        return evidence(estimate, margin, confidence, counts);
    }

    private static Evidence root(Evidence square) {
        return new Evidence(
                root(square.estimate()),
                root(square.lower()),
                root(square.upper()),
                square.confidence(),
                square.effectiveWindow(),
                square.effectiveReference(),
                square.cells());
    }

    private static double root(double square) {
        return StrictMath.sqrt(Math.max(0, Math.min(1, square)));
    }

    private static Evidence evidence(double estimate, double margin, double confidence, CountPair counts) {
        return new Evidence(
                estimate,
                estimate - margin,
                estimate + margin,
                confidence,
                counts.windowSize(),
                counts.referenceSize(),
                counts.cells());
    }
}
