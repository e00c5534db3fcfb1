package io.klarion.core.protocol;

import io.klarion.core.alert.AlertState;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.OtherValues;
import io.klarion.core.monitor.GroupHistory;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sums one window of one group from its panes and has it judged. Single-threaded. */
final class WindowEvaluation {

    private final Monitor monitor;
    private final WindowSpec window;
    private final Stage2State state;
    private final WindowJudge judge;
    private final Stage2Output out;
    private final Memory memory;
    private final long silence;

    WindowEvaluation(Monitor monitor, Stage2State state, WindowJudge judge, Stage2Output out) {
        this.monitor = monitor;
        this.window = monitor.window();
        this.state = state;
        this.judge = judge;
        this.out = out;
        this.memory = new Memory(monitor, state);
        this.silence = monitor.toldSilenceMillis();
    }

    /* The sum over the panes of a window. */
    private static final class Sum {
        private final long[] cells;
        private final SortedMap<Integer, OtherValues> others = new TreeMap<>();
        private long records;
        private long late;

        Sum(int cells) {
            this.cells = new long[cells];
        }

        void add(PaneRow row) {
            records += row.records();
            for (int i = 0; i < cells.length; i++) {
                cells[i] += row.counts()[i];
            }
            row.others().forEach((feature, values) -> others.merge(feature, values, OtherValues::plus));
        }
    }

    /**
     * Whether a window that ends at {@code end} matters to a group even without records: a group that fell silent is
     * looked at for as long as its alerts are held, then it rests.
     */
    boolean isActive(GroupRow group, long end) {
        return !group.alerts().isEmpty() || isRecent(group, end);
    }

    private boolean isRecent(GroupRow group, long end) {
        return group.lastSeenEnd() != WindowSpec.NO_WATERMARK && end - group.lastSeenEnd() <= silence;
    }

    /*
     * All parts of a wide verdict are told or none, and the alerts of the other chunks are not known here. An alert on the number of
     * records that fires late, as the number could not be judged before, ends in a window that is not told.
     */
    private boolean isTold(GroupRow before, Sum sum, long end) {
        return sum.records > 0 || monitor.layout().chunks() == 1 || isRecent(before, end);
    }

    /** Whether a group at rest is still needed: later windows may be compared with its earlier ones. */
    boolean remembers(GroupKey group) {
        return !memory.of(group).isEmpty();
    }

    /**
     * Judges a window for the first time, feeds the alerts, and drops the panes that no later window or revision
     * needs.
     *
     * @return what to remember of the group
     */
    GroupRow close(GroupKey group, GroupRow before, Closing closing) {
        long end = closing.end();
        Sum sum = new Sum(monitor.layout().chunkCells(group.chunk()));
        state.eachPane(group, end - window.size(), end, (key, row) -> {
            add(sum, key, row, end);
            dropIfSpent(key, closing.progress());
        });
        dropExpired(group, closing);
        memory.forgetAfterSilence(group, before, end);
        if (sum.records == 0 && !(closing.isHeard() && isActive(before, end))) {
            return before;
        }
        WindowCounts counts = counts(group, before, end, 0, closing.completeness(), sum);
        GroupHistory history = memory.of(group);
        Verdict verdict = judge.judge(monitor, counts, history);
        WindowJudge.Step step = judge.step(monitor, verdict, before.alerts());
        memory.remember(group, history, counts, verdict, step.states());
        if (isTold(before, sum, end)) {
            out.verdict(verdict, firing(step.states()));
        }
        step.alerts().forEach(out::alert);
        boolean isFirst = before.firstSeenEnd() == WindowSpec.NO_WATERMARK;
        return new GroupRow(
                isFirst && sum.records > 0 ? end : before.firstSeenEnd(),
                sum.records > 0 ? end : before.lastSeenEnd(),
                step.states());
    }

    /** Judges a closed window again, with the counts that have come since. Alerts are not rewritten. */
    void revise(GroupKey group, GroupRow remembered, long end, int revision, Completeness completeness) {
        Sum sum = new Sum(monitor.layout().chunkCells(group.chunk()));
        state.eachPane(group, end - window.size(), end, (key, row) -> add(sum, key, row, end));
        if (sum.records > 0) {
            WindowCounts counts = counts(group, remembered, end, revision, completeness, sum);
            Verdict verdict = judge.judge(monitor, counts, memory.of(group));
            out.verdict(verdict, firing(remembered.alerts()));
        }
    }

    private static Set<String> firing(List<AlertState> states) {
        return states.stream()
                .filter(AlertState::firing)
                .map(AlertState::feature)
                .collect(Collectors.toSet());
    }

    private static void add(Sum sum, PaneKey key, PaneRow row, long end) {
        if (key.from() <= end) {
            sum.add(row);
        } else {
            sum.late += row.records();
        }
    }

    /* What was kept for revisions that are not possible any more lies before the first that is. */
    private void dropExpired(GroupKey group, Closing closing) {
        NavigableMap<Long, Long> revisable = closing.progress().revisable();
        long first = revisable.isEmpty() ? Long.MAX_VALUE : revisable.firstKey();
        long before = Math.min(closing.end() - window.size(), first);
        state.eachPane(group, Long.MIN_VALUE, before, (key, row) -> dropIfSpent(key, closing.progress()));
    }

    private void dropIfSpent(PaneKey key, ProgressRow progress) {
        long last = window.lastEnd(key.pane());
        if (last <= progress.lastClosedEnd() && !progress.isRevisable(window.firstEnd(key.pane()), last)) {
            state.removePane(key);
        }
    }

    private WindowCounts counts(
            GroupKey group, GroupRow row, long end, int revision, Completeness completeness, Sum sum) {
        return new WindowCounts(
                group.segmentOf(monitor),
                end - window.size(),
                end,
                revision,
                completeness,
                row.firstSeenEnd() != WindowSpec.NO_WATERMARK && end - window.size() >= row.firstSeenEnd(),
                sum.records,
                sum.late,
                group.chunk(),
                sum.cells,
                sum.others);
    }
}
