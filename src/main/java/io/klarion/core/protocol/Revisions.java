package io.klarion.core.protocol;

import io.klarion.core.detect.Completeness;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Judges closed windows again: those for which counts have come since, and those that came under suspicion. */
final class Revisions {

    private final MonitorState own;
    private final WindowEvaluation evaluation;

    Revisions(MonitorState own, WindowEvaluation evaluation) {
        this.own = own;
        this.evaluation = evaluation;
    }

    /** Has all of these windows judged again that are closed and can be. */
    void ask(EndRange windows) {
        Set<Long> ends = new TreeSet<>();
        own.rows().eachPaneKey(own.monitor().name(), (key, row) -> {
            long last =
                    Math.min(own.window().lastEnd(key.pane()), own.progress().lastClosedEnd());
            for (long end = own.window().firstEnd(key.pane());
                    end <= last;
                    end += own.window().advance()) {
                if (windows.contains(end) && own.progress().isRevisable(end, end)) {
                    ends.add(end);
                }
            }
        });
        own.dirty(ends);
    }

    /** Revises windows that end up to {@code closable} until they have cost {@code budget}; returns what they did. */
    int revise(List<PartitionMark> marks, long closable, int budget) {
        int done = 0;
        for (Map.Entry<Long, ProgressRow.Revision> entry :
                own.progress().revisions().entrySet()) {
            long end = entry.getKey();
            if (done >= budget || end > closable) {
                break;
            }
            if (entry.getValue().isDirty()) {
                int number = entry.getValue().number() + 1;
                Completeness completeness = own.completeness(marks, end);
                own.groups().forEach((group, row) -> evaluation.revise(group, row, end, number, completeness));
                own.keep(own.progress().with(end, new ProgressRow.Revision(number, false)));
                done += Math.min(budget - done, own.windowCost());
            }
        }
        return done;
    }
}
