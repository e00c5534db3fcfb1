package io.klarion.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.EnumMap;
import java.util.Map;

/** The gauges of one scrape while they are collected; a metric without a series is left out. */
final class Gauges {

    private final Map<MetricName, GaugeSnapshot.Builder> builders = new EnumMap<>(MetricName.class);

    void add(MetricName name, Labels labels, double value) {
        builders.computeIfAbsent(name, Gauges::builder)
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build());
    }

    MetricSnapshots build() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        builders.values().forEach(gauge -> all.metricSnapshot(gauge.build()));
        return all.build();
    }

    private static GaugeSnapshot.Builder builder(MetricName name) {
        return GaugeSnapshot.builder().name(name.text()).help(name.help());
    }
}
