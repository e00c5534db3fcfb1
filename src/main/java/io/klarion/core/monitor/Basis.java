package io.klarion.core.monitor;

import io.klarion.core.detect.ReferenceName;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.LearnedDispersion;
import io.klarion.core.reference.VolumeHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

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

    /** The same with what was learned of features whose reference does not tell how much windows differ. */
    Basis with(SortedMap<Integer, LearnedDispersion> learned) {
        if (learned.isEmpty()) {
            return this;
        }
        List<FeatureReference> taught = new ArrayList<>(features);
        learned.forEach(
                (place, dispersion) -> taught.set(place, features.get(place).learning(dispersion)));
        return new Basis(name, volume, taught);
    }
}
