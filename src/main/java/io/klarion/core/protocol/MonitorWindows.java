package io.klarion.core.protocol;

import io.klarion.core.detect.Completeness;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The windows of one monitor at stage 2: stores counts by pane, closes windows in order, revises those that left
 * an idle partition out. Single-threaded.
 */
final class MonitorWindows {

    private static final GroupRow NEVER_SEEN = new GroupRow(WindowSpec.NO_WATERMARK, List.of());

    private final Monitor monitor;
    private final WindowSpec window;
    private final Stage2State state;
    private final WindowEvaluation evaluation;
    private final Stage2Output out;
    private final SortedMap<GroupKey, GroupRow> groups;
    /* Panes with counts that a window still to be closed may hold. */
    private final TreeSet<Long> openPanes = new TreeSet<>();
    private ProgressRow progress;
    private int partitions;

    /**
     * The windows of a monitor.
     *
     * @param known the partitions of its topics, as they were known when the state was left
     */
    MonitorWindows(Monitor monitor, List<PartitionMark> known, Stage2State state, WindowJudge judge, Stage2Output out) {
        this.monitor = monitor;
        this.window = monitor.window();
        this.partitions = known.size();
        this.state = state;
        this.out = out;
        ProgressRow stored = state.progress(monitor.name());
        this.progress = stored == null ? ProgressRow.start(monitor.generation(), window.pane()) : stored;
        this.groups = new TreeMap<>(state.groups(monitor.name()));
        this.evaluation = new WindowEvaluation(monitor, state, judge, out);
        if (stored == null) {
            startAfter(Watermarks.furthest(known));
        } else if (progress.generation().equals(monitor.generation())) {
            state.eachPaneKey(monitor.name(), (key, row) -> open(key.pane()));
        } else {
            startNewGeneration();
        }
    }

    /* A monitor that joins a stream which has come this far has missed what was read before. */
    private void startAfter(long watermark) {
        keep(
                watermark == WindowSpec.NO_WATERMARK
                        ? progress
                        : progress.incompleteUntil(
                                lastEndOf(watermark + monitor.eventTime().outOfOrderness())));
    }

    /* Counts of different generations are never added: those of the old one are dropped and what they touch is
     * flagged, rather than judged by the wrong cells. That includes the counts of closed windows, which are gone
     * already. The new windows go on where the old ones stopped, on their own grid. */
    private void startNewGeneration() {
        ProgressRow old = progress;
        ProgressRow fresh =
                ProgressRow.start(monitor.generation(), window.pane()).incompleteUntil(old.incompleteUntil());
        if (old.hasClosed()) {
            fresh = fresh.closed(window.lastClosable(old.lastClosedEnd() + window.grace()))
                    .unknownUntil(old.unknownUntil())
                    .incompleteUntil(lastEndOf(old.lastClosedEnd() - 1));
        }
        long[] until = {fresh.incompleteUntil()};
        state.eachPaneKey(monitor.name(), (key, row) -> {
            until[0] = Math.max(until[0], lastEndOf(key.pane() + old.pane() - 1));
            out.anomaly(Stage2Output.Anomaly.OTHER_GENERATION, monitor.name(), row.records());
            state.removePane(key);
        });
        groups.keySet().forEach(state::removeGroup);
        groups.clear();
        keep(fresh.incompleteUntil(until[0]));
    }

    /* The end of the last window that holds this time. */
    private long lastEndOf(long time) {
        return window.lastEnd(window.paneStart(time));
    }

    /** More partitions are known: data of the added ones for windows closed by now is not a fault of ours. */
    void know(int count) {
        if (count > partitions && progress.hasClosed()) {
            keep(progress.unknownUntil(progress.lastClosedEnd()));
        }
        partitions = Math.max(partitions, count);
    }

    private void open(long pane) {
        if (!progress.hasClosed() || window.lastEnd(pane) > progress.lastClosedEnd()) {
            openPanes.add(pane);
        }
    }

