package io.klarion.topology;

import io.klarion.core.protocol.BinnedRecord;
import java.util.ArrayDeque;

/**
 * Decoded records for re-use, so that reading allocates none. One pool a stream thread: Streams decodes, stamps
 * and processes a record on the same thread. A record that never comes back is simply collected.
 */
final class RecordPool {

    private static final int KEPT = 64;
    private static final ThreadLocal<RecordPool> OF_THREAD = ThreadLocal.withInitial(RecordPool::new);

    private final ArrayDeque<BinnedRecord> free = new ArrayDeque<>();

    static RecordPool ofThread() {
        return OF_THREAD.get();
    }

    BinnedRecord take() {
        BinnedRecord record = free.poll();
        return record == null ? new BinnedRecord() : record;
    }

    void giveBack(BinnedRecord record) {
        record.raw = null;
        if (free.size() < KEPT) {
            free.push(record);
        }
    }
}
