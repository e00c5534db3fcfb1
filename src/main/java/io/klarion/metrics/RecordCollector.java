package io.klarion.metrics;

import io.klarion.core.protocol.RejectReason;
import io.klarion.core.protocol.Stage2Output.Anomaly;
import io.klarion.core.protocol.Suspicion;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The counters of {@link RecordCounters}, summed over source partitions: partitions are no metric label.
 *
 * <p>All series of a monitor appear together, so that the first event already counts as a rise from 0.
 */
final class RecordCollector implements MultiCollector {

    private final RecordCounters counters;
    private final Set<String> configured;

    /** Of these monitors, and of any other that is heard of. */
    RecordCollector(RecordCounters counters, Set<String> monitors) {
        this.counters = counters;
        this.configured = Set.copyOf(monitors);
    }

    @Override
    public MetricSnapshots collect() {
        Families families = new Families();
        Map<String, RecordTotals> totals = counters.byMonitor();
        totals.forEach((monitor, sum) -> addRecords(families, Labels.of(MetricName.MONITOR, monitor), sum));
        Map<AlertCounters.Key, AlertCounters.Sum> alerts = counters.alerts().sums();
        Set<String> alerting = new TreeSet<>(configured);
        alerts.keySet().forEach(key -> alerting.add(key.monitor()));
        AlertSeries.add(families, alerting, alerts);
        Map<RecordCounters.FindingKey, Long> findings = counters.findings();
        Map<RecordCounters.AnomalyKey, Long> anomalies = counters.anomalies();
        Set<String> monitors = new TreeSet<>(totals.keySet());
        findings.keySet().forEach(key -> monitors.add(key.monitor()));
        anomalies.keySet().forEach(key -> monitors.add(key.monitor()));
        for (String monitor : monitors) {
            Labels labels = Labels.of(MetricName.MONITOR, monitor);
            for (Suspicion.Kind kind : Suspicion.Kind.values()) {
                long found = findings.getOrDefault(new RecordCounters.FindingKey(monitor, kind), 0L);
                families.counter(name(kind), labels, found);
            }
            for (Anomaly anomaly : Anomaly.values()) {
                long records = anomalies.getOrDefault(new RecordCounters.AnomalyKey(monitor, anomaly), 0L);
                String reason = anomaly.name().toLowerCase(Locale.ROOT);
                families.counter(MetricName.RECORDS_UNUSABLE, labels.add(MetricName.REASON, reason), records);
            }
        }
        return families.build();
    }

    @Override
    public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
        return MetricName.ofCounters().stream().map(MetricName::descriptor).toList();
    }

    private static MetricName name(Suspicion.Kind kind) {
        return switch (kind) {
            case GAP -> MetricName.INTEGRITY_GAPS;
            case OVERLAP -> MetricName.INTEGRITY_OVERLAPS;
        };
    }

    private static void addRecords(Families families, Labels monitor, RecordTotals sum) {
        families.counter(MetricName.RECORDS_READ, monitor, sum.read());
        families.counter(MetricName.RECORDS, monitor.add(MetricName.RESULT, "counted"), sum.counted());
        families.counter(MetricName.RECORDS, monitor.add(MetricName.RESULT, "late"), sum.late());
        families.counter(MetricName.RECORDS, monitor.add(MetricName.RESULT, "rejected"), sum.rejectedTotal());
        families.counter(MetricName.RECORDS_PARTLY_LATE, monitor, sum.partlyLate());
        for (RejectReason reason : RejectReason.values()) {
            Labels labels = monitor.add(MetricName.REASON, reason.key());
            families.counter(MetricName.RECORDS_REJECTED, labels, sum.rejected().getOrDefault(reason, 0L));
        }
    }
}
