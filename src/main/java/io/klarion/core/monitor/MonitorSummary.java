package io.klarion.core.monitor;

import io.klarion.core.detect.FeatureState;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a whole run says of one monitor.
 *
 * @param monitor the monitor's name
 * @param records what became of the records; empty where none were read, but verdicts
 * @param windows closed windows, of all segments together
 * @param alerts alerts that fired
 * @param features what was said of each feature, by name
 */
public record MonitorSummary(
        String monitor, Optional<Records> records, long windows, long alerts, SortedMap<String, OfFeature> features) {

    /**
     * What became of the records.
     *
     * @param read records read
     * @param counted records counted in at least one window
     * @param late records that came too late for every window
     * @param rejected records in quarantine
     */
    public record Records(long read, long counted, long late, long rejected) {
        Records plus(Records other) {
            return new Records(
                    read + other.read, counted + other.counted, late + other.late, rejected + other.rejected);
        }
    }

    /**
     * What a whole run says of one feature, over all segments.
     *
     * @param windows windows that held records, whether or not they could be judged
     * @param windowsInDrift how many of them were in drift
     * @param alerts alerts that fired
     * @param firstOnset start of the earliest window in drift of an alert that fired, epoch milliseconds; empty when
     *     none did
     * @param highest the highest estimate of its divergence; the value where the measure has no estimate; 0 for none
     * @param more the rest
     */
    public record OfFeature(
            long windows, long windowsInDrift, long alerts, OptionalLong firstOnset, double highest, Details more) {}

    /**
     * What only files say of a feature.
     *
     * @param states how many windows were judged how; states without windows are absent
     * @param highestLower the highest lower bound of its divergence; empty where no window had bounds
     * @param firing alerts that still fired when the run ended
     */
    public record Details(Map<FeatureState, Long> states, OptionalDouble highestLower, long firing) {
        /** Nothing to say. */
        public static final Details NONE = new Details(Map.of(), OptionalDouble.empty(), 0);

        public Details {
            states = Map.copyOf(states);
        }
    }

    public MonitorSummary {
        features = new TreeMap<>(features);
    }
}
