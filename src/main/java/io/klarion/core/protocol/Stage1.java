package io.klarion.core.protocol;

import io.klarion.core.monitor.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Stage 1: counts the records of some source partitions and hands out what was counted since the last drain.
 *
 * <p>A drain must happen before the offsets of its records are committed, and nothing may leave otherwise; then
 * counts and offsets stand or fall together. All that is held was touched since the last drain, so losing it in
 * a crash loses nothing. Lateness is decided here alone, by the partition's own watermark before the record, so
 * that it does not depend on how fast anything is read. Single-threaded.
 */
public final class Stage1 {

    private final List<Monitor> monitors;
    private final SortedMap<String, Integer> manifest;
    private final Map<SourcePartition, Long> endOffsets;
    private final Map<String, MonitorHeap> heaps = new TreeMap<>();
    private final SortedMap<SourcePartition, PartitionInput> inputs = new TreeMap<>();
    private final List<Quarantined> quarantine = new ArrayList<>();
    private boolean dirty;
    private boolean announced;
    private long held;

    /**
     * Stage 1 of these monitors.
     *
     * @param manifest how many partitions each source topic has
     * @param endOffsets where a bounded read of each partition ends, exclusively; a partition that is not named
     *     has no end
     */
    public Stage1(List<Monitor> monitors, SortedMap<String, Integer> manifest, Map<SourcePartition, Long> endOffsets) {
        this.monitors = List.copyOf(monitors);
        this.manifest = manifest;
        this.endOffsets = Map.copyOf(endOffsets);
        monitors.forEach(monitor -> heaps.put(monitor.name(), new MonitorHeap(monitor, this::grow)));
    }

    /** The input of one source partition, made at its first mention. */
    public PartitionInput input(SourcePartition partition) {
        return inputs.computeIfAbsent(partition, this::open);
    }

    /** All of them, also those that the manifest does not know: partitions that were added while it runs. */
    public List<PartitionInput> inputs() {
        return List.copyOf(inputs.values());
    }

    private PartitionInput open(SourcePartition partition) {
        announced = false;
        List<Monitor> readers = readersOf(monitors, partition.topic()).toList();
        List<MonitorHeap> readerHeaps =
                readers.stream().map(monitor -> heap(monitor.name())).toList();
        long endOffset = endOffsets.getOrDefault(partition, Long.MAX_VALUE);
        return new PartitionInput(partition, this, readers, readerHeaps, endOffset);
    }

    private MonitorHeap heap(String monitor) {
        MonitorHeap heap = heaps.get(monitor);
        if (heap == null) {
            throw new IllegalArgumentException("monitor: must be one of " + heaps.keySet() + ", was " + monitor);
        }
        return heap;
    }

    /** The monitors that read {@code topic}, in the order in which a record's cells are laid out. */
    public static Stream<Monitor> readersOf(List<Monitor> monitors, String topic) {
        return monitors.stream().filter(monitor -> monitor.topics().contains(topic));
    }

    /** Whether nothing waits to be drained. */
    public boolean isClean() {
        return !dirty;
    }

    /** How much is held, in units of eight bytes or so, to bound memory. */
    public long size() {
        return held;
    }

    private void grow(long by) {
        held += by;
    }

    void touch() {
        dirty = true;
    }

    void quarantine(Quarantined record) {
        quarantine.add(record);
        grow(record.raw() == null ? 1 : 1 + record.raw().length / Long.BYTES);
    }

    /**
     * Hands out everything since the last drain; does nothing when clean. The first counts of a life follow marks that
     * name their records, so that stage 2 knows of an added partition, and doubts records that do not follow on,
     * before it hears what was counted there.
     */
    public void drain(Stage1Output out) {
        if (!dirty) {
            return;
        }
        if (!announced) {
            out.marker(new Message.Marker(
                    inputs.values().stream().map(PartitionInput::opening).toList(), manifest));
            announced = true;
        }
        heaps.values().forEach(heap -> heap.drain(out));
        quarantine.forEach(out::quarantined);
        quarantine.clear();
        List<PartitionMark> marks = new ArrayList<>();
        for (PartitionInput input : inputs.values()) {
            if (!input.isQuiet()) {
                marks.add(input.drain(out));
            }
        }
        out.marker(new Message.Marker(marks, manifest));
        dirty = false;
        held = 0;
    }

    /** Signs of life of all partitions, to be sent now and then; safe at any time. */
    public Message.Marker heartbeat() {
        return new Message.Marker(
                inputs.values().stream().map(PartitionInput::heartbeat).toList(), manifest);
    }

    /** Forgets everything, as after a crash. */
    public void clear() {
        heaps.values().forEach(MonitorHeap::clear);
        inputs.clear();
        quarantine.clear();
        dirty = false;
        held = 0;
    }
}
