package io.klarion.core.protocol;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Stage 2: merges the counts that stage 1 sent to one internal partition, closes windows and has them judged.
 *
 * <p>It never drops counts: lateness was decided at stage 1, and every partition's counts precede the watermark
 * that covers them. Messages at or below the last applied offset are skipped, which makes re-delivery exact.
 * Single-threaded; a new object over the same state carries on where the last one stopped.
 */
public final class Stage2 {

    private final List<Monitor> monitors;
    private final Stage2State state;
    private final Stage2Output out;
    private final Watermarks watermarks;
    private final Map<String, MonitorWindows> windows = new TreeMap<>();
    private long appliedOffset;

    /**
     * Stage 2 of these monitors over a state.
     *
     * @param manifest how many partitions each source topic is configured to have, at least
     */
    public Stage2(
            List<Monitor> monitors,
            SortedMap<String, Integer> manifest,
            Stage2State state,
            WindowJudge judge,
            Stage2Output out) {
        this.monitors = List.copyOf(monitors);
        this.state = state;
        this.out = out;
        this.watermarks = new Watermarks(state);
        this.appliedOffset = state.appliedOffset();
        for (Monitor monitor : monitors) {
            List<PartitionMark> known = watermarks.said(monitor);
            windows.put(monitor.name(), new MonitorWindows(monitor, known, state, judge, out));
        }
        learn(new Message.Marker(List.of(), manifest));
    }

    /** Takes in one message; returns false when it was applied before and is skipped. */
    public boolean apply(long offset, Message message) {
        if (offset <= appliedOffset) {
            return false;
        }
        if (message instanceof Message.Delta delta) {
            MonitorWindows monitor = windows.get(delta.monitor());
            if (monitor == null) {
                long records =
                        delta.panes().stream().mapToLong(PaneDelta::records).sum();
                out.anomaly(Stage2Output.Anomaly.UNKNOWN_MONITOR, delta.monitor(), records);
            } else {
                monitor.apply(delta);
            }
        } else if (message instanceof Message.Marker marker) {
            learn(marker);
        }
        appliedOffset = offset;
        state.putAppliedOffset(offset);
        return true;
    }

    private void learn(Message.Marker marker) {
        watermarks.apply(marker);
        monitors.forEach(this::know);
    }

    /**
     * Closes windows whose time has come until they have cost {@code budget}, so that a commit always fits in its
     * transaction: a window costs 1, and 1 more for each 50 features of all its segments. The last one may cost more
     * than is left. Returns what they cost; less than {@code budget} means there are no more for now.
     */
    public int close(int budget) {
        int done = 0;
        for (Monitor monitor : monitors) {
            MonitorWindows open = windows.get(monitor.name());
            if (open != null && done < budget) {
                done += open.close(watermarks.of(monitor), budget - done);
            }
        }
        return done;
    }

    /** The ranges of source offsets that hold windows open until {@link #settle} is told what is in them. */
    public List<Suspicion> suspicions() {
        return watermarks.suspicions();
    }

    /** Ends a suspicion: windows go on, those that are touched by a confirmed one flagged. Repeats are ignored. */
    public void settle(Suspicion suspicion, Audit audit) {
        watermarks.holdOf(suspicion).ifPresent(hold -> {
            if (!audit.isClean()) {
                Stage1.readersOf(monitors, suspicion.partition().topic())
                        .forEach(monitor -> flag(monitor, suspicion, audit, hold.watermark()));
            }
            watermarks.settle(suspicion);
            monitors.forEach(this::know);
        });
    }

    private void flag(Monitor monitor, Suspicion suspicion, Audit audit, long watermark) {
        MonitorWindows open = windows.get(monitor.name());
        if (open != null) {
            EndRange flagged = open.flag(suspicion.kind(), audit, watermark, highest(monitor));
            out.finding(new Finding(suspicion, audit, monitor.name(), flagged));
        }
    }

    /* The highest event time known; NO_WATERMARK for none. */
    private long highest(Monitor monitor) {
        long furthest = Watermarks.furthest(watermarks.said(monitor));
        return furthest == WindowSpec.NO_WATERMARK
                ? furthest
                : furthest + monitor.eventTime().outOfOrderness();
    }

    private void know(Monitor monitor) {
        MonitorWindows open = windows.get(monitor.name());
        if (open != null) {
            open.know(watermarks.of(monitor));
        }
    }

    /** What each monitor waits for. */
    public List<Waiting> waiting() {
        List<Waiting> waiting = new ArrayList<>();
        for (Monitor monitor : monitors) {
            MonitorWindows open = windows.get(monitor.name());
            if (open != null) {
                waiting.add(new Waiting(monitor.name(), open.expectedEnd(), watermarks.of(monitor)));
            }
        }
        return waiting;
    }

    /**
     * What one monitor is waiting for.
     *
     * @param monitor the monitor's name
     * @param expectedEnd end of the window that closes next;
     *     {@link WindowSpec#NO_WATERMARK} if unknown
     * @param partitions what is known of every source partition
     */
    public record Waiting(String monitor, long expectedEnd, List<PartitionMark> partitions) {
        public Waiting {
            partitions = List.copyOf(partitions);
        }
    }

    /** Whether every source partition has said that no more records come. */
    public boolean isInputFinished() {
        return monitors.stream()
                .flatMap(monitor -> watermarks.of(monitor).stream())
                .allMatch(mark -> mark.status() == PartitionMark.Status.FINISHED);
    }
}
