package io.klarion.replay;

import io.klarion.codec.DumpRange;
import io.klarion.codec.DumpReader;
import io.klarion.codec.DumpRecord;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.SourcePartition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Replays a dump of topics: partitions, offsets and timestamps are those of the topics, and so are the answers. */
public final class DumpReplay {

    private DumpReplay() {}

    /**
     * Reads a dump to its end and closes every window.
     *
     * @param monitors whose topics are all in the dump; other topics in it are passed over
     * @throws io.klarion.codec.DataFileException when a topic is not in the dump, or the dump is broken
     */
    public static void run(DumpReader dump, List<Monitor> monitors, ReplayOutput out) {
        SortedMap<String, Integer> manifest = new TreeMap<>();
        Map<SourcePartition, Long> ends = new HashMap<>();
        List<DumpRange> ranges = dump.ranges().stream()
                .filter(range -> monitors.stream()
                        .anyMatch(monitor ->
                                monitor.topics().contains(range.partition().topic())))
                .toList();
        for (DumpRange range : ranges) {
            manifest.merge(range.partition().topic(), range.partition().partition() + 1, Math::max);
            ends.put(range.partition(), range.end());
        }
        RecordedPartitions partitions = new RecordedPartitions(monitors, manifest, ends, UnaryOperator.identity(), out);
        ranges.forEach(range -> partitions.begin(range.partition(), range.from(), manifest));
        for (Optional<DumpRecord> next = dump.next(); next.isPresent(); next = dump.next()) {
            DumpRecord record = next.get();
            if (ends.containsKey(record.partition())) {
                partitions.take(record.partition(), record.offset(), record.timestamp(), record.value());
            }
        }
        partitions.finish();
    }
}
