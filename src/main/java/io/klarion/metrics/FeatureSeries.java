package io.klarion.metrics;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureSummary;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The series of single features, of which so many are shown: in the order of monitor, segment and position, so that the
 * same ones are shown at every scrape. All others of a monitor share two series under {@link #OVERFLOW}, so that no
 * drift goes unseen.
 */
final class FeatureSeries {

    /** Segment and feature of what has no series of its own; no segment has this text. */
    static final String OVERFLOW = "(overflow)";

    private final Families families;
    private final Set<FeatureKey> firing;
    private final Set<FeatureKey> critical;
    private final Map<String, Rest> rest = new TreeMap<>();
    private int left;
    private int omitted;

    FeatureSeries(Families families, LiveSnapshot snapshot, int limit) {
        this.families = families;
        this.firing = new TreeSet<>(snapshot.firing());
        this.critical = new TreeSet<>(snapshot.critical());
        this.left = limit;
    }

    /* The features of a monitor without series of their own. */
    private static final class Rest {
        private int state = Integer.MIN_VALUE;
        private int firing;
        private int critical;
    }

    /** Adds a window's features. */
    void add(WindowSample window) {
        for (FeatureSummary feature : window.numbers().features()) {
            FeatureKey key = window.key().of(feature);
            if (left > 0) {
                left--;
                show(key, feature);
                ShareSample shares = window.shares().get(feature.feature());
                if (shares != null) {
                    ShareSeries.add(families, labels(key), shares);
                }
            } else {
                fold(key, feature);
            }
        }
    }

    private void show(FeatureKey key, FeatureSummary feature) {
        Labels labels = labels(key);
        families.gauge(MetricName.FEATURE_STATE, labels, number(feature.state()));
        families.gauge(MetricName.FEATURE_MISSING_RATIO, labels, feature.missingRatio());
        families.gauge(MetricName.ALERTS_FIRING, labels, firing.remove(key) ? 1 : 0);
        families.gauge(MetricName.ALERTS_CRITICAL, labels, critical.remove(key) ? 1 : 0);
        Labels measured = labels.add(MetricName.MEASURE, feature.measure().key());
        families.gauge(MetricName.DIVERGENCE_THRESHOLD, measured, feature.threshold());
        families.gauge(MetricName.DIVERGENCE, measured, feature.estimate());
        families.gauge(MetricName.DIVERGENCE_LOWER, measured, feature.lower());
        families.gauge(MetricName.DIVERGENCE_UPPER, measured, feature.upper());
        families.gauge(MetricName.DIVERGENCE_RAW, measured, feature.raw());
    }

    private void fold(FeatureKey key, FeatureSummary feature) {
        omitted++;
        Rest folded = rest.computeIfAbsent(key.monitor(), first -> new Rest());
        folded.state = Math.max(folded.state, number(feature.state()));
        if (firing.remove(key)) {
            folded.firing++;
        }
        if (critical.remove(key)) {
            folded.critical++;
        }
    }

    /** Adds what fires of no window, such as a volume alert, and what was left out; after all windows. */
    void end() {
        firing.forEach(key -> {
            families.gauge(MetricName.ALERTS_FIRING, labels(key), 1);
            families.gauge(MetricName.ALERTS_CRITICAL, labels(key), critical.contains(key) ? 1 : 0);
        });
        rest.forEach((monitor, folded) -> {
            Labels labels = labels(new FeatureKey(monitor, OVERFLOW, OVERFLOW));
            families.gauge(MetricName.FEATURE_STATE, labels, folded.state);
            families.gauge(MetricName.ALERTS_FIRING, labels, folded.firing);
            families.gauge(MetricName.ALERTS_CRITICAL, labels, folded.critical);
        });
        families.gauge(MetricName.SERIES_OMITTED, Labels.EMPTY, omitted);
    }

    /* What was not judged is below 0, drift is the maximum. */
    private static int number(FeatureState state) {
        return switch (state) {
            case DRIFT -> 1;
            case STABLE -> 0;
            case INSUFFICIENT_DATA -> -1;
            case NO_DATA -> -2;
            case NO_REFERENCE -> -3;
        };
    }

    private static Labels labels(FeatureKey key) {
        return Labels.of(
                MetricName.MONITOR, key.monitor(),
                MetricName.SEGMENT, key.segment(),
                MetricName.FEATURE, key.feature());
    }
}
