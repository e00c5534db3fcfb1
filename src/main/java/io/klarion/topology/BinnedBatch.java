package io.klarion.topology;

import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;

/** Decoded records of a batch, which lie one after the other in a block. */
final class BinnedBatch {

    private final RecordBlock block;
    private final int from;
    private int size;
    private long bytes;

    /** An empty one that begins with this record. */
    BinnedBatch(RecordBlock.Row first) {
        this.block = first.block();
        this.from = first.index();
    }

    /** Whether this record is the next of the block. */
    boolean isFollowedBy(RecordBlock.Row row) {
        return row.block() == block && row.index() == from + size;
    }

    /** Adds the next record, of so many bytes. */
    void add(long recordBytes) {
        size++;
        bytes += recordBytes;
    }

    int size() {
        return size;
    }

    long bytes() {
        return bytes;
    }

    long offset(int i) {
        return block.offset(from + i);
    }

    /** Tells each record the watermark before it; returns the highest event time after all. */
    long place(EventTimeRule times, long partitionTime) {
        return block.place(from, from + size, times, partitionTime);
    }

    /** Reads a record, all of it. */
    void read(int i, BinnedRecord into) {
        block.read(from + i, into);
    }

    /** Ends its use, and that of its records; to be called once. */
    void giveBack() {
        block.giveBack(size);
    }
}
