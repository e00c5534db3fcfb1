package io.klarion.metrics;

import io.klarion.core.alert.AlertKind;
import java.util.Comparator;

/**
 * Which alert of a feature.
 *
 * @param feature the feature
 * @param kind what sort of event
 */
record AlertKey(FeatureKey feature, AlertKind kind) implements Comparable<AlertKey> {

    private static final Comparator<AlertKey> ORDER =
            Comparator.comparing(AlertKey::feature).thenComparing(AlertKey::kind);

    @Override
    public int compareTo(AlertKey that) {
        return ORDER.compare(this, that);
    }
}
