package io.klarion.topology;

import io.klarion.core.protocol.BinnedRecord;
import java.util.ArrayList;
import java.util.List;

/** The decoded records of a batch, in their order, with their offsets. */
final class BinnedBatch {

    private final List<DecodedRecord> records = new ArrayList<>(RecordBatcher.MOST_RECORDS);
    private final SourceDecoder decoder;

    /** An empty one, of records that go back to where they were decoded. */
    BinnedBatch(SourceDecoder decoder) {
        this.decoder = decoder;
    }

    /** Ends its use, and that of its records. */
    void giveBack() {
        records.forEach(decoder::giveBack);
        records.clear();
    }

    /** Adds the next record. */
    void add(DecodedRecord record, long offset) {
        record.offset = offset;
        records.add(record);
    }

    int size() {
        return records.size();
    }

    BinnedRecord record(int i) {
        return records.get(i).binned;
    }

    long offset(int i) {
        return records.get(i).offset;
    }
}
