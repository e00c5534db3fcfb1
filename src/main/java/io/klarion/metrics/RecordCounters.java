package io.klarion.metrics;

import io.klarion.core.alert.Alert;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage2Output.Anomaly;
import io.klarion.core.protocol.Suspicion;
import io.klarion.core.protocol.Tally;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sums in memory since the start of the process. Thread-safe; every tally is added as a whole, so totals always
 * balance.
 */
public final class RecordCounters implements StreamCounters {

    private record PartitionKey(String monitor, SourcePartition partition) {}

    /**
     * @param monitor the monitor's name
     * @param anomaly what was wrong
     */
    record AnomalyKey(String monitor, Anomaly anomaly) {}

    /**
     * @param monitor the monitor's name
     * @param kind whether records were lost or doubled
     */
    record FindingKey(String monitor, Suspicion.Kind kind) {}

    private final Map<PartitionKey, RecordTotals> partitions = new ConcurrentHashMap<>();
    private final Map<AnomalyKey, Long> anomalies = new ConcurrentHashMap<>();
    private final Map<FindingKey, Long> findings = new ConcurrentHashMap<>();
    private final AlertCounters alerts = new AlertCounters();

    @Override
    public void tally(Tally tally) {
        tally.monitors().forEach((monitor, of) -> {
            RecordTotals totals = new RecordTotals(
                    monitor,
                    tally.partition(),
                    tally.read(),
                    of.counted(),
                    of.partlyLate(),
                    of.late(),
                    tally.rejected());
            partitions.merge(new PartitionKey(monitor, tally.partition()), totals, RecordTotals::plus);
        });
    }

    @Override
    public void anomaly(Anomaly anomaly, String monitor, long records) {
        anomalies.merge(new AnomalyKey(monitor, anomaly), records, Long::sum);
    }

    @Override
    public void finding(Suspicion.Kind kind, String monitor) {
        findings.merge(new FindingKey(monitor, kind), 1L, Long::sum);
    }

    @Override
    public void alert(Alert alert) {
        alerts.add(alert);
    }

    /** The totals of every monitor and source partition seen so far, by monitor, then partition. */
    public List<RecordTotals> totals() {
        return partitions.values().stream()
                .sorted(Comparator.comparing(RecordTotals::monitor).thenComparing(RecordTotals::partition))
                .toList();
    }

    /** The totals of every monitor over all partitions; the partition named is the first. */
    public SortedMap<String, RecordTotals> byMonitor() {
        SortedMap<String, RecordTotals> sums = new TreeMap<>();
        totals().forEach(totals -> sums.merge(totals.monitor(), totals, RecordTotals::plus));
        return sums;
    }

    /** Unusable counts, in records. */
    Map<AnomalyKey, Long> anomalies() {
        return Map.copyOf(anomalies);
    }

    /** Ranges whose records were lost or doubled. */
    Map<FindingKey, Long> findings() {
        return Map.copyOf(findings);
    }

    /** Alert records sent. */
    AlertCounters alerts() {
        return alerts;
    }
}
