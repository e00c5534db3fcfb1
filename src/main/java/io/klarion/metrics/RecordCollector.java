package io.klarion.metrics;

import io.klarion.core.protocol.RejectReason;
import io.klarion.core.protocol.Stage2Output.Anomaly;
import io.klarion.core.protocol.Suspicion;
import io.prometheus.metrics.model.registry.MetricType;
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

    RecordCollector(RecordCounters counters) {
        this.counters = counters;
    }

    @Override
    public MetricSnapshots collect() {
        Counts counts = new Counts();
        Map<String, RecordTotals> totals = counters.byMonitor();
        totals.forEach((monitor, sum) -> addRecords(counts, Labels.of(MetricName.MONITOR, monitor), sum));
        Map<RecordCounters.FindingKey, Long> findings = counters.findings();
        Map<RecordCounters.AnomalyKey, Long> anomalies = counters.anomalies();
        Set<String> monitors = new TreeSet<>(totals.keySet());
        findings.keySet().forEach(key -> monitors.add(key.monitor()));
        anomalies.keySet().forEach(key -> monitors.add(key.monitor()));
        for (String monitor : monitors) {
            Labels labels = Labels.of(MetricName.MONITOR, monitor);
            for (Suspicion.Kind kind : Suspicion.Kind.values()) {
                long found = findings.getOrDefault(new RecordCounters.FindingKey(monitor, kind), 0L);
                counts.add(name(kind), labels, found);
            }
            for (Anomaly anomaly : Anomaly.values()) {
                long records = anomalies.getOrDefault(new RecordCounters.AnomalyKey(monitor, anomaly), 0L);
                String reason = anomaly.name().toLowerCase(Locale.ROOT);
                counts.add(MetricName.RECORDS_UNUSABLE, labels.add(MetricName.REASON, reason), records);
            }
        }
        return counts.build();
    }

    @Override
    public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
        return MetricName.all(MetricType.COUNTER).stream()
                .map(MetricName::descriptor)
                .toList();
    }

    private static MetricName name(Suspicion.Kind kind) {
        return switch (kind) {
            case GAP -> MetricName.INTEGRITY_GAPS;
            case OVERLAP -> MetricName.INTEGRITY_OVERLAPS;
        };
    }

    private static void addRecords(Counts counts, Labels monitor, RecordTotals sum) {
        counts.add(MetricName.RECORDS_READ, monitor, sum.read());
        counts.add(MetricName.RECORDS, monitor.add(MetricName.RESULT, "counted"), sum.counted());
        counts.add(MetricName.RECORDS, monitor.add(MetricName.RESULT, "late"), sum.late());
        counts.add(MetricName.RECORDS, monitor.add(MetricName.RESULT, "rejected"), sum.rejectedTotal());
        counts.add(MetricName.RECORDS_PARTLY_LATE, monitor, sum.partlyLate());
        for (RejectReason reason : RejectReason.values()) {
            Labels labels = monitor.add(MetricName.REASON, reason.key());
            counts.add(MetricName.RECORDS_REJECTED, labels, sum.rejected().getOrDefault(reason, 0L));
        }
    }
}
