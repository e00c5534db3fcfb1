package io.klarion.core.protocol;

import io.klarion.core.detect.Completeness;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stage 2 knows of all source partitions, and how far that lets windows close. Single-threaded.
 *
 * <p>A window that ends at E closes when the minimum over all known partitions is at or past E + grace. A
 * partition not heard from counts as −∞; idle and finished ones do not hold back.
 */
public final class Watermarks {

    private final Stage2State state;
    private final SortedMap<SourcePartition, PartitionMark> marks = new TreeMap<>();
    private final SortedMap<SourcePartition, Hold> holds = new TreeMap<>();
    private SortedMap<String, Integer> manifest;

    Watermarks(Stage2State state) {
        this.state = state;
        this.manifest = state.manifest();
        state.marks().forEach(mark -> marks.put(mark.partition(), mark));
        state.holds().forEach(hold -> holds.put(hold.partition(), hold));
    }

    /**
     * Takes in a marker: keeps the maximum of every watermark and count. FINISHED stays. A partition that marks
     * itself is known from then on, whatever the manifest says; one whose records do not follow on is held.
     */
    void apply(Message.Marker marker) {
        SortedMap<String, Integer> known = larger(manifest, marker.manifest());
        for (PartitionMark mark : marker.marks()) {
            SourcePartition partition = mark.partition();
            known.merge(partition.topic(), partition.partition() + 1, Math::max);
            PartitionMark before = said(partition);
            if (mark.hasRange()) {
                Suspicion.between(before, mark).ifPresent(doubt -> hold(before, doubt));
            }
            PartitionMark now = merge(before, mark);
            if (!now.equals(marks.put(partition, now))) {
                state.putMark(now);
            }
        }
        if (!known.equals(state.manifest())) {
            state.putManifest(known);
        }
        manifest = known;
    }

    private PartitionMark said(SourcePartition partition) {
        PartitionMark mark = marks.get(partition);
        return mark != null
                ? mark
                : PartitionMark.heartbeat(partition, WindowSpec.NO_WATERMARK, PartitionMark.Status.ACTIVE);
    }

    private static PartitionMark merge(PartitionMark before, PartitionMark mark) {
        boolean finished = before.status() == PartitionMark.Status.FINISHED;
        boolean moves = mark.read() > 0 || (mark.isStart() && before.lastOffset() < 0);
        return new PartitionMark(
                mark.partition(),
                Math.max(before.watermark(), mark.watermark()),
                finished ? PartitionMark.Status.FINISHED : mark.status(),
                -1,
                announced(before, mark),
                moves ? Math.max(before.lastOffset(), mark.lastOffset()) : before.lastOffset(),
                before.read() + mark.read(),
                before.rejected() + mark.rejected());
    }

    /* Where the drain begins that an opening has announced and whose own mark has not come yet; -1 for none. */
    private static long announced(PartitionMark before, PartitionMark mark) {
        if (mark.read() > 0) {
            return -1;
        }
        return mark.hasRange() ? mark.firstOffset() : before.firstOffset();
    }

    private void hold(PartitionMark before, Suspicion doubt) {
        Hold held = holds.getOrDefault(before.partition(), new Hold(before.partition(), before.watermark(), List.of()));
        keep(held.with(doubt));
    }

    private void keep(Hold hold) {
        holds.put(hold.partition(), hold);
        state.putHold(hold);
    }

    /**
     * All that is in doubt and may be settled. What an opening has put in doubt waits for the mark of its drain, which
     * says the same: settled before, it would be found twice.
     */
    List<Suspicion> suspicions() {
        return holds.values().stream()
                .filter(hold -> !said(hold.partition()).hasRange())
                .flatMap(hold -> hold.suspicions().stream())
                .toList();
    }

    /** The hold that a suspicion is part of; empty when it is settled. */
    Optional<Hold> holdOf(Suspicion suspicion) {
        return Optional.ofNullable(holds.get(suspicion.partition()))
                .filter(hold -> hold.suspicions().contains(suspicion));
    }

    /** Lifts a suspicion; with the last one the partition's true mark comes into effect. */
    void settle(Suspicion suspicion) {
        holdOf(suspicion).map(hold -> hold.without(suspicion)).ifPresent(left -> {
            if (left.suspicions().isEmpty()) {
                holds.remove(left.partition());
                state.removeHold(left.partition());
            } else {
                keep(left);
            }
        });
    }

    private static SortedMap<String, Integer> larger(SortedMap<String, Integer> one, SortedMap<String, Integer> two) {
        SortedMap<String, Integer> union = new TreeMap<>(one);
        two.forEach((topic, count) -> union.merge(topic, count, Math::max));
        return union;
    }

    /** The marks of all known partitions of a monitor's topics, as far as they are beyond doubt. */
    List<PartitionMark> of(Monitor monitor) {
        return said(monitor).stream()
                .map(mark -> {
                    Hold hold = holds.get(mark.partition());
                    return hold == null ? mark : hold.mask(mark);
                })
                .toList();
    }

    /** The same, doubtful or not. */
    List<PartitionMark> said(Monitor monitor) {
        List<PartitionMark> known = new ArrayList<>();
        for (String topic : monitor.topics()) {
            for (int p = 0; p < manifest.getOrDefault(topic, 0); p++) {
                known.add(said(new SourcePartition(topic, p)));
            }
        }
        return known;
    }

    /**
     * How far these partitions let windows close: the minimum over the active ones; when none is active,
     * +∞ if all have finished, else the furthest of the quiet ones.
     */
    public static long frontier(List<PartitionMark> marks) {
        long active = Long.MAX_VALUE;
        boolean finished = !marks.isEmpty();
        for (PartitionMark mark : marks) {
            if (mark.status() == PartitionMark.Status.ACTIVE) {
                active = Math.min(active, mark.watermark());
            }
            finished &= mark.status() == PartitionMark.Status.FINISHED;
        }
        return active != Long.MAX_VALUE || finished ? active : furthest(marks);
    }

    /** The furthest watermark of all. */
    static long furthest(List<PartitionMark> marks) {
        return marks.stream().mapToLong(PartitionMark::watermark).max().orElse(WindowSpec.NO_WATERMARK);
    }

    /** The lowest watermark of the idle ones; {@link Long#MAX_VALUE} when none is idle. */
    static long lowestIdle(List<PartitionMark> marks) {
        return marks.stream()
                .filter(mark -> mark.status() == PartitionMark.Status.IDLE)
                .mapToLong(PartitionMark::watermark)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Whether a window that may close at {@code needed} holds the records of all these partitions. */
    static Completeness completeness(List<PartitionMark> marks, long needed) {
        Completeness result = Completeness.COMPLETE;
        for (PartitionMark mark : marks) {
            if (mark.watermark() < needed) {
                if (mark.status() == PartitionMark.Status.IDLE) {
                    return Completeness.IDLE_EXCLUDED;
                }
                if (mark.watermark() != WindowSpec.NO_WATERMARK) {
                    result = Completeness.INCOMPLETE;
                }
            }
        }
        return result;
    }
}
