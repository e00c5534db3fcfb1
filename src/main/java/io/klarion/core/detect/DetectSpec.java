package io.klarion.core.detect;

import io.klarion.core.distribution.NumberText;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import java.util.OptionalDouble;

/**
 * How one feature is judged.
 *
 * @param rule when a divergence counts as drift
 * @param measure the divergence that is judged; all are reported
 * @param threshold in the unit of {@code measure} (nats for KL), at least 0
 * @param critical above it an alert is critical; at least {@code threshold}; empty for never
 * @param confidence one-sided confidence of the bounds, at least 0.5 and below 1
 * @param smoothing how reported shares are smoothed
 */
public record DetectSpec(
        Rule rule, Measure measure, double threshold, OptionalDouble critical, double confidence, Smoothing smoothing) {

    /** Rule bound, KL at 0.1 nats, critical at 0.3, confidence 0.99, additive smoothing ½. */
    public static final DetectSpec DEFAULT =
            new DetectSpec(Rule.BOUND, Measure.KL, 0.1, OptionalDouble.of(0.3), 0.99, Smoothing.additive(0.5));

    /** The same with another confidence. */
    public DetectSpec withConfidence(double other) {
        return new DetectSpec(rule, measure, threshold, critical, other, smoothing);
    }

    /** The same with a higher threshold, above 0 as before; the critical level rises in proportion. */
    public DetectSpec withThreshold(double higher) {
        OptionalDouble level = critical.isPresent()
                ? OptionalDouble.of(critical.getAsDouble() * (higher / threshold))
                : OptionalDouble.empty();
        return new DetectSpec(rule, measure, higher, level, confidence, smoothing);
    }

    public DetectSpec {
        if (!(threshold >= 0 && Double.isFinite(threshold))) {
            throw new IllegalArgumentException(
                    "threshold: must be at least 0 and finite, was " + NumberText.of(threshold));
        }
        if (critical.isPresent() && !(critical.getAsDouble() >= threshold)) {
            throw new IllegalArgumentException("critical: must be at least the threshold, " + NumberText.of(threshold)
                    + ", was " + NumberText.of(critical.getAsDouble()));
        }
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "confidence: must be at least 0.5 and below 1, was " + NumberText.of(confidence));
        }
    }
}