    /** Adds the counts of a delta. */
    void apply(Message.Delta delta) {
        if (!delta.generation().equals(monitor.generation())) {
            refuseOtherGeneration(delta);
            return;
        }
        GroupKey group = new GroupKey(delta.monitor(), delta.segment(), delta.chunk());
        for (PaneDelta pane : delta.panes()) {
            if (admits(pane)) {
                store(group, pane);
            }
        }
    }

    /* How long the panes of the other generation are is not known here; taken to be at most a window. */
    private void refuseOtherGeneration(Message.Delta delta) {
        long until = progress.incompleteUntil();
        long records = 0;
        for (PaneDelta pane : delta.panes()) {
            until = Math.max(until, lastEndOf(pane.pane() + window.size() - 1));
            records += pane.records();
        }
        keep(progress.incompleteUntil(until));
        out.anomaly(Stage2Output.Anomaly.OTHER_GENERATION, monitor.name(), records);
    }

    /* Whether some window, open or still to be revised, needs these counts. Closed windows they are on time for
     * must have left out the partition they come from. */
    private boolean admits(PaneDelta pane) {
        long closed = progress.lastClosedEnd();
        long last = window.lastEnd(pane.pane());
        boolean isNeeded = !progress.hasClosed() || last > closed;
        if (!progress.hasClosed() || pane.from() == WindowSpec.LATE_FOR_ALL) {
            return isNeeded;
        }
        long missed = WindowSpec.NO_WATERMARK;
        long first = Math.max(window.firstEnd(pane.pane()), pane.from());
        for (long end = first; end <= Math.min(last, closed); end += window.advance()) {
            if (progress.isRevisable(end, end)) {
                int number = progress.revision(end).number();
                keep(progress.with(end, new ProgressRow.Revision(number, true)));
                isNeeded = true;
            } else {
                missed = end;
            }
        }
        if (missed != WindowSpec.NO_WATERMARK) {
            out.anomaly(reason(missed), monitor.name(), pane.records());
        }
        return isNeeded;
    }

    private Stage2Output.Anomaly reason(long missed) {
        if (missed <= progress.incompleteUntil()) {
            return Stage2Output.Anomaly.OTHER_GENERATION;
        }
        if (missed <= progress.unknownUntil()) {
            return Stage2Output.Anomaly.PARTITION_ADDED;
        }
        boolean isOld = progress.lastClosedEnd() - missed >= monitor.lifecycle().reviseFor();
        return isOld ? Stage2Output.Anomaly.REVISION_EXPIRED : Stage2Output.Anomaly.IMPOSSIBLE_DELTA;
    }

    private void store(GroupKey group, PaneDelta delta) {
        PaneKey key = new PaneKey(group, delta.pane(), delta.from());
        PaneRow row = state.pane(key);
        state.putPane(key, row == null ? new PaneRow(delta.records(), delta.counts()) : row.plus(delta));
        open(delta.pane());
        if (!groups.containsKey(group)) {
            remember(group, NEVER_SEEN);
        }
    }

    /** Closes at most {@code budget} windows that these partitions let close; returns how many it did. */
    int close(List<PartitionMark> marks, int budget) {
        long frontier = Watermarks.frontier(marks);
        long closable = closable(frontier);
        long heard = closable(Math.min(frontier, Watermarks.furthest(marks)));
        int done = revise(marks, closable, budget);
        while (done < budget) {
            long end = nextEnd(closable, heard);
            if (end == WindowSpec.LATE_FOR_ALL) {
                break;
            }
            closeWindow(end, end <= heard, marks);
            done++;
        }
        return done;
    }

    private long closable(long watermark) {
        boolean isInfinite = watermark == Long.MAX_VALUE || watermark == WindowSpec.NO_WATERMARK;
        return isInfinite ? watermark : window.lastClosable(watermark);
    }

