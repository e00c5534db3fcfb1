package io.klarion.metrics;

import io.klarion.core.reference.Provenance;
import io.klarion.core.window.WindowSpec;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The gauges of the live tasks, rendered anew at each scrape from one immutable snapshot.
 *
 * <p>A value that is missing has no series; NaN is never exported.
 */
final class LiveCollector implements MultiCollector {

    private static final double MILLIS = 1000;

    private final LiveTasks tasks;
    private final Clock clock;
    private final MetricsPlan plan;

    LiveCollector(LiveTasks tasks, Clock clock, MetricsPlan plan) {
        this.tasks = tasks;
        this.clock = clock;
        this.plan = plan;
    }

    @Override
    public MetricSnapshots collect() {
        LiveSnapshot snapshot = tasks.snapshot();
        Families families = new Families();
        FeatureSeries features = new FeatureSeries(families, snapshot, plan.featureSeries());
        for (WindowSample window : snapshot.windows().values()) {
            addWindow(families, window);
            features.add(window);
        }
        features.end();
        snapshot.watermarks().forEach((monitor, mark) -> addWatermark(families, monitor, mark));
        addReferences(families, snapshot);
        addBudgets(families, snapshot);
        return families.build();
    }

    @Override
    public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
        return MetricName.ofTasks().stream().map(MetricName::descriptor).toList();
    }

    /** All chunks of a window have the same end and records; the first speaks for them. */
    private static void addWindow(Families families, WindowSample window) {
        if (window.key().part() == 0) {
            Labels labels = Labels.of(
                    MetricName.MONITOR,
                    window.key().monitor(),
                    MetricName.SEGMENT,
                    window.key().segment());
            families.gauge(
                    MetricName.WINDOW_RECORDS, labels, (double) window.numbers().records());
            families.gauge(MetricName.WINDOW_CLOSED, labels, window.numbers().end() / MILLIS);
        }
    }

    private void addWatermark(Families families, String monitor, WatermarkSample mark) {
        Labels labels = Labels.of(MetricName.MONITOR, monitor);
        families.gauge(MetricName.WATERMARK_STALLED, labels, mark.stalled() ? 1 : 0);
        if (mark.watermark() != WindowSpec.NO_WATERMARK) {
            families.gauge(MetricName.WATERMARK_LAG, labels, (clock.millis() - mark.watermark()) / MILLIS);
            families.gauge(MetricName.WATERMARK_SKEW, labels, Math.max(0, mark.furthest() - mark.watermark()) / MILLIS);
        }
    }

    private static void addReferences(Families families, LiveSnapshot snapshot) {
        TreeSet<ReferenceKey> used = new TreeSet<>();
        snapshot.windows().forEach((key, window) -> {
            if (window.numbers().version() > 0) {
                used.add(new ReferenceKey(
                        key.monitor(),
                        window.numbers().reference(),
                        window.numbers().version()));
            }
        });
        for (ReferenceKey key : used) {
            Labels labels = Labels.of(
                    MetricName.MONITOR, key.monitor(),
                    MetricName.REFERENCE, key.reference(),
                    MetricName.VERSION, String.valueOf(key.version()));
            families.gauge(MetricName.REFERENCE_INFO, labels, 1);
            Provenance from = snapshot.references().get(key);
            if (from != null) {
                families.gauge(MetricName.REFERENCE_CREATED, labels, from.created() / MILLIS);
                if (from.to() != 0) {
                    families.gauge(MetricName.REFERENCE_DATA_END, labels, from.to() / MILLIS);
                }
            }
        }
    }

    private void addBudgets(Families families, LiveSnapshot snapshot) {
        SortedMap<String, Long> latest = new TreeMap<>();
        snapshot.windows()
                .forEach((key, window) ->
                        latest.merge(key.monitor(), window.numbers().end(), Math::max));
        for (Map.Entry<String, MetricsPlan.OfMonitor> monitor : plan.monitors().entrySet()) {
            Labels labels = Labels.of(MetricName.MONITOR, monitor.getKey());
            monitor.getValue().budget().ifPresent(budget -> {
                families.gauge(MetricName.ALARM_BUDGET_ALLOWED, labels, budget.alarms());
                families.gauge(MetricName.ALARM_BUDGET_PERIOD, labels, budget.periodMillis() / MILLIS);
                Long now = latest.get(monitor.getKey());
                if (now != null) {
                    List<Long> fired = snapshot.fired().getOrDefault(monitor.getKey(), List.of());
                    families.gauge(
                            MetricName.ALARM_BUDGET_SPENT, labels, (double) FiredAlerts.spent(fired, now, budget));
                }
            });
        }
    }
}
