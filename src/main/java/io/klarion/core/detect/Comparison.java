package io.klarion.core.detect;

import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.divergence.CutCells;
import io.klarion.core.divergence.Divergences;
import io.klarion.core.divergence.EffectiveSizes;
import io.klarion.core.divergence.Evidence;
import io.klarion.core.divergence.EvidenceFormula;
import io.klarion.core.divergence.JudgedDivergences;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.OrderLaw;
import io.klarion.core.divergence.OrderedCells;
import io.klarion.core.divergence.SharePair;
import io.klarion.core.divergence.SignificanceTest;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A window's counts of one feature held against its reference.
 *
 * @param value the judged measure of the smoothed shares; empty where it has none
 * @param evidence its bounds; empty for measures without a formula and where the formula does not hold
 * @param noise how far above 0 the estimate of a window of this size gets by chance alone; empty without evidence
 * @param pValue of {@link SignificanceTest} on the effective sizes
 * @param measures every measure that has a value
 * @param window the window's smoothed shares
 * @param expected the reference's
 * @param contributions what each cell adds to {@code value}; zeros where it has none
 */
@SuppressWarnings("ArrayRecordComponent") // lives within one call of the detector, or on in the verdict's cells
record Comparison(
        OptionalDouble value,
        Optional<Evidence> evidence,
        OptionalDouble noise,
        OptionalDouble pValue,
        Map<Measure, Double> measures,
        double[] window,
        double[] expected,
        double[] contributions) {

    /** Nothing was compared. */
    static Comparison none(double[] window, double[] expected) {
        OptionalDouble empty = OptionalDouble.empty();
        return new Comparison(
                empty, Optional.empty(), empty, empty, Map.of(), window, expected, new double[window.length]);
    }

    /**
     * The comparison of at least one record with at least one.
     *
     * @param order the feature's ordered cells
     * @param cut its cells that may have been cut at the reference's values
     * @param known the reference's, smoothed as {@code spec} says
     */
    static Comparison of(DetectSpec spec, OrderedCells order, CutCells cut, ExpectedCells known, long[] counts) {
        FeatureReference reference = known.reference();
        long[] expected = known.counts();
        double[] windowShares = spec.smoothing().shares(counts);
        double[] referenceShares = known.shares();
        JudgedDivergences divergences =
                Divergences.judged(spec.measure(), SharePair.ofSmoothed(windowShares, referenceShares), order);
        EffectiveSizes sizes = sizes(reference, WindowCounts.recordsOf(counts));
        Optional<Evidence> evidence = evidence(spec, counts, expected, sizes);
        Double value = divergences.values().get(spec.measure());
        return new Comparison(
                value == null ? OptionalDouble.empty() : OptionalDouble.of(value),
                evidence,
                evidence.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(EvidenceFormula.noise(spec.measure(), evidence.get(), sizes)),
                OptionalDouble.of(SignificanceTest.pValue(counts, expected, cut, sizes, order(reference.dispersion()))),
                divergences.values(),
                windowShares,
                referenceShares,
                divergences.contributions());
    }

    /** What a window of {@code n} records and its reference are worth. */
    static EffectiveSizes sizes(FeatureReference reference, long n) {
        return sizes(reference.dispersion(), n, reference.effective());
    }

    /** What {@code n} records of a window are worth beside {@code effective} of a reference with this dispersion. */
    static EffectiveSizes sizes(Dispersion dispersion, long n, double effective) {
        return dispersion.isExact()
                ? EffectiveSizes.independent((double) n, effective)
                : new EffectiveSizes(
                        dispersion.effective((double) n), effective, dispersion.spread(), dispersion.windows());
    }

    /** What the order of a window's records is judged by; it is not, where windows differ more than chance. */
    static OrderLaw order(Dispersion dispersion) {
        return dispersion.isKnown()
                ? dispersion
                        .wander()
                        .filter(known -> dispersion.isExact())
                        .map(known -> OrderLaw.of(known.location(), known.scale(), dispersion.windows()))
                        .orElse(OrderLaw.unknown())
                : OrderLaw.independent();
    }

    private static Optional<Evidence> evidence(DetectSpec spec, long[] counts, long[] expected, EffectiveSizes sizes) {
        if (!spec.measure().isSmooth()) {
            return Optional.empty();
        }
        Evidence evidence = EvidenceFormula.of(spec.measure(), counts, expected, sizes, spec.confidence());
        return Optional.of(evidence).filter(shown -> EvidenceFormula.isCalibrated(spec.measure(), shown));
    }

    /** What is said of a feature that is in {@code state} by this comparison. */
    FeatureVerdict verdict(
            FeatureCells feature,
            DetectSpec spec,
            Optional<FeatureReference> reference,
            long[] counts,
            FeatureState state) {
        long n = WindowCounts.recordsOf(counts);
        @Nullable FeatureReference with = reference.orElse(null);
        return new FeatureVerdict(
                feature.name(),
                feature.type(),
                state,
                n,
                counts[feature.binning().missing()],
                counts[feature.binning().invalid()],
                with == null ? (double) n : with.dispersion().effective((double) n),
                with == null ? 0 : with.total(),
                with == null ? 0 : with.effective(),
                with == null ? "none" : with.isProvisional() ? FeatureVerdict.PROVISIONAL : "reference",
                spec,
                value,
                bound(Evidence::estimate),
                bound(Evidence::lower),
                bound(Evidence::upper),
                pValue,
                measures,
                new JudgedCells(feature.binning(), counts, window, expected, contributions),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private OptionalDouble bound(ToDoubleFunction<Evidence> which) {
        return evidence.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(which.applyAsDouble(evidence.get()));
    }
}
