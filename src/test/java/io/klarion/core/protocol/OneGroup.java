package io.klarion.core.protocol;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.GroupHistory;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.LearnedDispersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The windows of a monitor {@code m} without segments, through stage 2 with the real judge. */
final class OneGroup {

    private static final GroupKey KEY = new GroupKey("m", "", 0);
    private static final TreeMap<String, Integer> MANIFEST = new TreeMap<>(Map.of("t", 1));

    private final List<Verdict> told = new ArrayList<>();
    private final List<Set<String>> firing = new ArrayList<>();
    private InMemoryState state = new InMemoryState();
    private Stage2 stage = stage(new SampleMonitor("m").withoutSegments().build());
    private Monitor monitor = new SampleMonitor("m").withoutSegments().build();
    private long offset;

    /** The verdicts so far. */
    List<Verdict> told() {
        return told;
    }

    /** Goes on with what was committed, as this monitor. */
    void restart(Monitor with) {
        state = state.copy();
        monitor = with;
        stage = stage(with);
    }

    GroupHistory history() {
        return new GroupHistory(state.past(KEY), state.learned(KEY));
    }

    /** Commits this as what was learned. */
    void learned(SortedMap<Integer, LearnedDispersion> dispersions) {
        state.putLearned(KEY, dispersions);
    }

    /** What of the features fired after each verdict. */
    List<Set<String>> firing() {
        return firing;
    }

    /** One pane with these counts of one feature after the other, each in four cells; then time moves past it. */
    void pane(long start, long... cells) {
        if (cells.length > 0) {
            long records = cells[0] + cells[1] + cells[2] + cells[3];
            PaneDelta pane = new PaneDelta(start, monitor.window().firstEnd(start), records, cells.clone());
            stage.apply(offset++, new Message.Delta("m", monitor.generation(), "", 0, List.of(pane)));
        }
        PartitionMark mark = PartitionMark.heartbeat(
                new SourcePartition("t", 0), start + monitor.window().pane(), PartitionMark.Status.ACTIVE);
        stage.apply(offset++, new Message.Marker(List.of(mark), MANIFEST));
        stage.close(1000);
    }

    private Stage2 stage(Monitor with) {
        return new Stage2(List.of(with), MANIFEST, state, new EvidenceJudge(List.of(with)), new Stage2Output() {
            @Override
            public void verdict(Verdict verdict, Set<String> fired) {
                told.add(verdict);
                firing.add(fired);
            }

            @Override
            public void alert(Alert alert) {}

            @Override
            public void finding(Finding finding) {
                throw new AssertionError(finding);
            }

            @Override
            public void anomaly(Anomaly anomaly, String name, long records) {
                throw new AssertionError(anomaly);
            }
        });
    }
}
