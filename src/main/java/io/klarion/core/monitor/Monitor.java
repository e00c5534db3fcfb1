package io.klarion.core.monitor;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.reference.Reference;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.Optional;

/**
 * One configured monitor, compiled: what it reads, how it bins, what it compares with, when it alerts.
 *
 * @param name unique in the config
 * @param topics the source topics
 * @param eventTime where event times stand
 * @param segmentBy JSON pointers of the group-by fields; empty for none
 * @param window which windows there are
 * @param layout the monitored features and their cells; those of the reference, in the monitor's order
 * @param features how each feature of {@code layout} is read and judged
 * @param volume when a window holds too few or too many records
 * @param volumeAlert when that fires and clears
 * @param references the references, and versions of them, over exactly this layout, those of one id by rising effective
 *     time; may be empty
 * @param previous that windows are compared with those before them, and with no reference; empty otherwise
 * @param lifecycle idleness, segments, revisions
 * @param generation digest of everything that decides what is counted: counts of two generations are never added
 * @param configDigest digest of everything that decides the verdicts
 */
public record Monitor(
        String name,
        List<String> topics,
        EventTimeSpec eventTime,
        List<String> segmentBy,
        WindowSpec window,
        CellLayout layout,
        List<MonitoredFeature> features,
        VolumeSpec volume,
        AlertSpec volumeAlert,
        List<Reference> references,
        Optional<Previous> previous,
        Lifecycle lifecycle,
        String generation,
        String configDigest) {

    /** A monitor with references. */
    public Monitor(
            String name,
            List<String> topics,
            EventTimeSpec eventTime,
            List<String> segmentBy,
            WindowSpec window,
            CellLayout layout,
            List<MonitoredFeature> features,
            VolumeSpec volume,
            AlertSpec volumeAlert,
            List<Reference> references,
            Lifecycle lifecycle,
            String generation,
            String configDigest) {
        this(
                name,
                topics,
                eventTime,
                segmentBy,
                window,
                layout,
                features,
                volume,
                volumeAlert,
                references,
                Optional.empty(),
                lifecycle,
                generation,
                configDigest);
    }

    /**
     * How long things are waited for, and how much is kept.
     *
     * @param idleAfter after how many milliseconds of quiet a caught-up partition no longer holds windows back
     * @param maxSegments how many segments are kept apart; the rest is counted as one
     * @param reviseFor for how many milliseconds after its end a window takes data of a partition that was idle
     * @param learnFrom of how many first windows a group learns its dispersion where the reference does not tell; 0 for never
     */
    public record Lifecycle(long idleAfter, int maxSegments, long reviseFor, int learnFrom) {
        /** One minute, 1000 segments, one day, 30 windows. */
        public static final Lifecycle DEFAULT = new Lifecycle(60_000, 1000, 86_400_000, 30);
    }

    public Monitor {
        topics = List.copyOf(topics);
        segmentBy = List.copyOf(segmentBy);
        features = List.copyOf(features);
        references = List.copyOf(references);
        if (features.size() != layout.size()) {
            throw new IllegalArgumentException(
                    "features: must match the layout's " + layout.size() + " features, was " + features.size());
        }
    }

    /**
     * For how long, in milliseconds of event time, a segment that fell silent is still told of: as long as the alerts of
     * its features are held, a window at least.
     */
    public long silenceMillis() {
        return features.stream()
                .map(MonitoredFeature::alert)
                .mapToLong(AlertSpec::holdMillis)
                .reduce(window.size(), Math::max);
    }

    /**
     * For how long, in milliseconds of event time, the verdicts of a segment that fell silent are told whatever its alerts are.
     * Where it has several chunks this covers the alerts of all of them: one on a feature ends in the first window that ends more
     * than its hold after the last records; the one on the number of records takes its windows to fire and is held from then on.
     */
    public long toldSilenceMillis() {
        long windows = layout.chunks() == 1 ? 0 : 1L + volumeAlert().forWindows();
        return silenceMillis() + windows * window.advance();
    }

    /** The same with other versions of its references. */
    public Monitor with(List<Reference> versions) {
        return new Monitor(
                name,
                topics,
                eventTime,
                segmentBy,
                window,
                layout,
                features,
                volume,
                volumeAlert,
                versions,
                previous,
                lifecycle,
                generation,
                configDigest);
    }

    /** The same with another name and other windows, judged in another way. */
    public Monitor with(String other, WindowSpec windows, List<MonitoredFeature> judged, VolumeSpec volumes) {
        return new Monitor(
                other,
                topics,
                eventTime,
                segmentBy,
                windows,
                layout,
                judged,
                volumes,
                volumeAlert,
                references,
                previous,
                lifecycle,
                generation,
                configDigest);
    }

    /** The names of the group-by fields: their pointers without the leading slash. */
    public List<String> segmentNames() {
        return segmentBy.stream()
                .map(pointer -> pointer.startsWith("/") ? pointer.substring(1) : pointer)
                .toList();
    }
}
