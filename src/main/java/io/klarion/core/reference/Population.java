package io.klarion.core.reference;

import io.klarion.core.distribution.Binning;
import io.klarion.core.window.Slot;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The reference counts of all features of a layout, for all records or those of one segment.
 *
 * @param records the number of records
 * @param features one entry a feature, in the order of the reference's layout
 * @param volume how many records its windows hold
 * @param slots the counts of single calendar slots, where the reference has a calendar and knows enough of them; they
 *     have no slots in turn
 */
public record Population(
        long records, List<FeatureReference> features, VolumeHistory volume, SortedMap<Slot, Population> slots) {
    public Population {
        features = List.copyOf(features);
        slots = new TreeMap<>(slots);
    }

    /** Counts without calendar slots. */
    public Population(long records, List<FeatureReference> features, VolumeHistory volume) {
        this(records, features, volume, new TreeMap<>());
    }

    /** The same of the features at these places only, in this order. */
    public Population only(List<Integer> places) {
        SortedMap<Slot, Population> fewer = new TreeMap<>();
        slots.forEach((slot, population) -> fewer.put(slot, population.only(places)));
        return new Population(records, places.stream().map(features::get).toList(), volume, fewer);
    }

    /** Whether it, or one of its slots, lacks what location and scale of feature {@code f} are judged by. */
    boolean lacksWander(int f, Binning binning) {
        return features.get(f).lacksWander(binning)
                || slots.values().stream().anyMatch(slot -> slot.lacksWander(f, binning));
    }

    /** Counts without a history of windows. */
    public Population(long records, List<FeatureReference> features) {
        this(records, features, VolumeHistory.UNKNOWN);
    }
}
