package io.klarion.cli;

import io.klarion.config.Detection;
import io.klarion.config.FeatureConfig;
import io.klarion.core.distribution.FeatureType;
import java.util.List;
import java.util.Optional;

/**
 * A column that becomes a feature.
 *
 * @param name unique among the features
 * @param pointer JSON pointer of the field
 * @param type what it is taken for
 * @param notes what to know of it, for people
 */
record InferredFeature(String name, String pointer, FeatureType type, List<String> notes) {

    InferredFeature {
        notes = List.copyOf(notes);
    }

    /** Whether the field is not simply the one of the feature's name. */
    boolean needsPath() {
        return !pointer.equals("/" + name);
    }

    FeatureConfig config() {
        return new FeatureConfig(
                name,
                needsPath() ? Optional.of(pointer) : Optional.empty(),
                Optional.of(type),
                false,
                false,
                Optional.empty(),
                Detection.DEFAULT);
    }
}
