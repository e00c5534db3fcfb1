package io.klarion.core.monitor;

import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a whole run says of one monitor.
 *
 * @param monitor the monitor's name
 * @param read records read
 * @param counted records counted in at least one window
 * @param late records that came too late for every window
 * @param rejected records in quarantine
 * @param windows closed windows, of all segments together
 * @param alerts alerts that fired
 * @param features what was said of each feature, by name
 */
public record MonitorSummary(
        String monitor,
        long read,
        long counted,
        long late,
        long rejected,
        long windows,
        long alerts,
        SortedMap<String, OfFeature> features) {

    /**
     * What a whole run says of one feature, over all segments.
     *
     * @param windows windows that held records, whether or not they could be judged
     * @param windowsInDrift how many of them were in drift
     * @param alerts alerts that fired
     * @param firstOnset start of the earliest window in drift of an alert that fired, epoch milliseconds; empty when
     *     none did
     * @param highest the highest estimate of its divergence; the value where the measure has no estimate; 0 for none
     */
    public record OfFeature(long windows, long windowsInDrift, long alerts, OptionalLong firstOnset, double highest) {}

    public MonitorSummary {
        features = new TreeMap<>(features);
    }
}
