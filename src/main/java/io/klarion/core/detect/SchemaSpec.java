package io.klarion.core.detect;

import io.klarion.core.distribution.NumberText;
import java.util.OptionalDouble;

/**
 * By how much the share of unusable values must have risen above the reference's for a fault of the schema.
 *
 * @param missing for absent and null values, in [0, 1]; empty for never
 * @param invalid for values of the wrong type, NaN and infinities; likewise
 */
public record SchemaSpec(OptionalDouble missing, OptionalDouble invalid) {

    /** Five in a hundred missing, one in a hundred invalid. */
    public static final SchemaSpec DEFAULT = new SchemaSpec(OptionalDouble.of(0.05), OptionalDouble.of(0.01));

    /** No fault is ever seen. */
    public static final SchemaSpec OFF = new SchemaSpec(OptionalDouble.empty(), OptionalDouble.empty());

    public SchemaSpec {
        require("missing", missing);
        require("invalid", invalid);
    }

    private static void require(String name, OptionalDouble rise) {
        if (rise.isPresent() && !(rise.getAsDouble() >= 0 && rise.getAsDouble() <= 1)) {
            throw new IllegalArgumentException(
                    name + ": must be between 0 and 1, was " + NumberText.of(rise.getAsDouble()));
        }
    }
}
