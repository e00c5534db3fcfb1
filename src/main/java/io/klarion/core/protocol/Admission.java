package io.klarion.core.protocol;

import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;

/** Which counts are stored for which windows, and what is said of those that come too late for one. */
final class Admission {

    private final MonitorState own;
    private final Stage2Output out;
    private long settledEnd = WindowSpec.NO_WATERMARK;

    Admission(MonitorState own, Stage2Output out) {
        this.own = own;
        this.out = out;
    }

    /** Windows that end up to here only wait to be closed: every partition has passed them. */
    void settleUntil(long end) {
        settledEnd = end;
    }

    /** Adds the counts of a delta. */
    void apply(Message.Delta delta) {
        if (!delta.generation().equals(own.monitor().generation())) {
            refuseOtherGeneration(delta);
            return;
        }
        GroupKey group = new GroupKey(delta.monitor(), delta.segment(), delta.chunk());
        for (PaneDelta pane : delta.panes()) {
            if (admits(pane)) {
                own.store(group, pane);
            }
        }
    }

    /* How long the panes of the other generation are is not known here; taken to be at most a window. */
    private void refuseOtherGeneration(Message.Delta delta) {
        long until = own.progress().incompleteUntil();
        long records = 0;
        for (PaneDelta pane : delta.panes()) {
            until = Math.max(until, own.lastEndOf(pane.pane() + own.window().size() - 1));
            records += pane.records();
        }
        own.keep(own.progress().incompleteUntil(until));
        out.anomaly(Stage2Output.Anomaly.OTHER_GENERATION, own.monitor().name(), records);
    }

    /* Whether some window, open or still to be revised, needs these counts. */
    private boolean admits(PaneDelta pane) {
        ProgressRow progress = own.progress();
        long last = own.window().lastEnd(pane.pane());
        boolean isNeeded = !progress.hasClosed() || last > progress.lastClosedEnd();
        if (pane.from() == WindowSpec.LATE_FOR_ALL) {
            return isNeeded;
        }
        long first = Math.max(own.window().firstEnd(pane.pane()), pane.from());
        flagSettled(pane, Math.max(first, progress.lastClosedEnd() + 1), Math.min(last, settledEnd));
        boolean isOwed = admitsToClosed(pane, first, Math.min(last, progress.lastClosedEnd()));
        return isOwed || isNeeded;
    }

    /* Closed windows that counts are on time for must have left out the partition they come from. */
    private boolean admitsToClosed(PaneDelta pane, long first, long last) {
        List<Long> owed = new ArrayList<>();
        long missed = WindowSpec.NO_WATERMARK;
        for (long end = first; end <= last; end += own.window().advance()) {
            if (own.progress().isRevisable(end, end)) {
                owed.add(end);
            } else {
                missed = end;
            }
        }
        own.dirty(owed);
        if (missed != WindowSpec.NO_WATERMARK) {
            out.anomaly(reason(missed), own.monitor().name(), pane.records());
        }
        return !owed.isEmpty();
    }

    /* No partition has anything to add to windows that all have passed. Stored counts cannot be kept from them. */
    private void flagSettled(PaneDelta pane, long first, long last) {
        if (first <= last) {
            own.keep(own.progress().suspect(new EndRange(first, last)));
            out.anomaly(Stage2Output.Anomaly.IMPOSSIBLE_DELTA, own.monitor().name(), pane.records());
        }
    }

    private Stage2Output.Anomaly reason(long missed) {
        ProgressRow progress = own.progress();
        if (missed <= progress.incompleteUntil()) {
            return Stage2Output.Anomaly.OTHER_GENERATION;
        }
        if (missed <= progress.unknownUntil()) {
            return Stage2Output.Anomaly.PARTITION_ADDED;
        }
        boolean isOld =
                progress.lastClosedEnd() - missed >= own.monitor().lifecycle().reviseFor();
        return isOld ? Stage2Output.Anomaly.REVISION_EXPIRED : Stage2Output.Anomaly.IMPOSSIBLE_DELTA;
    }
}
