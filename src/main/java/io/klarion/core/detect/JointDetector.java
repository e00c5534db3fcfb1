package io.klarion.core.detect;

import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.divergence.DependenceEvidence;
import io.klarion.core.divergence.EffectiveSizes;
import io.klarion.core.divergence.JointDivergence;
import io.klarion.core.divergence.Smoothing;
import io.klarion.core.reference.FeatureReference;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Judges how a pair of features hangs together, by the records that have both values. The judged value is the
 * dependence of {@link JointDivergence}, in nats; what the single features do is theirs to tell. In its cells
 * {@code reference} is the share that the window's margins give under the reference's odds ratios, and the contributions
 * sum to the dependence.
 */
final class JointDetector {

    private final FeatureCells feature;
    private final JointBinning binning;
    private final DetectSpec spec;
    private final long[] counts;
    private final long[] pairs;

    JointDetector(FeatureCells feature, JointBinning binning, DetectSpec spec, long[] counts) {
        this.feature = feature;
        this.binning = binning;
        this.spec = spec;
        this.counts = counts;
        this.pairs = Arrays.copyOf(counts, binning.missing());
    }

    /** The verdict against {@code reference}. */
    FeatureVerdict judge(Optional<FeatureReference> reference) {
        Optional<FeatureReference> known = reference.filter(with -> sum(pairsOf(with)) > 0);
        long n = sum(pairs);
        if (known.isEmpty() || n == 0) {
            FeatureState state = known.isEmpty() ? FeatureState.NO_REFERENCE : FeatureState.NO_DATA;
            return Comparison.none(windowShares(n), new double[counts.length])
                    .verdict(feature, spec, known, counts, state);
        }
        return judge(known.get(), n);
    }

    private FeatureVerdict judge(FeatureReference reference, long n) {
        long[] expected = pairsOf(reference);
        Smoothing smoothing = spec.smoothing();
        JointDivergence split =
                JointDivergence.of(smoothing.shares(pairs), smoothing.shares(expected), binning.columns());
        EffectiveSizes sizes =
                Comparison.sizes(reference.dispersion(), n, reference.effective() * sum(expected) / reference.total());
        DependenceEvidence shown = DependenceEvidence.of(pairs, expected, binning.columns(), sizes, spec.confidence());
        Comparison comparison = new Comparison(
                OptionalDouble.of(split.dependence()),
                Optional.of(shown.evidence()),
                OptionalDouble.of(shown.noise()),
                OptionalDouble.of(shown.pValue()),
                Map.of(),
                windowShares(n),
                Arrays.copyOf(split.expected(), counts.length),
                Arrays.copyOf(split.contributions(), counts.length));
        FeatureState state =
                n < Detector.FEWEST_RECORDS ? FeatureState.INSUFFICIENT_DATA : StateRule.of(spec, comparison);
        JointVerdict joint = new JointVerdict(
                binning.first(),
                binning.second(),
                split.total(),
                split.first(),
                split.second(),
                split.shift(),
                split.dependence());
        return comparison
                .verdict(feature, spec, Optional.of(reference), counts, state)
                .withJoint(joint);
    }

    private long[] pairsOf(FeatureReference reference) {
        return Arrays.copyOf(reference.counts(), pairs.length);
    }

    private static long sum(long[] counts) {
        return Arrays.stream(counts).sum();
    }

    /* 0 in the cells of records that lack a value. */
    private double[] windowShares(long n) {
        return n == 0
                ? new double[counts.length]
                : Arrays.copyOf(spec.smoothing().shares(pairs), counts.length);
    }
}
