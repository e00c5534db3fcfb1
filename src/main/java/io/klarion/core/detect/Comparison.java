package io.klarion.core.detect;

import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.divergence.CutCells;
import io.klarion.core.divergence.Divergences;
import io.klarion.core.divergence.EffectiveSizes;
import io.klarion.core.divergence.Evidence;
import io.klarion.core.divergence.EvidenceFormula;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.OrderedCells;
import io.klarion.core.divergence.SharePair;
import io.klarion.core.divergence.SignificanceTest;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A window's counts of one feature held against its reference.
 *
 * @param value the judged measure of the smoothed shares; empty where it has none
 * @param evidence its bounds; empty for measures without a formula and where the formula does not hold
 * @param noise how far above 0 the estimate of a window of this size gets by chance alone; empty without evidence
 * @param pValue of {@link SignificanceTest} on the effective sizes
 * @param measures every measure that has a value
 * @param shares the smoothed shares that were compared; empty when none were
 * @param contributions what each cell adds to {@code value}; zeros where it has none
 */
@SuppressWarnings("ArrayRecordComponent") // lives within one call of the detector
record Comparison(
        OptionalDouble value,
        Optional<Evidence> evidence,
        OptionalDouble noise,
        OptionalDouble pValue,
        Map<Measure, Double> measures,
        Optional<SharePair> shares,
        double[] contributions) {

    /** Nothing was compared. */
    static Comparison none(int cells) {
        OptionalDouble empty = OptionalDouble.empty();
        return new Comparison(empty, Optional.empty(), empty, empty, Map.of(), Optional.empty(), new double[cells]);
    }

    /** The comparison of at least one record with at least one. */
    static Comparison of(FeatureCells feature, DetectSpec spec, FeatureReference reference, long[] counts) {
        long[] expected = reference.counts();
        SharePair shares = SharePair.of(counts, expected, spec.smoothing());
        OrderedCells order = OrderedCells.of(feature.binning());
        Map<Measure, Double> measures = Divergences.all(shares, order);
        EffectiveSizes sizes = sizes(reference, WindowCounts.recordsOf(counts));
        Optional<Evidence> evidence = evidence(spec, counts, expected, sizes);
        Double value = measures.get(spec.measure());
        return new Comparison(
                value == null ? OptionalDouble.empty() : OptionalDouble.of(value),
                evidence,
                evidence.map(shown -> OptionalDouble.of(EvidenceFormula.noise(spec.measure(), shown, sizes)))
                        .orElse(OptionalDouble.empty()),
                OptionalDouble.of(SignificanceTest.pValue(counts, expected, CutCells.of(feature.binning()), sizes)),
                measures,
                Optional.of(shares),
                value == null ? new double[counts.length] : Divergences.contributions(spec.measure(), shares, order));
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

    private static Optional<Evidence> evidence(DetectSpec spec, long[] counts, long[] expected, EffectiveSizes sizes) {
        if (!spec.measure().isSmooth()) {
            return Optional.empty();
        }
        Evidence evidence = EvidenceFormula.of(spec.measure(), counts, expected, sizes, spec.confidence());
        return Optional.of(evidence).filter(shown -> EvidenceFormula.isCalibrated(spec.measure(), shown));
    }
}
