package io.klarion.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;

/** The counters of {@link DeliveryCounters}. */
final class DeliveryCollector implements MultiCollector {

    private final DeliveryCounters counters;

    DeliveryCollector(DeliveryCounters counters) {
        this.counters = counters;
    }

    @Override
    public MetricSnapshots collect() {
        Counts counts = new Counts();
        Gauges gauges = new Gauges();
        counters.waiting().forEach((sink, changes) -> {
            Labels labels = Labels.of(MetricName.SINK, sink);
            gauges.add(MetricName.NOTIFICATIONS_WAITING, labels, changes);
            for (DeliveryOutcome outcome : DeliveryOutcome.values()) {
                counts.add(
                        MetricName.NOTIFICATIONS,
                        labels.add(MetricName.OUTCOME, outcome.key()),
                        counters.sum(sink, outcome));
            }
        });
        List<MetricSnapshot> all = new ArrayList<>();
        counts.build().forEach(all::add);
        gauges.build().forEach(all::add);
        return new MetricSnapshots(all);
    }

    @Override
    public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
        return MetricName.ofNotifications().stream().map(MetricName::descriptor).toList();
    }
}
