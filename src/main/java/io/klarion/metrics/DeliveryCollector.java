package io.klarion.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;

/** The counters of {@link DeliveryCounters}. */
final class DeliveryCollector implements MultiCollector {

    private final DeliveryCounters counters;

    DeliveryCollector(DeliveryCounters counters) {
        this.counters = counters;
    }

    @Override
    public MetricSnapshots collect() {
        Families families = new Families();
        counters.waiting().forEach((sink, changes) -> {
            Labels labels = Labels.of(MetricName.SINK, sink);
            families.gauge(MetricName.NOTIFICATIONS_WAITING, labels, changes);
            for (DeliveryOutcome outcome : DeliveryOutcome.values()) {
                families.counter(
                        MetricName.NOTIFICATIONS,
                        labels.add(MetricName.OUTCOME, outcome.key()),
                        counters.sum(sink, outcome));
            }
        });
        return families.build();
    }

    @Override
    public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
        return MetricName.ofNotifications().stream().map(MetricName::descriptor).toList();
    }
}
