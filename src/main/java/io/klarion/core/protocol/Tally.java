package io.klarion.core.protocol;

import java.util.Map;
import java.util.SortedMap;

/**
 * What became of the records of one source partition: {@code read = rejected + counted + late} for every monitor.
 *
 * @param partition the partition
 * @param read all records
 * @param rejected records that no monitor counts, by reason
 * @param monitors what each monitor of the topic made of the others
 */
public record Tally(
        SourcePartition partition, long read, Map<RejectReason, Long> rejected, SortedMap<String, OfMonitor> monitors) {

    /**
     * What became of the records one monitor was given.
     *
     * @param counted records on time for at least one window
     * @param late records late for every window
     * @param partlyLate how many of {@code counted} were late for some of their windows
     */
    public record OfMonitor(long counted, long late, long partlyLate) {}

    public Tally {
        rejected = Map.copyOf(rejected);
    }

    /** All rejected records. */
    public long rejectedTotal() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
