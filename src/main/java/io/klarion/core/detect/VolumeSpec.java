package io.klarion.core.detect;

import io.klarion.core.distribution.NumberText;
import java.util.OptionalDouble;

/**
 * When a window holds too few or too many records.
 *
 * @param factor how many times fewer or more than the reference's windows hold on average, at least 1; empty for never
 * @param confidence that chance alone does not make it so, at least 0.5 and below 1
 */
public record VolumeSpec(OptionalDouble factor, double confidence) {

    /** Less than half or more than twice as many. */
    public static final VolumeSpec DEFAULT = new VolumeSpec(OptionalDouble.of(2), DetectSpec.DEFAULT.confidence());

    /** Volume is not judged. */
    public static final VolumeSpec OFF = new VolumeSpec(OptionalDouble.empty(), DetectSpec.DEFAULT.confidence());

    public VolumeSpec {
        if (factor.isPresent() && !(factor.getAsDouble() >= 1 && Double.isFinite(factor.getAsDouble()))) {
            throw new IllegalArgumentException(
                    "volume: must be at least 1 and finite, was " + NumberText.of(factor.getAsDouble()));
        }
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "confidence: must be at least 0.5 and below 1, was " + NumberText.of(confidence));
        }
    }
}
