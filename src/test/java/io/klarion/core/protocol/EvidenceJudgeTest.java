package io.klarion.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.GroupHistory;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The real judge behind stage 2: half of the reference is red. */
class EvidenceJudgeTest {

    private static final Monitor TWO = monitor(2);

    private static Monitor monitor(int features) {
        CellLayout layout = new SampleMonitor("m").features(features).build().layout();
        FeatureReference half = new FeatureReference(new long[] {5000, 5000, 0, 0}, 10_000, Dispersion.UNKNOWN);
        Reference reference = new Reference(
                "ref",
                1,
                Long.MIN_VALUE,
                new Provenance("file", 0, 0, 0),
                layout,
                new Population(10_000, Collections.nCopies(features, half)),
                new TreeMap<>());
        return new SampleMonitor("m").features(features).references(reference).build();
    }

    private static WindowCounts window(long end, int chunk, long... cells) {
        long records = cells[0] + cells[1] + cells[2] + cells[3];
        Segment de = new Segment(List.of("de"));
        return new WindowCounts(de, end - 10, end, 0, Completeness.COMPLETE, true, records, 0, chunk, cells);
    }

    @Test
    void aWindowUnlikeTheReferenceFiresAndOneLikeItResolves() {
        WindowJudge judge = new EvidenceJudge(List.of(TWO));
        Verdict bad = judge.judge(TWO, window(10, 0, 500, 500, 0, 0, 1000, 0, 0, 0), GroupHistory.NONE);
        assertThat(bad.features())
                .extracting(FeatureVerdict::state)
                .containsExactly(FeatureState.STABLE, FeatureState.DRIFT);

        WindowJudge.Step fired = judge.step(TWO, bad, List.of());
        assertThat(fired.states()).extracting(AlertState::feature).containsExactly("f1");
        assertThat(fired.alerts()).extracting(Alert::state).containsExactly(AlertTransition.FIRING);
        assertThat(fired.alerts()).extracting(Alert::feature).containsExactly("f1");

        Verdict good = judge.judge(TWO, window(20, 0, 500, 500, 0, 0, 500, 500, 0, 0), GroupHistory.NONE);
        WindowJudge.Step resolved = judge.step(TWO, good, fired.states());
        assertThat(resolved.states()).isEmpty();
        assertThat(resolved.alerts()).extracting(Alert::state).containsExactly(AlertTransition.RESOLVED);
        assertThat(resolved.alerts().get(0).id())
                .isEqualTo(fired.alerts().get(0).id());
    }

    @Test
    void missingValuesFireAsWhatTheyAre() {
        WindowJudge judge = new EvidenceJudge(List.of(TWO));
        Verdict bad = judge.judge(TWO, window(10, 0, 250, 250, 500, 0, 1000, 0, 0, 0), GroupHistory.NONE);

        WindowJudge.Step fired = judge.step(TWO, bad, List.of());
        assertThat(fired.alerts())
                .extracting(alert -> alert.feature() + " " + alert.kind())
                .containsExactly("f0 SCHEMA", "f1 DRIFT");

        Verdict good = judge.judge(TWO, window(20, 0, 500, 500, 0, 0, 500, 500, 0, 0), GroupHistory.NONE);
        WindowJudge.Step resolved = judge.step(TWO, good, fired.states());
        assertThat(resolved.alerts())
                .extracting(alert -> alert.feature() + " " + alert.kind() + " " + alert.state())
                .containsExactly("f0 SCHEMA RESOLVED", "f1 DRIFT RESOLVED");
    }

