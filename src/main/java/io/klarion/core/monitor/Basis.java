package io.klarion.core.monitor;

import io.klarion.core.detect.ReferenceName;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.VolumeHistory;
import java.util.List;

/**
 * What one window can be compared with.
 *
 * @param name what the verdict says of it
 * @param volume how many records windows of the segment hold, at all times; unknown where nothing says
 * @param features the counts, one entry a feature of the chunk
 */
public record Basis(ReferenceName name, VolumeHistory volume, List<FeatureReference> features) {
    public Basis {
        features = List.copyOf(features);
    }
}
