package io.klarion.core.protocol;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One source partition as stage 1 sees it: takes its records in their order, keeps its watermark and its tally.
 * Single-threaded.
 */
public final class PartitionInput {

    private final SourcePartition partition;
    private final Stage1 stage;
    private final List<MonitorHeap> heaps;
    private final List<Monitor> monitors;
    private final int[] bases;
    private final long outOfOrderness;

    private long watermark = WindowSpec.NO_WATERMARK;
    private long drainedWatermark = WindowSpec.NO_WATERMARK;
    private final long endOffset;
    private PartitionMark.Status status = PartitionMark.Status.ACTIVE;

    private long previousOffset = -1;
    private long firstOffset = -1;
    private long lastOffset = -1;
    private long read;
    private long total;
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private final long[] counted;
    private final long[] late;
    private final long[] partlyLate;

    PartitionInput(
            SourcePartition partition, Stage1 stage, List<Monitor> monitors, List<MonitorHeap> heaps, long endOffset) {
        this.partition = partition;
        this.stage = stage;
        this.monitors = monitors;
        this.heaps = heaps;
        this.endOffset = endOffset;
        this.bases = new int[heaps.size()];
        int base = 0;
        for (int i = 0; i < bases.length; i++) {
            bases[i] = base;
            base += monitors.get(i).layout().size();
        }
        this.outOfOrderness =
                monitors.isEmpty() ? 0 : monitors.get(0).eventTime().outOfOrderness();
        this.counted = new long[bases.length];
        this.late = new long[bases.length];
        this.partlyLate = new long[bases.length];
        if (endOffset == 0) {
            status = PartitionMark.Status.FINISHED;
        }
    }

    /**
     * Takes the next record. Its {@code watermark} must be the partition's before this record.
     *
     * @return whether this record turned stage 1 from clean to dirty, so that a drain must be asked for
     */
    public boolean accept(long offset, long timestamp, BinnedRecord record) {
        if (offset >= endOffset) {
            return false;
        }
        boolean wasClean = stage.isClean();
        stage.touch();
        status = offset + 1 >= endOffset ? PartitionMark.Status.FINISHED : PartitionMark.Status.ACTIVE;
        if (firstOffset < 0) {
            firstOffset = offset;
        }
        lastOffset = offset;
        read++;
        total++;
        watermark = Math.max(watermark, record.watermark);
        RejectReason reason = record.rejection;
        if (reason == null) {
            count(record);
            watermark = Math.max(watermark, record.eventTime - outOfOrderness);
        } else {
            rejected.merge(reason, 1L, Long::sum);
            stage.quarantine(new Quarantined(partition, offset, timestamp, reason, record.detail, record.raw()));
        }
        return wasClean;
    }

    private void count(BinnedRecord record) {
        for (int i = 0; i < bases.length; i++) {
            switch (heaps.get(i).add(record, bases[i], record.segments[i])) {
                case ON_TIME -> counted[i]++;
                case PARTLY_LATE -> {
                    counted[i]++;
                    partlyLate[i]++;
                }
                case LATE -> late[i]++;
            }
        }
    }

    /** Which partition this is. */
    public SourcePartition partition() {
        return partition;
    }

    /** Whether no record came since the last drain. */
    public boolean isQuiet() {
        return read == 0;
    }

    /** All records taken since this object was made. */
    public long total() {
        return total;
    }

    /**
     * Declares the partition idle: confirmed read to its end, and quiet. Ignored when it is not clean or has
     * finished. The next record makes it active again.
     */
    public void declareIdle() {
        if (isQuiet() && status == PartitionMark.Status.ACTIVE) {
            status = PartitionMark.Status.IDLE;
        }
    }

    /** Declares that no record follows: for input whose end shows only when it is reached, such as a file. */
    public void finish() {
        status = PartitionMark.Status.FINISHED;
    }

    /**
     * A sign of life with the watermark of the last drain; after a restart that is unknown. It must never be the
     * current watermark: counts it covers may still be in the heap.
     */
    PartitionMark heartbeat() {
        PartitionMark.Status known = isQuiet() ? status : PartitionMark.Status.ACTIVE;
        return PartitionMark.heartbeat(partition, drainedWatermark, known);
    }

    /** What a first drain begins with: a sign of life that names the records whose counts follow. */
    PartitionMark opening() {
        return isQuiet()
                ? heartbeat()
                : PartitionMark.opening(partition, drainedWatermark, previousOffset, firstOffset, lastOffset);
    }

    /** The mark and tally since the last drain; both start anew. */
    PartitionMark drain(Stage1Output out) {
        out.tally(new Tally(partition, read, rejected, tallies()));
        long refused = rejected.values().stream().mapToLong(Long::longValue).sum();
        PartitionMark mark =
                new PartitionMark(partition, watermark, status, previousOffset, firstOffset, lastOffset, read, refused);
        drainedWatermark = watermark;
        previousOffset = lastOffset;
        firstOffset = -1;
        lastOffset = -1;
        read = 0;
        rejected.clear();
        Arrays.fill(counted, 0);
        Arrays.fill(late, 0);
        Arrays.fill(partlyLate, 0);
        return mark;
    }

    private SortedMap<String, Tally.OfMonitor> tallies() {
        SortedMap<String, Tally.OfMonitor> tallies = new TreeMap<>();
        for (int i = 0; i < bases.length; i++) {
            tallies.put(monitors.get(i).name(), new Tally.OfMonitor(counted[i], late[i], partlyLate[i]));
        }
        return tallies;
    }
}
