package io.klarion.topology;

import io.klarion.core.protocol.BinnedRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The decoded records of a batch, in their order, with their offsets and timestamps. Used again and again, so that
 * reading allocates none: one pool a stream thread, since Streams decodes, stamps and processes on the same thread. A
 * batch that never comes back is simply collected.
 */
final class BinnedBatch {

    private static final int KEPT = 64;
    private static final ThreadLocal<ArrayDeque<BinnedBatch>> FREE = ThreadLocal.withInitial(ArrayDeque::new);

    private final List<BinnedRecord> records = new ArrayList<>();
    private final long[] offsets = new long[RecordBatcher.MOST_RECORDS];
    private int size;

    /** An empty one. */
    static BinnedBatch take() {
        BinnedBatch free = FREE.get().poll();
        return free == null ? new BinnedBatch() : free;
    }

    /** Ends its use. */
    void giveBack() {
        for (int i = 0; i < size; i++) {
            records.get(i).raw = null;
        }
        size = 0;
        if (FREE.get().size() < KEPT) {
            FREE.get().push(this);
        }
    }

    /** One more record, to be filled in. */
    BinnedRecord add(long offset, long timestamp) {
        if (size == records.size()) {
            records.add(new BinnedRecord());
        }
        BinnedRecord record = records.get(size);
        record.timestamp = timestamp;
        offsets[size] = offset;
        size++;
        return record;
    }

    int size() {
        return size;
    }

    BinnedRecord record(int i) {
        return records.get(i);
    }

    long offset(int i) {
        return offsets[i];
    }
}
