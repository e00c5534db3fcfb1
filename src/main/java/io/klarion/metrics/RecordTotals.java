package io.klarion.metrics;

import io.klarion.core.protocol.RejectReason;
import io.klarion.core.protocol.SourcePartition;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of the records of one source partition, for one monitor, since this process started:
 * {@code read = counted + late + Σ rejected}.
 *
 * @param monitor the monitor's name
 * @param partition where they stood
 * @param read all of them
 * @param counted those counted in at least one window
 * @param partlyLate how many of {@code counted} came too late for some of their windows
 * @param late those late for every window
 * @param rejected the others, by reason
 */
public record RecordTotals(
        String monitor,
        SourcePartition partition,
        long read,
        long counted,
        long partlyLate,
        long late,
        Map<RejectReason, Long> rejected) {

    public RecordTotals {
        Map<RejectReason, Long> copy = new EnumMap<>(RejectReason.class);
        copy.putAll(rejected);
        rejected = Collections.unmodifiableMap(copy);
    }

    /** How many were rejected, for any reason. */
    public long rejectedTotal() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The sum of both, told as one: monitor and partition are this one's. */
    public RecordTotals plus(RecordTotals that) {
        Map<RejectReason, Long> sum = new EnumMap<>(RejectReason.class);
        sum.putAll(rejected);
        that.rejected.forEach((reason, n) -> sum.merge(reason, n, Long::sum));
        return new RecordTotals(
                monitor,
                partition,
                read + that.read,
                counted + that.counted,
                partlyLate + that.partlyLate,
                late + that.late,
                sum);
    }
}
