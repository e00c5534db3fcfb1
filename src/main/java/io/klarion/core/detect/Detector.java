package io.klarion.core.detect;

import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.divergence.Evidence;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.SharePair;
import io.klarion.core.divergence.Smoothing;
import io.klarion.core.reference.FeatureReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Judges one feature of one window: a pure function from counts and reference to a verdict.
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

    private Detector() {}

    /**
     * The verdict on one feature.
     *
     * @param feature the feature and its cells
     * @param spec how it is judged
     * @param schema when unusable values are a fault
     * @param reference what it is compared with, over the same cells; empty for none
     * @param counts the window's, one a cell, each at least 0
     * @throws IllegalArgumentException when counts do not fit the cells, or an ordered measure is asked of a feature
     *     whose cells have no order
     */
    public static FeatureVerdict judge(
            FeatureCells feature,
            DetectSpec spec,
            SchemaSpec schema,
            Optional<FeatureReference> reference,
            long[] counts) {
        requireFit(feature, spec, counts);
        if (feature.binning() instanceof JointBinning joint) {
            return new JointDetector(feature, joint, spec, counts).judge(reference);
        }
        long n = WindowCounts.recordsOf(counts);
        Optional<FeatureReference> known = reference.filter(with -> with.total() > 0);
        Optional<SchemaFault> fault = known.flatMap(with ->
                SchemaCheck.of(feature.binning(), schema, with, counts, Comparison.sizes(with, n), spec.confidence()));
        boolean hasValues = n > counts[feature.binning().missing()];
        if (known.isEmpty() || !hasValues) {
            FeatureState state = known.isEmpty() ? FeatureState.NO_REFERENCE : FeatureState.NO_DATA;
            return verdict(feature, spec, known, counts, state, Comparison.none(counts.length))
                    .withSchema(fault);
        }
        Comparison comparison = Comparison.of(feature, spec, known.get(), counts);
        FeatureState state = n < FEWEST_RECORDS ? FeatureState.INSUFFICIENT_DATA : StateRule.of(spec, comparison);
        return verdict(feature, spec, known, counts, state, comparison).withSchema(fault);
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

    private static void requireFit(FeatureCells feature, DetectSpec spec, long[] counts) {
        requireFit(feature, spec);
        if (counts.length != feature.binning().cells()) {
            throw new IllegalArgumentException("feature " + feature.name() + ": must have "
                    + feature.binning().cells() + " counts, one a cell, was " + counts.length);
        }
    }

    /** The verdict of a comparison that has been made. */
    static FeatureVerdict verdict(
            FeatureCells feature,
            DetectSpec spec,
            Optional<FeatureReference> reference,
            long[] counts,
            FeatureState state,
            Comparison comparison) {
        long n = WindowCounts.recordsOf(counts);
        Optional<Evidence> evidence = comparison.evidence();
        return new FeatureVerdict(
                feature.name(),
                feature.type(),
                state,
                n,
                counts[feature.binning().missing()],
                counts[feature.binning().invalid()],
                reference.map(with -> with.dispersion().effective((double) n)).orElse((double) n),
                reference.map(FeatureReference::total).orElse(0L),
                reference.map(FeatureReference::effective).orElse(0.0),
                reference
                        .map(with -> with.isProvisional() ? FeatureVerdict.PROVISIONAL : "reference")
                        .orElse("none"),
                spec,
                comparison.value(),
                bound(evidence.map(Evidence::estimate)),
                bound(evidence.map(Evidence::lower)),
                bound(evidence.map(Evidence::upper)),
                comparison.pValue(),
                comparison.measures(),
                cells(feature.binning(), spec.smoothing(), reference, counts, comparison),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static OptionalDouble bound(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static List<CellVerdict> cells(
            Binning binning,
            Smoothing smoothing,
            Optional<FeatureReference> reference,
            long[] counts,
            Comparison comparison) {
        double[] window = comparison.shares().map(SharePair::windowShares).orElseGet(() -> shares(counts, smoothing));
        double[] expected = comparison
                .shares()
                .map(SharePair::referenceShares)
                .orElseGet(() ->
                        shares(reference.map(FeatureReference::counts).orElse(new long[counts.length]), smoothing));
        double[] contributions = comparison.contributions();
        List<CellVerdict> cells = new ArrayList<>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            cells.add(new CellVerdict(binning.label(i), counts[i], window[i], expected[i], contributions[i]));
        }
        return cells;
    }

    private static double[] shares(long[] counts, Smoothing smoothing) {
        return WindowCounts.recordsOf(counts) == 0 ? new double[counts.length] : smoothing.shares(counts);
    }
}