    @Test
    void anotherVersionOfTheReferenceEndsAnAlertAndMayBeginTheNext() {
        EvidenceJudge judge = new EvidenceJudge(List.of(TWO));
        WindowCounts red = window(20, 0, 1000, 0, 0, 0, 500, 500, 0, 0);
        WindowJudge.Step fired = judge.step(
                TWO, judge.judge(TWO, window(10, 0, 1000, 0, 0, 0, 500, 500, 0, 0), GroupHistory.NONE), List.of());
        assertThat(fired.alerts()).extracting(Alert::feature).containsExactly("f0");

        FeatureReference allRed = new FeatureReference(new long[] {9990, 10, 0, 0}, 10_000, Dispersion.UNKNOWN);
        Reference first = TWO.references().get(0);
        judge.use(TWO.with(List.of(
                first,
                new Reference(
                        "ref",
                        2,
                        10,
                        first.provenance(),
                        first.layout(),
                        new Population(10_000, List.of(allRed, allRed)),
                        new TreeMap<>()))));
        WindowJudge.Step after = judge.step(TWO, judge.judge(TWO, red, GroupHistory.NONE), fired.states());

        assertThat(after.alerts())
                .extracting(alert -> alert.feature() + " " + alert.state() + " "
                        + alert.summary().replaceFirst(":.*", ""))
                .containsExactly("f0 RESOLVED f0 is closed", "f1 FIRING f1 drifted");
        assertThat(after.alerts().get(0).summary()).isEqualTo("f0 is closed: version 2 of reference ref took effect");
        assertThat(after.alerts().get(0).id()).isEqualTo(fired.alerts().get(0).id());
        assertThat(after.states()).extracting(AlertState::feature).containsExactly("f1");
        Verdict next = judge.judge(TWO, window(30, 0, 1000, 0, 0, 0, 500, 500, 0, 0), GroupHistory.NONE);
        assertThat(judge.step(TWO, next, after.states()).alerts())
                .as("the next window")
                .isEmpty();
    }

    @Test
    void aLaterPartIsJudgedByItsOwnFeatures() {
        Monitor wide = monitor(CellLayout.CHUNK + 1);
        WindowJudge judge = new EvidenceJudge(List.of(wide));
        Verdict verdict = judge.judge(wide, window(10, 1, 1000, 0, 0, 0), GroupHistory.NONE);
        WindowJudge.Step step = judge.step(wide, verdict, List.of());
        assertThat(step.states()).extracting(AlertState::feature).containsExactly("f256");
    }

    @Test
    void aMonitorItWasNotMadeForIsRefused() {
        WindowJudge judge = new EvidenceJudge(List.of(TWO));
        Monitor other = new SampleMonitor("other").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> judge.judge(other, window(10, 0, 1, 0, 0, 0), GroupHistory.NONE))
                .withMessage("monitor: must be one of [m], was other");
    }

    @Test
    void stageTwoTellsVerdictsAndAlerts() {
        Verdict[] told = new Verdict[1];
        Alert[] alerted = new Alert[1];
        Stage2Output out = new Stage2Output() {
            @Override
            public void verdict(Verdict verdict, Set<String> firing) {
                told[0] = verdict;
                assertThat(firing).containsExactly("f0", "f1");
            }

            @Override
            public void alert(Alert alert) {
                alerted[0] = alert;
            }

            @Override
            public void finding(Finding finding) {
                throw new AssertionError(finding);
            }

            @Override
            public void anomaly(Anomaly anomaly, String monitor, long records) {
                throw new AssertionError(anomaly);
            }
        };
        TreeMap<String, Integer> manifest = new TreeMap<>(Map.of("t", 1));
        Stage2 stage = new Stage2(List.of(TWO), manifest, new InMemoryState(), new EvidenceJudge(List.of(TWO)), out);
        PaneDelta pane = new PaneDelta(0, 10, 1000, new long[] {1000, 0, 0, 0, 1000, 0, 0, 0});
        stage.apply(0, new Message.Delta("m", "first", "de", 0, List.of(pane)));
        PartitionMark mark = PartitionMark.heartbeat(new SourcePartition("t", 0), 10, PartitionMark.Status.ACTIVE);
        stage.apply(1, new Message.Marker(List.of(mark), manifest));
        assertThat(stage.close(10)).isEqualTo(1);
        assertThat(told[0].drifted()).isEqualTo(2);
        assertThat(alerted[0].feature()).isEqualTo("f1");
    }
}
