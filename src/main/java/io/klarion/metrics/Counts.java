package io.klarion.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.EnumMap;
import java.util.Map;

/** The counters of one scrape while they are collected; a metric without a series is left out. */
final class Counts {

    private final Map<MetricName, CounterSnapshot.Builder> builders = new EnumMap<>(MetricName.class);

    void add(MetricName name, Labels labels, long value) {
        builders.computeIfAbsent(name, Counts::builder)
                .dataPoint(CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value((double) value)
                        .build());
    }

    MetricSnapshots build() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        builders.values().forEach(counter -> all.metricSnapshot(counter.build()));
        return all.build();
    }

    private static CounterSnapshot.Builder builder(MetricName name) {
        return CounterSnapshot.builder().name(name.text()).help(name.help());
    }
}
