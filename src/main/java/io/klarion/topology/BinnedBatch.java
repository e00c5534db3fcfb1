package io.klarion.topology;

import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import java.util.ArrayList;
import java.util.List;

/** The decoded records of a batch, in their order. */
final class BinnedBatch {

    private final List<RecordBlock.Row> rows = new ArrayList<>(RecordBatcher.MOST_RECORDS);
    private long bytes;

    /** Adds the next record, of so many bytes. */
    void add(RecordBlock.Row row, long recordBytes) {
        rows.add(row);
        bytes += recordBytes;
    }

    int size() {
        return rows.size();
    }

    long bytes() {
        return bytes;
    }

    boolean isFull() {
        return rows.size() == RecordBatcher.MOST_RECORDS || bytes >= RecordBatcher.FULL;
    }

    long offset(int i) {
        return rows.get(i).offset();
    }

    /** Tells each record the watermark before it; returns the highest event time after all. */
    long place(EventTimeRule times, long partitionTime) {
        long highest = partitionTime;
        for (RecordBlock.Row row : rows) {
            highest = row.place(times, highest);
        }
        return highest;
    }

    /** Reads a record, all of it. */
    void read(int i, BinnedRecord into) {
        rows.get(i).read(into);
    }

    /** Ends its use, and that of its records. */
    void giveBack() {
        rows.forEach(RecordBlock.Row::giveBack);
        rows.clear();
    }
}
