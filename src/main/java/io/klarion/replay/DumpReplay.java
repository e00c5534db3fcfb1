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
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Replays a dump of topics: partitions, offsets and timestamps are those of the topics, and so are the answers. */
public final class DumpReplay {

    private DumpReplay() {}

    /**
     * Reads a dump to its end and closes every window. Windows that begin before the first record of a partition that was cut
     * are left out.
     *
     * @param monitors whose topics are all in the dump; other topics in it are passed over
     * @return where the windows that are told begin at the earliest, epoch milliseconds; empty when nothing was cut
     * @throws io.klarion.codec.DataFileException when a topic is not in the dump, or the dump is broken
     */
    public static OptionalLong run(DumpReader dump, List<Monitor> monitors, ReplayOutput out) {
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
        List<SourcePartition> cut = ranges.stream()
                .filter(DumpRange::isCut)
                .map(DumpRange::partition)
                .toList();
        AtomicReference<@Nullable RecordedPartitions> made = new AtomicReference<>();
        RecordedPartitions partitions = new RecordedPartitions(
                monitors,
                manifest,
                ends,
                UnaryOperator.identity(),
                new WholeWindows(() -> start(made.get(), cut), out));
        made.set(partitions);
        ranges.forEach(range -> partitions.begin(range.partition(), range.from(), manifest));
        for (Optional<DumpRecord> next = dump.next(); next.isPresent(); next = dump.next()) {
            DumpRecord record = next.get();
            if (ends.containsKey(record.partition())) {
                partitions.take(record.partition(), record.offset(), record.timestamp(), record.value());
            }
        }
        partitions.finish();
        return partitions.latestFirst(cut);
    }

    /* Nothing is told before the partitions are there. */
    private static long start(@Nullable RecordedPartitions partitions, List<SourcePartition> cut) {
        return partitions == null ? Long.MIN_VALUE : partitions.latestFirst(cut).orElse(Long.MIN_VALUE);
    }
}
