package io.klarion.core.protocol;

import io.klarion.core.detect.Completeness;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What stage 2 holds of one monitor: how far its windows are closed, its groups, and which panes a window still to be
 * closed may hold. Single-threaded; whatever changes is written through.
 */
final class MonitorState {

    static final GroupRow NEVER_SEEN = new GroupRow(WindowSpec.NO_WATERMARK, WindowSpec.NO_WATERMARK, List.of());

    private static final int FEATURES_AT_ONCE = 50;

    private final Monitor monitor;
    private final WindowSpec window;
    private final Stage2State state;
    private final SortedMap<GroupKey, GroupRow> groups;
    private final TreeSet<Long> openPanes = new TreeSet<>();
    private ProgressRow progress;

    MonitorState(Monitor monitor, Stage2State state) {
        this.monitor = monitor;
        this.window = monitor.window();
        this.state = state;
        ProgressRow stored = state.progress(monitor.name());
        this.progress = stored == null ? ProgressRow.start(monitor.generation(), window.pane()) : stored;
        this.groups = new TreeMap<>(state.groups(monitor.name()));
    }

    Monitor monitor() {
        return monitor;
    }

    WindowSpec window() {
        return window;
    }

    Stage2State rows() {
        return state;
    }

    ProgressRow progress() {
        return progress;
    }

    void keep(ProgressRow row) {
        progress = row;
        state.putProgress(monitor.name(), row);
    }

    /** Counts have come for these closed windows. Where that was known nothing is written: it is said of every pane. */
    void dirty(Collection<Long> ends) {
        ProgressRow row = progress.dirty(ends);
        if (!row.equals(progress)) {
            keep(row);
        }
    }

    /** What judging a window of all groups costs, 1 for a small one: how many features there are to be judged, in fifties. */
    int windowCost() {
        CellLayout layout = monitor.layout();
        long features = 0;
        for (GroupKey group : groups.keySet()) {
            features += layout.chunkStart(group.chunk() + 1) - layout.chunkStart(group.chunk());
        }
        return (int) (1 + features / FEATURES_AT_ONCE);
    }

    SortedMap<GroupKey, GroupRow> groups() {
        return groups;
    }

    void remember(GroupKey key, GroupRow row) {
        groups.put(key, row);
        state.putGroup(key, row);
    }

    void forget(GroupKey key) {
        groups.remove(key);
        state.removeGroup(key);
        Memory.forget(state, key);
    }

    void forgetGroups() {
        List.copyOf(groups.keySet()).forEach(this::forget);
    }

    /** Forgets what another configuration remembered of groups and this one has no use for. */
    void forgetForeignHistory() {
        Memory memory = new Memory(monitor, state);
        groups.keySet().forEach(memory::forgetForeign);
    }

    /** Adds counts of a group to one of its panes. */
    void store(GroupKey group, PaneDelta delta) {
        PaneKey key = new PaneKey(group, delta.pane(), delta.from());
        PaneRow row = state.pane(key);
        state.putPane(key, row == null ? PaneRow.of(delta) : row.plus(delta));
        open(delta.pane());
        if (!groups.containsKey(group)) {
            remember(group, NEVER_SEEN);
        }
    }

    /** Finds the panes with counts that a window still to be closed may hold. */
    void openStoredPanes() {
        state.eachPaneKey(monitor.name(), (key, row) -> open(key.pane()));
    }

    private void open(long pane) {
        if (!progress.hasClosed() || window.lastEnd(pane) > progress.lastClosedEnd()) {
            openPanes.add(pane);
        }
    }

    boolean hasOpenPanes() {
        return !openPanes.isEmpty();
    }

    long firstOpenPane() {
        return openPanes.first();
    }

    void closePanesUntil(long end) {
        openPanes.removeIf(pane -> window.lastEnd(pane) <= end);
    }

    boolean holdsPanes(GroupKey group) {
        boolean[] found = {false};
        state.eachPane(group, Long.MIN_VALUE, Long.MAX_VALUE, (key, row) -> found[0] = true);
        return found[0];
    }

    /** The end of the last window that holds this time. */
    long lastEndOf(long time) {
        return window.lastEnd(window.paneStart(time));
    }

    /** The end of the last window that may close at this watermark, which may be infinite. */
    long closable(long watermark) {
        boolean isInfinite = watermark == Long.MAX_VALUE || watermark == WindowSpec.NO_WATERMARK;
        return isInfinite ? watermark : window.lastClosable(watermark);
    }

    /** Whether a window that closes at these marks holds what it should. Doubt outranks all else. */
    Completeness completeness(List<PartitionMark> marks, long end) {
        if (progress.isSuspect(end)) {
            return Completeness.INTEGRITY_SUSPECT;
        }
        return end <= progress.incompleteUntil()
                ? Completeness.INCOMPLETE
                : Watermarks.completeness(marks, end + window.grace());
    }
}
