package io.klarion.metrics;

import java.util.Comparator;

/**
 * Which feature an alert is about.
 *
 * @param monitor the monitor's name
 * @param segment the segment's text
 * @param feature the feature's name
 */
record FeatureKey(String monitor, String segment, String feature) implements Comparable<FeatureKey> {

    private static final Comparator<FeatureKey> ORDER = Comparator.comparing(FeatureKey::monitor)
            .thenComparing(FeatureKey::segment)
            .thenComparing(FeatureKey::feature);

    @Override
    public int compareTo(FeatureKey that) {
        return ORDER.compare(this, that);
    }
}
