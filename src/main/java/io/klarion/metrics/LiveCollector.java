package io.klarion.metrics;

import io.klarion.core.window.WindowSpec;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The gauges of the live tasks, rendered anew at each scrape from one immutable snapshot.
 *
 * <p>A value that is missing has no series; NaN is never exported. At most {@code limit} features are shown, in the
 * order of monitor, segment and feature position, so that the same ones are shown at every scrape;
 * {@link MetricName#SERIES_OMITTED} counts the others.
 */
final class LiveCollector implements MultiCollector {

    private static final double MILLIS = 1000;

    private final LiveTasks tasks;
    private final Clock clock;
    private final int limit;

    LiveCollector(LiveTasks tasks, Clock clock, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("feature series: must be at least 0, was " + limit);
        }
        this.tasks = tasks;
        this.clock = clock;
        this.limit = limit;
    }

    @Override
    public MetricSnapshots collect() {
        LiveSnapshot snapshot = tasks.snapshot();
        Gauges gauges = new Gauges();
        int features = 0;
        for (WindowSample window : snapshot.windows().values()) {
            addWindow(gauges, window);
            int shown = Math.min(window.features().size(), Math.max(0, limit - features));
            for (FeatureSample feature : window.features().subList(0, shown)) {
                FeatureKey key = window.key().of(feature);
                addFeature(gauges, labels(key), feature);
                if (!snapshot.firing().contains(key)) {
                    gauges.add(MetricName.ALERTS_FIRING, labels(key), 0);
                }
            }
            features += window.features().size();
        }
        snapshot.firing().forEach(key -> gauges.add(MetricName.ALERTS_FIRING, labels(key), 1));
        snapshot.watermarks().forEach((monitor, mark) -> addWatermark(gauges, monitor, mark));
        gauges.add(MetricName.SERIES_OMITTED, Labels.EMPTY, Math.max(0, features - limit));
        return gauges.build();
    }

    @Override
    public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
        return MetricName.all(MetricType.GAUGE).stream()
                .map(MetricName::descriptor)
                .toList();
    }

    /** All chunks of a window have the same end and records; the first speaks for them. */
    private static void addWindow(Gauges gauges, WindowSample window) {
        if (window.key().part() == 0) {
            Labels labels = Labels.of(
                    MetricName.MONITOR,
                    window.key().monitor(),
                    MetricName.SEGMENT,
                    window.key().segment());
            gauges.add(MetricName.WINDOW_RECORDS, labels, (double) window.records());
            gauges.add(MetricName.WINDOW_CLOSED, labels, window.end() / MILLIS);
        }
    }

    private static void addFeature(Gauges gauges, Labels labels, FeatureSample feature) {
        gauges.add(MetricName.FEATURE_STATE, labels, feature.stateNumber());
        addKnown(gauges, MetricName.FEATURE_MISSING_RATIO, labels, feature.missingRatio());
        Labels measured = labels.add(MetricName.MEASURE, feature.measure().key());
        gauges.add(MetricName.DIVERGENCE_THRESHOLD, measured, feature.threshold());
        addKnown(gauges, MetricName.DIVERGENCE, measured, feature.estimate());
        addKnown(gauges, MetricName.DIVERGENCE_LOWER, measured, feature.lower());
        addKnown(gauges, MetricName.DIVERGENCE_UPPER, measured, feature.upper());
        addKnown(gauges, MetricName.DIVERGENCE_RAW, measured, feature.raw());
    }

    private void addWatermark(Gauges gauges, String monitor, WatermarkSample mark) {
        Labels labels = Labels.of(MetricName.MONITOR, monitor);
        gauges.add(MetricName.WATERMARK_STALLED, labels, mark.stalled() ? 1 : 0);
        if (mark.watermark() != WindowSpec.NO_WATERMARK) {
            gauges.add(MetricName.WATERMARK_LAG, labels, (clock.millis() - mark.watermark()) / MILLIS);
            gauges.add(MetricName.WATERMARK_SKEW, labels, Math.max(0, mark.furthest() - mark.watermark()) / MILLIS);
        }
    }

    private static void addKnown(Gauges gauges, MetricName name, Labels labels, OptionalDouble value) {
        if (value.isPresent() && !Double.isNaN(value.getAsDouble())) {
            gauges.add(name, labels, value.getAsDouble());
        }
    }

    private static Labels labels(FeatureKey key) {
        return Labels.of(
                MetricName.MONITOR, key.monitor(),
                MetricName.SEGMENT, key.segment(),
                MetricName.FEATURE, key.feature());
    }
}
