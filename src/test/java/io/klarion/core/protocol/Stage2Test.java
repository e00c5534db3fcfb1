package io.klarion.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Stage2Test {

    private static final Monitor TENS = new SampleMonitor("m").build();
    private static final WindowSpec HOPPING = new WindowSpec(20, 10, 0, 0);

    @ParameterizedTest
    @CsvSource({"19, false", "20, true", "21, true"})
    void aWindowClosesWhenTheLowestWatermarkIsAtItsEndAndGrace(long watermark, boolean closes) {
        Scene scene = new Scene(
                2, new SampleMonitor("m").windows(WindowSpec.tumbling(10, 10)).build());
        scene.records("de", 0, 3).active(0, 100).active(1, watermark);
        assertThat(scene.closes()).isEqualTo(closes ? List.of("de [0, 10) 3 COMPLETE") : List.of());
    }

    @Test
    void aPartitionNotHeardFromHoldsEverythingBack() {
        Scene scene = new Scene(2, TENS).records("de", 0, 3).active(0, 100);
        assertThat(scene.closes()).isEmpty();
        assertThat(scene.active(1, 10).closes()).containsExactly("de [0, 10) 3 COMPLETE");
    }

    @Test
    void aHeartbeatOfARestartedPartitionTakesNothingBack() {
        Scene scene = new Scene(1, TENS).records("de", 0, 3).active(0, 10).active(0, WindowSpec.NO_WATERMARK);
        assertThat(scene.closes()).containsExactly("de [0, 10) 3 COMPLETE");
    }

    @Test
    void countsOfAllPartitionsAreAdded() {
        Scene scene = new Scene(2, TENS)
                .records("de", 0, 3)
                .active(0, 10)
                .records("de", 0, 4)
                .active(1, 10);
        assertThat(scene.closes()).containsExactly("de [0, 10) 7 COMPLETE");
    }

    @Test
    void aHoppingWindowTakesWhatIsOnTimeForIt() {
        Scene scene = new Scene(1, new SampleMonitor("m").windows(HOPPING).build());
        scene.records("de", 0, 10, 1).records("de", 0, 20, 2).records("de", 0, WindowSpec.LATE_FOR_ALL, 4);
        assertThat(scene.active(0, 20).closes()).containsExactly("de [-10, 10) 1 COMPLETE", "de [0, 20) 3 COMPLETE");
    }

    @Test
    void aMessageDeliveredAgainIsSkipped() {
        Scene scene = new Scene(1, TENS).records("de", 0, 3);
        Message again = new Message.Delta("m", "first", "de", 0, List.of(new PaneDelta(0, 10, 3, new long[4])));
        assertThat(scene.stage().apply(0, again)).isFalse();
        assertThat(scene.restart().stage().apply(0, again)).isFalse();
        assertThat(scene.active(0, 10).closes()).containsExactly("de [0, 10) 3 COMPLETE");
    }

    @Test
    void aNewObjectOverTheSameStateGoesOn() {
        Scene scene = new Scene(1, TENS).records("de", 0, 3).active(0, 10);
        assertThat(scene.restart().closes()).containsExactly("de [0, 10) 3 COMPLETE");
        assertThat(scene.restart().closes()).isEmpty();
        assertThat(scene.records("de", 10, 1).active(0, 20).restart().closes())
                .containsExactly("de [10, 20) 1 COMPLETE");
    }

    @Test
    void atMostTheBudgetOfWindowsIsClosedAtOnce() {
        Scene scene =
                new Scene(1, TENS).records("de", 0, 1).records("de", 10, 2).records("de", 20, 3);
        scene.active(0, 100);
        assertThat(scene.stage().close(2)).isEqualTo(2);
        assertThat(scene.told()).containsExactly("de [0, 10) 1 COMPLETE", "de [10, 20) 2 COMPLETE");
        assertThat(scene.restart().stage().close(2)).isEqualTo(2);
        assertThat(scene.told()).containsExactly("de [20, 30) 3 COMPLETE", "de [30, 40) 0 COMPLETE");
        assertThat(scene.stage().close(2)).isZero();
    }

    @Test
    void aWindowOfManyFeaturesCostsMore() {
        Monitor wide = new SampleMonitor("wide").features(99).build();
        PaneDelta first = new PaneDelta(0, 10, 1, new long[99 * 4]);
        PaneDelta second = new PaneDelta(10, 20, 1, new long[99 * 4]);
        Scene scene = new Scene(1, wide)
                .message(new Message.Delta("wide", wide.generation(), "de", 0, List.of(first, second)))
                .message(new Message.Delta("wide", wide.generation(), "fr", 0, List.of(first)))
                .active(0, 20);

        assertThat(scene.stage().close(2)).as("both segments, 198 features").isEqualTo(2);
        assertThat(scene.told()).containsExactly("de [0, 10) 1 COMPLETE", "fr [0, 10) 1 COMPLETE");
        assertThat(scene.stage().close(100)).isEqualTo(4);
        assertThat(scene.told()).containsExactly("de [10, 20) 1 COMPLETE", "fr [10, 20) 0 COMPLETE");
    }

    @Test
    void theBudgetIsSharedByAllMonitors() {
        Monitor other = new SampleMonitor("other").build();
        Scene scene = new Scene(1, TENS, other).records("de", 0, 1);
        PaneDelta pane = new PaneDelta(0, 10, 2, new long[] {2, 0, 0, 0});
        scene.message(new Message.Delta("other", "first", "fr", 0, List.of(pane)))
                .active(0, 10);
        assertThat(scene.stage().close(1)).isEqualTo(1);
        assertThat(scene.told()).containsExactly("de [0, 10) 1 COMPLETE");
        assertThat(scene.stage().close(1)).isEqualTo(1);
        assertThat(scene.told()).containsExactly("fr [0, 10) 2 COMPLETE");
    }

    @Test
    void countsOfAnUnknownMonitorAreTold() {
        Scene scene = new Scene(1, TENS);
        PaneDelta pane = new PaneDelta(0, 10, 2, new long[] {2, 0, 0, 0});
        scene.message(new Message.Delta("gone", "first", "fr", 0, List.of(pane, pane)));
        assertThat(scene.told()).containsExactly("gone UNKNOWN_MONITOR 4");
    }

    @Test
    void countsThatNoRuleExplainsAreToldAndNotApplied() {
        Scene scene = new Scene(1, TENS).records("de", 0, 3).active(0, 10);
        assertThat(scene.closes()).containsExactly("de [0, 10) 3 COMPLETE");
        assertThat(scene.records("de", 0, 5).closes()).containsExactly("m IMPOSSIBLE_DELTA 5");
        assertThat(scene.records("de", 0, WindowSpec.LATE_FOR_ALL, 5).closes()).isEmpty();
        assertThat(panes(scene)).isEmpty();
    }

    private static Map<PaneKey, Long> panes(Scene scene) {
        Map<PaneKey, Long> panes = new TreeMap<>();
        scene.state.eachPaneKey("m", (key, row) -> panes.put(key, row.records()));
        return panes;
    }

    @Test
    void panesAreForgottenWithTheirLastWindow() {
        Scene scene = new Scene(1, new SampleMonitor("m").windows(HOPPING).build());
        scene.records("de", 0, 1).records("de", 10, 2).active(0, 20).closes();
        assertThat(panes(scene)).containsOnlyKeys(new PaneKey(new GroupKey("m", "de", 0), 10, 20));
        scene.active(0, 30).closes();
        assertThat(panes(scene)).isEmpty();
    }

    @Test
    void aSilentGroupIsToldForTheHoldAndThenRests() {
        Scene scene = new Scene(1, new SampleMonitor("m").hold(25).build());
        scene.records("de", 0, 3).active(0, 200);
        assertThat(scene.closes())
                .containsExactly("de [0, 10) 3 COMPLETE", "de [10, 20) 0 COMPLETE", "de [20, 30) 0 COMPLETE");
        assertThat(scene.state.groups("m")).hasSize(1);
        scene.records("fr", 90, 1).closes();
        assertThat(scene.state.groups("m")).containsOnlyKeys(new GroupKey("m", "fr", 0));
        assertThat(scene.records("de", 250, 1).active(0, 260).closes()).contains("de [250, 260) 1 COMPLETE");
    }

    @Test
    void aGroupKnownOnlyByLateRecordsIsNotJudged() {
        Scene scene =
                new Scene(1, TENS).records("de", 0, WindowSpec.LATE_FOR_ALL, 2).active(0, 30);
        assertThat(scene.closes()).isEmpty();
        assertThat(scene.state.groups("m")).isEmpty();
        assertThat(panes(scene)).isEmpty();
    }

    @Test
    void finishedInputClosesEverything() {
        Scene scene =
                new Scene(2, TENS).records("de", 0, 3).records("de", 10, 4).finished(0, 15);
        assertThat(scene.closes()).isEmpty();
        assertThat(scene.stage().isInputFinished()).isFalse();
        scene.finished(1, WindowSpec.NO_WATERMARK);
        assertThat(scene.stage().isInputFinished()).isTrue();
        assertThat(scene.closes()).containsExactly("de [0, 10) 3 COMPLETE", "de [10, 20) 4 INCOMPLETE");
        assertThat(scene.active(1, 5).stage().isInputFinished()).isTrue();
    }

    @Test
    void finishedInputWithoutARecordClosesNothing() {
        Scene scene = new Scene(2, TENS).finished(0, WindowSpec.NO_WATERMARK).finished(1, WindowSpec.NO_WATERMARK);
        assertThat(scene.closes()).isEmpty();
    }

    @Test
    void whatAPartitionSharesWithOthersDoesNotDecideHowLongSilenceIsTold() {
        Monitor patient = new SampleMonitor("m").hold(1000).build();
        Scene alone = new Scene(1, patient).records("de", 0, 3).finished(0, 21);
        Scene shared =
                new Scene(1, patient).records("de", 0, 3).records("fr", 40, 1).finished(0, 21);
        assertThat(alone.closes()).containsExactly("de [0, 10) 3 COMPLETE", "de [10, 20) 0 COMPLETE");
        assertThat(shared.closes())
                .containsExactly("de [0, 10) 3 COMPLETE", "de [10, 20) 0 COMPLETE", "fr [40, 50) 1 INCOMPLETE");
    }

    @Test
    void itSaysWhatItWaitsFor() {
        Scene scene = new Scene(2, TENS);
        assertThat(scene.stage().waiting().get(0).expectedEnd()).isEqualTo(WindowSpec.NO_WATERMARK);
        scene.records("de", 0, 3).active(0, 15);
        Stage2.Waiting waiting = scene.stage().waiting().get(0);
        assertThat(waiting.monitor()).isEqualTo("m");
        assertThat(waiting.expectedEnd()).isEqualTo(10);
        assertThat(waiting.partitions()).extracting(PartitionMark::watermark).containsExactly(15L, Long.MIN_VALUE);
        scene.active(1, 15).closes();
        assertThat(scene.stage().waiting().get(0).expectedEnd()).isEqualTo(20);
    }

    @Test
    void countsOfAnotherLengthAreRefused() {
        Scene scene = new Scene(1, TENS).records("de", 0, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene.delta("first", "de", new PaneDelta(0, 10, 1, new long[2])))
                .withMessage("counts: must have 4 cells, was 2");
    }
}
