package io.klarion.core.reference;

import java.util.List;

/**
 * The reference counts of all features of a layout, for all records or those of one segment.
 *
 * @param records the number of records
 * @param features one entry a feature, in the order of the reference's layout
 * @param volume how many records its windows hold
 */
public record Population(long records, List<FeatureReference> features, VolumeHistory volume) {
    public Population {
        features = List.copyOf(features);
    }

    /** Counts without a history of windows. */
    public Population(long records, List<FeatureReference> features) {
        this(records, features, VolumeHistory.UNKNOWN);
    }

    /** The same for the features at these positions, in their order. */
    Population only(List<Integer> positions) {
        return new Population(records, positions.stream().map(features::get).toList(), volume);
    }
}