    private int revise(List<PartitionMark> marks, long closable, int budget) {
        int done = 0;
        for (Map.Entry<Long, ProgressRow.Revision> entry : progress.revisions().entrySet()) {
            long end = entry.getKey();
            if (done == budget || end > closable) {
                break;
            }
            if (entry.getValue().isDirty()) {
                int number = entry.getValue().number() + 1;
                Completeness completeness = completeness(marks, end);
                groups.forEach((group, row) -> evaluation.revise(group, row, end, number, completeness));
                keep(progress.with(end, new ProgressRow.Revision(number, false)));
                done++;
            }
        }
        return done;
    }

    private Completeness completeness(List<PartitionMark> marks, long end) {
        return end <= progress.incompleteUntil()
                ? Completeness.INCOMPLETE
                : Watermarks.completeness(marks, end + window.grace());
    }

    /* The end of the next window to close, or LATE_FOR_ALL for none: the one after the last. Stretches in which no
     * group has anything to say are skipped, and after the last counts nothing outlasts the watermarks. */
    private long nextEnd(long closable, long heard) {
        long end = progress.hasClosed() ? progress.lastClosedEnd() + window.advance() : Long.MIN_VALUE;
        boolean isActive = end <= heard && isSomeGroupActive(end);
        if (openPanes.isEmpty()) {
            return isActive ? end : WindowSpec.LATE_FOR_ALL;
        }
        if (!isActive) {
            end = Math.max(end, window.firstEnd(openPanes.first()));
        }
        return end <= closable ? end : WindowSpec.LATE_FOR_ALL;
    }

    private boolean isSomeGroupActive(long end) {
        return progress.hasClosed() && groups.values().stream().anyMatch(row -> evaluation.isActive(row, end));
    }

    private void closeWindow(long end, boolean isHeard, List<PartitionMark> marks) {
        Completeness completeness = completeness(marks, end);
        keep(progress.revisable(firstLeftOut(marks), end)
                .closed(end)
                .withoutRevisionsUntil(end - monitor.lifecycle().reviseFor()));
        Closing closing = new Closing(end, completeness, isHeard, progress);
        List.copyOf(groups.keySet()).forEach(group -> closeGroup(group, closing));
        openPanes.removeIf(pane -> window.lastEnd(pane) <= end);
    }

    /* Where the windows begin that close now and leave an idle partition out; +∞ for none. Those skipped since the last one
     * count too: nothing was in them, but something may come back. */
    private long firstLeftOut(List<PartitionMark> marks) {
        long idle = Watermarks.lowestIdle(marks);
        if (idle == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long uncovered = idle == WindowSpec.NO_WATERMARK ? idle : idle - window.grace() + 1;
        long fresh = progress.hasClosed() ? progress.lastClosedEnd() + 1 : Long.MIN_VALUE;
        return Math.max(uncovered, fresh);
    }

    private void closeGroup(GroupKey group, Closing closing) {
        GroupRow before = groups.getOrDefault(group, NEVER_SEEN);
        GroupRow after = evaluation.close(group, before, closing);
        if (!evaluation.isActive(after, closing.end()) && !holdsPanes(group)) {
            groups.remove(group);
            state.removeGroup(group);
        } else if (!after.equals(before)) {
            remember(group, after);
        }
    }

    private boolean holdsPanes(GroupKey group) {
        boolean[] found = {false};
        state.eachPane(group, Long.MIN_VALUE, Long.MAX_VALUE, (key, row) -> found[0] = true);
        return found[0];
    }

    /** The end of the window that closes next, as far as is known; {@link WindowSpec#NO_WATERMARK} if unknown. */
    long expectedEnd() {
        if (progress.hasClosed()) {
            return progress.lastClosedEnd() + window.advance();
        }
        return openPanes.isEmpty() ? WindowSpec.NO_WATERMARK : window.firstEnd(openPanes.first());
    }

    private void keep(ProgressRow row) {
        progress = row;
        state.putProgress(monitor.name(), row);
    }

    private void remember(GroupKey key, GroupRow row) {
        groups.put(key, row);
        state.putGroup(key, row);
    }
}
