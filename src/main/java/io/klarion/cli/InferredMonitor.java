package io.klarion.cli;

import io.klarion.config.MonitorConfig;
import io.klarion.core.profile.TimeTrack;
import java.util.List;

/**
 * What was guessed from a file.
 *
 * @param base the monitor without its features
 * @param seen what the guesses rest on
 * @param end the reference is what lies before, in epoch milliseconds
 * @param columns what is watched and what is not
 */
record InferredMonitor(MonitorConfig base, Seen seen, long end, InferredColumns columns) {

    /**
     * What the guesses rest on.
     *
     * @param records how many records there are
     * @param malformed how many lines are none
     * @param times their event times
     * @param reason why that field holds the event time
     */
    record Seen(long records, long malformed, TimeTrack times, String reason) {

        /** How many records have no event time. */
        long timeless() {
            return records - times.count();
        }
    }

    ReferenceRecipe.Range range() {
        return new ReferenceRecipe.Range(Long.MIN_VALUE, end);
    }

    List<InferredFeature> features() {
        return columns.features();
    }

    /** How many records a window holds on average. */
    long recordsPerWindow() {
        double span = Math.max(1, seen.times().latest() - seen.times().earliest());
        return Math.round(Math.max(1, seen.times().count() - 1)
                * Math.min(1, base.window().size() / span));
    }

    /** The monitor. */
    MonitorConfig monitor() {
        return new MonitorConfig(
                base.name(),
                base.source(),
                base.eventTime(),
                base.segmentBy(),
                base.window(),
                base.references(),
                base.bins(),
                features().stream().map(InferredFeature::config).toList(),
                base.exclude(),
                List.of(),
                base.detection(),
                base.lifecycle());
    }
}
