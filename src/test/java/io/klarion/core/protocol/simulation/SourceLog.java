package io.klarion.core.protocol.simulation;

import io.klarion.core.protocol.SourcePartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All source partitions. Positions count records; offsets have gaps. */
final class SourceLog {

    private final SortedMap<SourcePartition, List<SourceRecord>> partitions = new TreeMap<>();

    void open(SourcePartition partition) {
        partitions.putIfAbsent(partition, new ArrayList<>());
    }

    Set<SourcePartition> partitions() {
        return partitions.keySet();
    }

    List<SourceRecord> of(SourcePartition partition) {
        return partitions.get(partition);
    }

    int size(SourcePartition partition) {
        return of(partition).size();
    }

    /** Where a bounded read of everything ends: after the last record; 0 for none. */
    long endOffset(SourcePartition partition) {
        List<SourceRecord> records = of(partition);
        return records.isEmpty() ? 0 : records.get(records.size() - 1).offset() + 1;
    }
}
