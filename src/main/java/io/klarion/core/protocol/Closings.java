package io.klarion.core.protocol;

import io.klarion.core.window.WindowSpec;
import java.util.List;

/** Closes windows in order, for the first time. */
final class Closings {

    private final MonitorState own;
    private final WindowEvaluation evaluation;

    Closings(MonitorState own, WindowEvaluation evaluation) {
        this.own = own;
        this.evaluation = evaluation;
    }

    /**
     * Closes windows that end up to {@code closable} until they have cost {@code budget}; returns what they did.
     *
     * @param heard windows up to here were passed by some watermark, so that silence in them is known
     */
    int close(List<PartitionMark> marks, long closable, long heard, int budget) {
        int done = 0;
        while (done < budget) {
            long end = nextEnd(closable, heard);
            if (end == WindowSpec.LATE_FOR_ALL) {
                break;
            }
            done += Math.min(budget - done, own.windowCost());
            close(end, end <= heard, marks);
        }
        return done;
    }

    /* The end of the next window to close, or LATE_FOR_ALL for none: the one after the last. Stretches in which no
     * group has anything to say are skipped, and after the last counts nothing outlasts the watermarks. */
    private long nextEnd(long closable, long heard) {
        ProgressRow progress = own.progress();
        long end =
                progress.hasClosed() ? progress.lastClosedEnd() + own.window().advance() : Long.MIN_VALUE;
        boolean isActive = end <= heard && isSomeGroupActive(end);
        if (!own.hasOpenPanes()) {
            return isActive ? end : WindowSpec.LATE_FOR_ALL;
        }
        if (!isActive) {
            end = Math.max(end, own.window().firstEnd(own.firstOpenPane()));
        }
        return end <= closable ? end : WindowSpec.LATE_FOR_ALL;
    }

    private boolean isSomeGroupActive(long end) {
        return own.progress().hasClosed()
                && own.groups().values().stream().anyMatch(row -> evaluation.isActive(row, end));
    }

    private void close(long end, boolean isHeard, List<PartitionMark> marks) {
        long unrevisable = end - own.monitor().lifecycle().reviseFor();
        Closing closing = new Closing(
                end,
                own.completeness(marks, end),
                isHeard,
                own.progress()
                        .revisable(firstLeftOut(marks), end)
                        .closed(end)
                        .withoutRevisionsUntil(unrevisable)
                        .withoutSettledSuspects());
        own.keep(closing.progress());
        /* In order, so that the chunks of a segment follow each other: who writes verdicts as they come joins them. */
        List.copyOf(own.groups().keySet()).forEach(group -> close(group, closing));
        own.closePanesUntil(end);
    }

    /* Where the windows begin that close now and leave an idle partition out; +∞ for none. Those skipped since the last one
     * count too: nothing was in them, but something may come back. */
    private long firstLeftOut(List<PartitionMark> marks) {
        long idle = Watermarks.lowestIdle(marks);
        if (idle == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long uncovered =
                idle == WindowSpec.NO_WATERMARK ? idle : idle - own.window().grace() + 1;
        long fresh = own.progress().hasClosed() ? own.progress().lastClosedEnd() + 1 : Long.MIN_VALUE;
        return Math.max(uncovered, fresh);
    }

    private void close(GroupKey group, Closing closing) {
        GroupRow before = own.groups().getOrDefault(group, MonitorState.NEVER_SEEN);
        GroupRow after = evaluation.close(group, before, closing);
        if (!evaluation.isActive(after, closing.end()) && !own.holdsPanes(group) && !evaluation.remembers(group)) {
            own.forget(group);
        } else if (!after.equals(before)) {
            own.remember(group, after);
        }
    }
}
