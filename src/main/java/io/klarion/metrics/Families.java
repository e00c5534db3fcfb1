package io.klarion.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The metrics of one scrape while they are collected; one without a series is left out, and so is a NaN. */
final class Families {

    private final Map<MetricName, List<GaugeDataPointSnapshot>> gauges = new EnumMap<>(MetricName.class);
    private final Map<MetricName, List<CounterDataPointSnapshot>> counters = new EnumMap<>(MetricName.class);
    private final Map<MetricName, List<HistogramDataPointSnapshot>> histograms = new EnumMap<>(MetricName.class);

    void gauge(MetricName name, Labels labels, double value) {
        if (!Double.isNaN(value)) {
            add(gauges, name, new GaugeDataPointSnapshot(value, labels, null));
        }
    }

    void gauge(MetricName name, Labels labels, OptionalDouble value) {
        value.ifPresent(known -> gauge(name, labels, known));
    }

    void counter(MetricName name, Labels labels, long value) {
        counter(name, labels, value, null);
    }

    /** The same with an example of what was counted. */
    void counter(MetricName name, Labels labels, long value, @Nullable Exemplar exemplar) {
        add(counters, name, new CounterDataPointSnapshot(value, labels, exemplar, 0L));
    }

    /** Counts between rising edges, the last of which is infinite; their sum is not known. */
    void histogram(MetricName name, Labels labels, List<Double> edges, List<Long> counts) {
        add(
                histograms,
                name,
                HistogramDataPointSnapshot.builder()
                        .labels(labels)
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(edges, counts))
                        .build());
    }

    MetricSnapshots build() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        gauges.forEach((name, points) -> all.metricSnapshot(new GaugeSnapshot(name.metadata(), points)));
        counters.forEach((name, points) -> all.metricSnapshot(new CounterSnapshot(name.metadata(), points)));
        histograms.forEach((name, points) -> all.metricSnapshot(new HistogramSnapshot(true, name.metadata(), points)));
        return all.build();
    }

    private static <P extends DataPointSnapshot> void add(Map<MetricName, List<P>> points, MetricName name, P point) {
        points.computeIfAbsent(name, first -> new ArrayList<>()).add(point);
    }
}
