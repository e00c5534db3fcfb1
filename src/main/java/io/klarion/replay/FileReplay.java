package io.klarion.replay;

import io.klarion.codec.RecordFile;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.SourcePartition;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Replays one file: the file is one source partition, in file order, without the lead guard (its records have no
 * timestamps of their own). Stage 1, stage 2 and the judge are those of the live topology. Single-threaded.
 */
public final class FileReplay {

    private final SourcePartition partition;
    private final RecordedPartitions partitions;

    /**
     * A replay into {@code out}.
     *
     * @param monitors all of which read the file
     * @param topic the topic the file stands for; one that every monitor reads
     */
    public FileReplay(List<Monitor> monitors, String topic, ReplayOutput out) {
        this.partition = new SourcePartition(topic, 0);
        SortedMap<String, Integer> manifest = new TreeMap<>();
        monitors.forEach(monitor -> monitor.topics().forEach(read -> manifest.put(read, read.equals(topic) ? 1 : 0)));
        this.partitions = new RecordedPartitions(monitors, manifest, Map.of(), FileReplay::withoutLeadGuard, out);
    }

    private static EventTimeSpec withoutLeadGuard(EventTimeSpec time) {
        return new EventTimeSpec(time.field(), time.unit(), time.outOfOrderness(), EventTimeSpec.NO_LEAD_GUARD);
    }

    /**
     * Reads the file to its end and closes every window.
     *
     * @param progress told the number of bytes read so far, now and then
     */
    public void run(RecordFile file, LongConsumer progress) {
        long offset = 0;
        while (file.next()) {
            if (partitions.take(partition, offset++, -1, file.value())) {
                progress.accept(file.bytesRead());
            }
        }
        partitions.finish();
    }
}
