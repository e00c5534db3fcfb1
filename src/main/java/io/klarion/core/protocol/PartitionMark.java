package io.klarion.core.protocol;

import io.klarion.core.window.WindowSpec;

/**
 * What stage 1 says of one source partition, after the deltas of the records it covers.
 *
 * @param partition which partition
 * @param watermark highest accepted event time minus the out-of-orderness bound;
 *     {@link WindowSpec#NO_WATERMARK} when unknown. Receivers keep the maximum
 * @param status whether more is to come
 * @param previousOffset offset of the last record that this life of the task took before {@code firstOffset}; −1
 *     when that was its first
 * @param firstOffset offset of the first record since the mark before; −1 when there was none
 * @param lastOffset offset of the last one; without records, of the last one before reading begins, −1 for none
 * @param read records read since the mark before; 0 with offsets where the counts only follow
 * @param rejected how many of them were rejected
 */
public record PartitionMark(
        SourcePartition partition,
        long watermark,
        Status status,
        long previousOffset,
        long firstOffset,
        long lastOffset,
        long read,
        long rejected) {

    /** Whether more records are expected. */
    public enum Status {
        /** More may come at any time. */
        ACTIVE,
        /** Quiet, and confirmed to be read to its end: no longer holds windows back. */
        IDLE,
        /** A replay has read the last record in its range. */
        FINISHED
    }

    /** A sign of life without news: no records since the last mark. */
    public static PartitionMark heartbeat(SourcePartition partition, long watermark, Status status) {
        return new PartitionMark(partition, watermark, status, -1, -1, -1, 0, 0);
    }

    /** Says where reading begins, once, before anything is read: records before {@code offset} are not awaited. */
    public static PartitionMark start(SourcePartition partition, long offset) {
        return new PartitionMark(partition, WindowSpec.NO_WATERMARK, Status.ACTIVE, -1, -1, offset - 1, 0, 0);
    }

    /** Says which records the counts that follow are of, before the first of a life, so that doubt comes first. */
    static PartitionMark opening(
            SourcePartition partition, long watermark, long previousOffset, long firstOffset, long lastOffset) {
        return new PartitionMark(partition, watermark, Status.ACTIVE, previousOffset, firstOffset, lastOffset, 0, 0);
    }

    boolean hasRange() {
        return firstOffset >= 0;
    }

    boolean isStart() {
        return firstOffset < 0 && lastOffset >= 0;
    }
}
