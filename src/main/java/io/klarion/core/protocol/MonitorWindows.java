package io.klarion.core.protocol;

import io.klarion.core.detect.Completeness;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.List;
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

    MonitorWindows(Monitor monitor, Stage2State state, WindowJudge judge, Stage2Output out) {
        this.monitor = monitor;
        this.window = monitor.window();
        this.state = state;
        this.out = out;
        ProgressRow stored = state.progress(monitor.name());
        this.progress = stored == null ? ProgressRow.start(monitor.generation()) : stored;
        this.groups = new TreeMap<>(state.groups(monitor.name()));
        this.evaluation = new WindowEvaluation(monitor, state, judge, out);
        if (progress.generation().equals(monitor.generation())) {
            state.eachPaneKey(monitor.name(), (key, row) -> open(key.pane()));
        } else {
            startNewGeneration();
        }
    }

    /* Counts of different generations are never added: those of the old one are dropped and what they touch is
     * flagged, rather than judged by the wrong cells. */
    private void startNewGeneration() {
        ProgressRow fresh = ProgressRow.start(monitor.generation())
                .closed(progress.lastClosedEnd())
                .incompleteUntil(progress.incompleteUntil());
        long[] until = {fresh.incompleteUntil()};
        state.eachPaneKey(monitor.name(), (key, row) -> {
            until[0] = Math.max(until[0], window.lastEnd(key.pane()));
            out.anomaly(Stage2Output.Anomaly.OTHER_GENERATION, monitor.name(), row.records());
            state.removePane(key);
        });
        groups.keySet().forEach(state::removeGroup);
        groups.clear();
        keep(fresh.incompleteUntil(until[0]));
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

    private void refuseOtherGeneration(Message.Delta delta) {
        long until = progress.incompleteUntil();
        long records = 0;
        for (PaneDelta pane : delta.panes()) {
            until = Math.max(until, window.lastEnd(window.paneStart(pane.pane())));
            records += pane.records();
        }
        keep(progress.incompleteUntil(until));
        out.anomaly(Stage2Output.Anomaly.OTHER_GENERATION, monitor.name(), records);
    }

    /* Whether some window, open or still to be revised, needs these counts. Closed windows they are on time for
     * must have left out the partition they come from, or be too old to revise. */
    private boolean admits(PaneDelta pane) {
        if (!progress.hasClosed()) {
            return true;
        }
        long closed = progress.lastClosedEnd();
        boolean needed = window.lastEnd(pane.pane()) > closed;
        long last = Math.min(window.lastEnd(pane.pane()), closed);
        long first = Math.max(window.firstEnd(pane.pane()), pane.from());
        boolean missed = false;
        for (long end = first; end <= last && pane.from() != WindowSpec.LATE_FOR_ALL; end += window.advance()) {
            ProgressRow.Revision revision = progress.revisable().get(end);
            if (revision == null) {
                missed = true;
            } else {
                needed = true;
                keep(progress.with(end, new ProgressRow.Revision(revision.number(), true)));
            }
        }
        if (missed) {
            boolean old = last + monitor.lifecycle().reviseFor() <= closed;
            out.anomaly(
                    old ? Stage2Output.Anomaly.REVISION_EXPIRED : Stage2Output.Anomaly.IMPOSSIBLE_DELTA,
                    monitor.name(),
                    pane.records());
        }
        return needed;
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
        if (frontier == WindowSpec.NO_WATERMARK) {
            return 0;
        }
        int done = revise(marks, frontier, budget);
        while (done < budget) {
            long end = nextEnd(marks, frontier);
            if (end == WindowSpec.LATE_FOR_ALL) {
                break;
            }
            closeWindow(end, completeness(marks, end));
            done++;
        }
        return done;
    }

    private int revise(List<PartitionMark> marks, long frontier, int budget) {
        int done = 0;
        for (var entry : progress.revisable().entrySet()) {
            long end = entry.getKey();
            if (done == budget || end > closable(frontier)) {
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

    private long closable(long frontier) {
        return frontier == Long.MAX_VALUE ? Long.MAX_VALUE : window.lastClosable(frontier);
    }

    /* The end of the next window to close, or LATE_FOR_ALL for none: the one after the last. Stretches in which no
     * group has anything to say are skipped, and after the last counts nothing outlasts the watermarks. */
    private long nextEnd(List<PartitionMark> marks, long frontier) {
        long end = progress.hasClosed() ? progress.lastClosedEnd() + window.advance() : Long.MIN_VALUE;
        if (openPanes.isEmpty()) {
            long furthest = Math.min(frontier, Watermarks.furthest(marks));
            return isSomeGroupActive(end) && end <= closable(furthest) ? end : WindowSpec.LATE_FOR_ALL;
        }
        if (!isSomeGroupActive(end)) {
            end = Math.max(end, window.firstEnd(openPanes.first()));
        }
        return end <= closable(frontier) ? end : WindowSpec.LATE_FOR_ALL;
    }

    private boolean isSomeGroupActive(long end) {
        return progress.hasClosed() && groups.values().stream().anyMatch(row -> evaluation.isActive(row, end));
    }

    private void closeWindow(long end, Completeness completeness) {
        keep(progress.closed(end));
        if (completeness == Completeness.IDLE_EXCLUDED) {
            keep(progress.with(end, new ProgressRow.Revision(0, false)));
        }
        for (GroupKey group : List.copyOf(groups.keySet())) {
            closeGroup(group, end, completeness);
        }
        openPanes.removeIf(pane -> window.lastEnd(pane) <= end);
        long expired = end - monitor.lifecycle().reviseFor();
        if (!progress.revisable().isEmpty() && progress.revisable().firstKey() <= expired) {
            keep(progress.withoutRevisionsUntil(expired));
        }
    }

    private void closeGroup(GroupKey group, long end, Completeness completeness) {
        GroupRow before = groups.getOrDefault(group, NEVER_SEEN);
        GroupRow after = evaluation.close(group, before, end, completeness, progress.revisable());
        if (!evaluation.isActive(after, end) && !holdsPanes(group)) {
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
