package io.klarion.core.detect;

import io.klarion.core.distribution.Binning;
import io.klarion.core.divergence.EffectiveSizes;
import io.klarion.core.divergence.ShareDifference;
import io.klarion.core.reference.FeatureReference;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether a window lacks values of a feature that its reference has. The first line that fits:
 *
 * <ol>
 *   <li>fewer than 10 records, or a reference without any: no fault
 *   <li>no usable value here nor in the reference: {@code NEVER_SEEN}
 *   <li>no usable value here, and the rise of their share is shown to be above 0: {@code SILENT}
 *   <li>the lower bound of the rise of invalid values is above {@link SchemaSpec#invalid}: {@code INVALID}
 *   <li>that of missing values is above {@link SchemaSpec#missing}: {@code MISSING}
 * </ol>
 *
 * <p>Bounds are those of {@link ShareDifference} at effective sizes, so that a small window needs a larger rise.
 * Fewer missing values than in the reference are no fault; the divergence sees them.
 */
final class SchemaCheck {

    private final Binning binning;
    private final FeatureReference reference;
    private final long[] counts;
    private final EffectiveSizes sizes;
    private final double confidence;
    private final long n;

    private SchemaCheck(
            Binning binning, FeatureReference reference, long[] counts, EffectiveSizes sizes, double confidence) {
        this.binning = binning;
        this.reference = reference;
        this.counts = counts;
        this.sizes = sizes;
        this.confidence = confidence;
        this.n = WindowCounts.recordsOf(counts);
    }

    /** The fault of one window, if there is one. */
    static Optional<SchemaFault> of(
            Binning binning,
            SchemaSpec spec,
            FeatureReference reference,
            long[] counts,
            EffectiveSizes sizes,
            double confidence) {
        SchemaCheck check = new SchemaCheck(binning, reference, counts, sizes, confidence);
        boolean isOff = spec.missing().isEmpty() && spec.invalid().isEmpty();
        return isOff || check.n < Detector.FEWEST_RECORDS || reference.total() == 0
                ? Optional.empty()
                : check.fault(spec);
    }

    private Optional<SchemaFault> fault(SchemaSpec spec) {
        int missing = binning.missing();
        int invalid = binning.invalid();
        long unusable = counts[missing] + counts[invalid];
        if (unusable == n) {
            long before = reference.count(missing) + reference.count(invalid);
            return before == reference.total()
                    ? Optional.of(new SchemaFault(SchemaFault.Kind.NEVER_SEEN, 1, 1, 0, 0, 0))
                    : shown(SchemaFault.Kind.SILENT, unusable, before, OptionalDouble.of(0));
        }
        return shown(SchemaFault.Kind.INVALID, counts[invalid], reference.count(invalid), spec.invalid())
                .or(() -> shown(SchemaFault.Kind.MISSING, counts[missing], reference.count(missing), spec.missing()));
    }

    private Optional<SchemaFault> shown(SchemaFault.Kind kind, long here, long before, OptionalDouble rise) {
        /* No bound is above the estimate. */
        if (rise.isEmpty() || (double) here / n - (double) before / reference.total() <= rise.getAsDouble()) {
            return Optional.empty();
        }
        ShareDifference difference = ShareDifference.of(here, n, before, reference.total(), sizes, confidence);
        return difference.lower() <= rise.getAsDouble()
                ? Optional.empty()
                : Optional.of(new SchemaFault(
                        kind,
                        (double) here / n,
                        (double) before / reference.total(),
                        difference.lower(),
                        difference.upper(),
                        rise.getAsDouble()));
    }
}
