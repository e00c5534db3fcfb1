package io.klarion.core.detect;

import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.divergence.CutCells;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.OrderedCells;
import io.klarion.core.reference.FeatureReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges one feature of a window: a pure function from counts and reference to a verdict. Made once, it judges the
 * feature of every window.
 *
 * <p>The first line that fits is the state, where n counts all records of the window, missing and invalid ones too:
 *
 * <ol>
 *   <li>no reference, or one without records: {@code NO_REFERENCE}
 *   <li>n = 0, or every value is missing: {@code NO_DATA}. A feature that is gone altogether is a fault of the
 *       supply; a share of missing values that rises is drift of the cells
 *   <li>n &lt; 10: {@code INSUFFICIENT_DATA}
 *   <li>the judged measure has no value (KS and Wasserstein, unsmoothed, with nothing on the line): {@code NO_DATA}
 *   <li>rule {@code point}: {@code DRIFT} when the value is above the threshold, else {@code STABLE}
 *   <li>threshold 0: {@code DRIFT} when the difference is significant, else {@code STABLE}
 *   <li>no bounds that hold, for too few records a cell (Jensen–Shannon and Hellinger, see {@link
 *       io.klarion.core.divergence.EvidenceFormula#isCalibrated}): {@code INSUFFICIENT_DATA}
 *   <li>the lower bound is above the threshold (the value, for measures that never have bounds): {@code DRIFT} when
 *       the difference is significant too, else {@code INSUFFICIENT_DATA}, as size without significance may be chance
 *   <li>noise is above the threshold and the upper bound too: {@code INSUFFICIENT_DATA}
 *   <li>else {@code STABLE}
 * </ol>
 *
 * <p>Significant means p &lt; 1 − confidence in {@link io.klarion.core.divergence.SignificanceTest}, on effective sizes.
 * Noise is how far above 0 the estimate gets by chance in a window of this size that did not drift at all, at the same
 * confidence: when that is beyond the threshold, no drift seen does not mean that there is none.
 *
 * <p>Sizes: n counts for n / (1 + (n−1)ρ) records, with the reference's ρ, see
 * {@link io.klarion.core.reference.Dispersion}. The verdict speaks of one window and one feature; who looks at many
 * must ask for more confidence.
 *
 * <p>A pair of features is judged by how its features hang together, see {@link JointDetector}.
 */
public final class Detector {

    /** Of fewer records nothing is said. */
    public static final long FEWEST_RECORDS = 10;

    private final FeatureCells feature;
    private final DetectSpec spec;
    private final SchemaSpec schema;
    private final OrderedCells order;
    private final CutCells cut;
    /* Of the reference it was last held against: nearly always the next one too. Threads that race make the same again. */
    private @Nullable ExpectedCells expected;

    private Detector(FeatureCells feature, DetectSpec spec, SchemaSpec schema) {
        requireFit(feature, spec);
        this.feature = feature;
        this.spec = spec;
        this.schema = schema;
        this.order = OrderedCells.of(feature.binning());
        this.cut = CutCells.of(feature.binning());
    }

    /**
     * The detector of one feature.
     *
     * @param feature the feature and its cells
     * @param spec how it is judged
     * @param schema when unusable values are a fault
     * @throws IllegalArgumentException as {@link #requireFit}
     */
    public static Detector of(FeatureCells feature, DetectSpec spec, SchemaSpec schema) {
        return new Detector(feature, spec, schema);
    }

    /** The verdict on one feature of one window, as {@link #of} and {@link #judge(Optional, long[])} give it. */
    public static FeatureVerdict judge(
            FeatureCells feature,
            DetectSpec spec,
            SchemaSpec schema,
            Optional<FeatureReference> reference,
            long[] counts) {
        return of(feature, spec, schema).judge(reference, counts.clone());
    }

    /**
     * The verdict on the feature.
     *
     * @param reference what it is compared with, over the same cells; empty for none
     * @param counts the window's, one a cell, each at least 0; kept by the verdict, not to be changed any more
     * @throws IllegalArgumentException when counts do not fit the cells
     */
    public FeatureVerdict judge(Optional<FeatureReference> reference, long[] counts) {
        requireFit(counts);
        if (feature.binning() instanceof JointBinning joint) {
            return new JointDetector(feature, joint, spec, counts).judge(reference);
        }
        if (reference.isEmpty() || reference.get().total() == 0) {
            return unjudged(FeatureState.NO_REFERENCE, Optional.empty(), counts);
        }
        FeatureReference known = reference.get();
        long n = WindowCounts.recordsOf(counts);
        Optional<SchemaFault> fault =
                SchemaCheck.of(feature.binning(), schema, known, counts, Comparison.sizes(known, n), spec.confidence());
        if (n == counts[feature.binning().missing()]) {
            return unjudged(FeatureState.NO_DATA, reference, counts).withSchema(fault);
        }
        Comparison comparison = Comparison.of(spec, order, cut, expected(known), counts);
        FeatureState state = n < FEWEST_RECORDS ? FeatureState.INSUFFICIENT_DATA : StateRule.of(spec, comparison);
        return comparison.verdict(feature, spec, reference, counts, state).withSchema(fault);
    }

    private ExpectedCells expected(FeatureReference reference) {
        ExpectedCells last = expected;
        if (last == null || last.reference() != reference) {
            last = ExpectedCells.of(reference, spec.smoothing());
            expected = last;
        }
        return last;
    }

    private FeatureVerdict unjudged(FeatureState state, Optional<FeatureReference> reference, long[] counts) {
        double[] expected = reference.map(known -> shares(known.counts())).orElseGet(() -> new double[counts.length]);
        return Comparison.none(shares(counts), expected).verdict(feature, spec, reference, counts, state);
    }

    private double[] shares(long[] counts) {
        return WindowCounts.recordsOf(counts) == 0
                ? new double[counts.length]
                : spec.smoothing().shares(counts);
    }

    /**
     * Checks that {@code spec} can judge {@code feature}.
     *
     * @throws IllegalArgumentException when its measure needs an order that the feature's cells do not have, or
     *     the feature is a pair and the measure is not KL
     */
    public static void requireFit(FeatureCells feature, DetectSpec spec) {
        if (spec.measure().isOrdered() && !(feature.binning() instanceof NumericBinning)) {
            throw new IllegalArgumentException("feature " + feature.name()
                    + ": must be numeric to be judged by " + spec.measure().key() + ", was "
                    + feature.type().key());
        }
        if (feature.type() == FeatureType.JOINT && spec.measure() != Measure.KL) {
            throw new IllegalArgumentException(
                    "feature " + feature.name() + ": must be judged by kl, as all pairs are, was "
                            + spec.measure().key());
        }
    }

    private void requireFit(long[] counts) {
        if (counts.length != feature.binning().cells()) {
            throw new IllegalArgumentException("feature " + feature.name() + ": must have "
                    + feature.binning().cells() + " counts, one a cell, was " + counts.length);
        }
    }
}
