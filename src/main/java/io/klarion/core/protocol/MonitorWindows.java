package io.klarion.core.protocol;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.List;

/** The windows of one monitor at stage 2, from the counts that come in to the verdicts that go out. Single-threaded. */
final class MonitorWindows {

    private final MonitorState own;
    private final Admission admission;
    private final Closings closings;
    private final Revisions revisions;
    private int partitions;

    /**
     * The windows of a monitor.
     *
     * @param known the partitions of its topics, as they were known when the state was left
     */
    MonitorWindows(Monitor monitor, List<PartitionMark> known, Stage2State state, WindowJudge judge, Stage2Output out) {
        WindowEvaluation evaluation = new WindowEvaluation(monitor, state, judge, out);
        this.own = new MonitorState(monitor, state);
        this.admission = new Admission(own, out);
        this.closings = new Closings(own, evaluation);
        this.revisions = new Revisions(own, evaluation);
        this.partitions = known.size();
        new Beginning(own, out).begin(known);
    }

    /**
     * Takes note of how far the partitions have come. When more are known than before, data of the added ones for
     * windows closed by now is not a fault of ours.
     */
    void know(List<PartitionMark> marks) {
        if (marks.size() > partitions && own.progress().hasClosed()) {
            own.keep(own.progress().unknownUntil(own.progress().lastClosedEnd()));
        }
        partitions = Math.max(partitions, marks.size());
        long passed = Math.min(Watermarks.frontier(marks), Watermarks.lowestIdle(marks));
        admission.settleUntil(own.closable(passed));
    }

    /** Adds the counts of a delta. */
    void apply(Message.Delta delta) {
        admission.apply(delta);
    }

    /** Closes windows that these partitions let close until they have cost {@code budget}; returns what they did. */
    int close(List<PartitionMark> marks, int budget) {
        long frontier = Watermarks.frontier(marks);
        long closable = own.closable(frontier);
        long heard = own.closable(Math.min(frontier, Watermarks.furthest(marks)));
        int revised = revisions.revise(marks, closable, budget);
        return revised + closings.close(marks, closable, heard, budget - revised);
    }

    /**
     * Flags the windows that a confirmed suspicion touches, and has those of them judged again that are closed.
     *
     * @param watermark the partition's, before what is suspect
     * @param highest the highest event time known; {@link WindowSpec#NO_WATERMARK} for none
     */
    EndRange flag(Suspicion.Kind kind, Audit audit, long watermark, long highest) {
        EndRange windows = new SuspectWindows(own.window()).touched(kind, audit, watermark, highest);
        if (!windows.isEmpty()) {
            own.keep(own.progress().suspect(windows));
            revisions.ask(windows);
        }
        return windows;
    }

    /** The end of the window that closes next, as far as is known; {@link WindowSpec#NO_WATERMARK} if unknown. */
    long expectedEnd() {
        if (own.progress().hasClosed()) {
            return own.progress().lastClosedEnd() + own.window().advance();
        }
        return own.hasOpenPanes() ? own.window().firstEnd(own.firstOpenPane()) : WindowSpec.NO_WATERMARK;
    }
}
