package io.klarion.core.detect;

import io.klarion.core.distribution.Segment;
import java.util.List;
import java.util.Optional;

/**
 * What one closed window of one segment says, for one chunk of the features.
 *
 * @param monitor the monitor's name
 * @param segmentNames the names of the group-by fields, in the order of {@code segment}'s values
 * @param segment the segment
 * @param start the window's start, epoch milliseconds, inclusive
 * @param end the window's end, exclusive
 * @param revision 0 for the first verdict of a window; the highest counts
 * @param completeness whether the window held all its records
 * @param records records of the segment in the window
 * @param volume what the number of records says; empty where it cannot be judged, and in all parts but the first
 * @param late records that came too late for this window, as far as known when it closed
 * @param reference what it was compared with; empty texts and version 0 without one
 * @param configDigest names the configuration
 * @param part which chunk of the features, from 0
 * @param parts how many chunks there are
 * @param features one verdict a feature of the chunk, in the monitor's order
 */
public record Verdict(
        String monitor,
        List<String> segmentNames,
        Segment segment,
        long start,
        long end,
        int revision,
        Completeness completeness,
        long records,
        Optional<VolumeVerdict> volume,
        long late,
        ReferenceName reference,
        String configDigest,
        int part,
        int parts,
        List<FeatureVerdict> features) {

    public Verdict {
        segmentNames = List.copyOf(segmentNames);
        features = List.copyOf(features);
    }

    /** How many of the features are in drift. */
    public int drifted() {
        return (int) features.stream()
                .filter(feature -> feature.state() == FeatureState.DRIFT)
                .count();
    }
}
