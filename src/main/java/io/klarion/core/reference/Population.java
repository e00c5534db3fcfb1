package io.klarion.core.reference;

import java.util.List;

/**
 * The reference counts of all features of a layout, for all records or those of one segment.
 *
 * @param records the number of records
 * @param features one entry a feature, in the order of the reference's layout
 */
public record Population(long records, List<FeatureReference> features) {
    public Population {
        features = List.copyOf(features);
    }
}
