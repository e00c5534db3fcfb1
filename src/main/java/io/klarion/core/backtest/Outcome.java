package io.klarion.core.backtest;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.divergence.Measure;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What one setting of one monitor would have told.
 *
 * @param monitor the monitor's name
 * @param setting the setting
 * @param judged the monitor as it was judged
 * @param isConfigured whether that is how it is configured
 * @param seen from the start of the first window to the end of the last
 * @param windows how many windows there were, each counted once a feature and segment
 * @param alerts what was raised, in the order of firing; not those on the number of records
 * @param again how many of them fired again soon after one of the same feature and segment had resolved
 * @param score how that fits what is known to have changed; empty where nobody knows
 */
public record Outcome(
        String monitor,
        Setting setting,
        Monitor judged,
        boolean isConfigured,
        WindowRange seen,
        Windows windows,
        List<Raised> alerts,
        int again,
        Optional<Score> score) {

    /**
     * Windows, each counted once a feature and segment.
     *
     * @param all all of them
     * @param judged those that were found in drift or stable
     * @param unsure those with too little data to say
     * @param inAlert those after which an alert was firing
     * @param otherCells verdicts that were passed over because they are over other cells than the monitor's
     */
    public record Windows(long all, long judged, long unsure, long inAlert, long otherCells) {

        /** The share of windows after which an alert was firing, in [0, 1]; 0 without windows. */
        public double shareInAlert() {
            return all == 0 ? 0 : (double) inAlert / all;
        }
    }

    public Outcome {
        alerts = List.copyOf(alerts);
    }

    /** How many features, each counted once a segment, had an alert. */
    public int series() {
        return (int) alerts.stream()
                .map(alert -> List.of(alert.segment(), alert.feature()))
                .distinct()
                .count();
    }

    /** The alert with the earliest onset, of equal ones the first to fire. */
    public Optional<Raised> first() {
        return alerts.stream().reduce((one, two) -> two.onset() < one.onset() ? two : one);
    }

    /** The earliest onset, epoch milliseconds; empty without alerts. */
    public OptionalLong firstOnset() {
        return alerts.stream().mapToLong(Raised::onset).min();
    }

    /** The threshold, where all features have the same. */
    public OptionalDouble threshold() {
        return common(DetectSpec::threshold).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /** The confidence, where all features have the same. */
    public OptionalDouble confidence() {
        return common(DetectSpec::confidence).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /** The measure, where all features have the same. */
    public Optional<Measure> measure() {
        return common(DetectSpec::measure);
    }

    private <T> Optional<T> common(Function<DetectSpec, T> of) {
        List<T> values = judged.features().stream()
                .map(MonitoredFeature::detect)
                .map(of)
                .distinct()
                .toList();
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}
