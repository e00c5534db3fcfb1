package io.klarion.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partition 0 runs on, partition 1 is idle and comes back. */
class IdlePartitionTest {

    private static final Monitor TENS = new SampleMonitor("m").build();

    private static Scene firstWindowClosedWithout(Monitor monitor) {
        Scene scene = new Scene(2, monitor).records("de", 0, 3).active(0, 10).idle(1, 5);
        assertThat(scene.closes()).containsExactly("de [0, 10) 3 IDLE_EXCLUDED");
        return scene;
    }

    @Test
    void anIdlePartitionHoldsNothingBackAndTheWindowSaysSo() {
        firstWindowClosedWithout(TENS);
    }

    @ParameterizedTest
    @CsvSource({"9, IDLE_EXCLUDED", "10, COMPLETE"})
    void aWindowThatAnIdlePartitionHasPassedIsComplete(long watermark, String completeness) {
        Scene scene = new Scene(2, TENS).records("de", 0, 3).active(0, 10).idle(1, watermark);
        assertThat(scene.closes()).containsExactly("de [0, 10) 3 " + completeness);
    }

    @Test
    void whatComesBackRevisesTheWindowOnceThePartitionHasPassedIt() {
        Scene scene = firstWindowClosedWithout(TENS).records("de", 0, 4).active(1, 8);
        assertThat(scene.closes()).isEmpty();
        assertThat(scene.active(1, 10).closes()).containsExactly("de [0, 10) 7 COMPLETE revision 1");
        assertThat(scene.closes()).isEmpty();
    }

    @Test
    void whatComesBackAndRestsAgainRevisesTheWindowToo() {
        Scene scene =
                firstWindowClosedWithout(TENS).records("de", 0, 4).active(1, 8).idle(1, 8);
        assertThat(scene.closes()).containsExactly("de [0, 10) 7 IDLE_EXCLUDED revision 1");
        scene.restart().records("de", 0, 1).active(1, 8).idle(1, 9);
        assertThat(scene.closes()).containsExactly("de [0, 10) 8 IDLE_EXCLUDED revision 2");
    }

    @Test
    void revisionsCountAgainstTheBudget() {
        Scene scene = firstWindowClosedWithout(TENS).records("de", 0, 4).records("de", 10, 1);
        scene.active(0, 20).active(1, 20);
        assertThat(scene.stage().close(1)).isEqualTo(1);
        assertThat(scene.told()).containsExactly("de [0, 10) 7 COMPLETE revision 1");
        assertThat(scene.stage().close(1)).isEqualTo(1);
        assertThat(scene.told()).containsExactly("de [10, 20) 1 COMPLETE");
    }

    @Test
    void aGroupNeverSeenBeforeComesWithARevision() {
        Scene scene = firstWindowClosedWithout(TENS).records("fr", 0, 4).active(1, 10);
        assertThat(scene.closes())
                .containsExactly("de [0, 10) 3 COMPLETE revision 1", "fr [0, 10) 4 COMPLETE revision 1");
    }

    @Test
    void whatComesBackForAStretchWithoutRecordsRevisesIt() {
        Scene scene = new Scene(2, TENS)
                .records("de", 0, 3)
                .records("de", 200, 1)
                .active(0, 210)
                .idle(1, 5);
        assertThat(scene.closes())
                .containsExactly(
                        "de [0, 10) 3 IDLE_EXCLUDED", "de [10, 20) 0 IDLE_EXCLUDED", "de [200, 210) 1 IDLE_EXCLUDED");
        assertThat(scene.restart().records("de", 50, 4).active(1, 60).closes())
                .containsExactly("de [50, 60) 4 COMPLETE revision 1");
    }

    @Test
    void whatComesBackFromBeforeTheFirstWindowRevisesIt() {
        Scene scene = new Scene(2, TENS).records("de", 200, 1).active(0, 210).idle(1, WindowSpec.NO_WATERMARK);
        assertThat(scene.closes()).containsExactly("de [200, 210) 1 IDLE_EXCLUDED");
        assertThat(scene.records("de", 50, 4).active(1, 60).closes())
                .containsExactly("de [50, 60) 4 COMPLETE revision 1");
    }

    @ParameterizedTest
    @CsvSource({"39, true", "40, true", "41, false"})
    void beyondReviseForNothingIsRevisedAndThatIsTold(long reviseFor, boolean isExpired) {
        Scene scene = firstWindowClosedWithout(
                new SampleMonitor("m").reviseFor(reviseFor).build());
        scene.records("de", 40, 1).active(0, 50).closes();
        scene.records("de", 0, 4);
        assertThat(scene.told()).isEqualTo(isExpired ? List.of("m REVISION_EXPIRED 4") : List.of());
        assertThat(scene.active(1, 50).closes())
                .isEqualTo(isExpired ? List.of() : List.of("de [0, 10) 7 COMPLETE revision 1"));
    }

    @Test
    void theLaterOfTwoHoppingWindowsCanBeRevisedWhenTheEarlierCanNotAnyMore() {
        WindowSpec hopping = new WindowSpec(20, 10, 0, 0);
        Scene scene = new Scene(
                2, new SampleMonitor("m").windows(hopping).reviseFor(20).build());
        scene.records("de", 0, 3).records("de", 20, 1).active(0, 30).idle(1, 5);
        assertThat(scene.closes())
                .containsExactly(
                        "de [-10, 10) 3 IDLE_EXCLUDED", "de [0, 20) 3 IDLE_EXCLUDED", "de [10, 30) 1 IDLE_EXCLUDED");
        assertThat(scene.records("de", 0, 4).active(1, 30).closes())
                .containsExactly("m REVISION_EXPIRED 4", "de [0, 20) 7 COMPLETE revision 1");
    }

    @Test
    void whenAllAreIdleWindowsCloseUpToTheFurthest() {
        Scene scene = new Scene(2, TENS)
                .records("de", 0, 3)
                .records("de", 10, 1)
                .idle(0, 10)
                .idle(1, 5);
        assertThat(scene.closes()).containsExactly("de [0, 10) 3 IDLE_EXCLUDED");
    }

    @Test
    void ofTwoWindowsOnlyTheOneThatLeftThePartitionOutCanBeRevised() {
        Scene scene = new Scene(2, TENS)
                .records("de", 0, 3)
                .records("de", 10, 1)
                .active(0, 20)
                .idle(1, 10);
        assertThat(scene.closes()).containsExactly("de [0, 10) 3 COMPLETE", "de [10, 20) 1 IDLE_EXCLUDED");
        assertThat(scene.records("de", 0, 4).records("de", 10, 4).active(1, 20).closes())
                .containsExactly("m IMPOSSIBLE_DELTA 4", "de [10, 20) 5 COMPLETE revision 1");
    }

    @Test
    void aWindowThatClosedBeforeAnIdlePartitionWasAddedIsNotRevised() {
        Scene scene = new Scene(1, TENS).records("de", 0, 3).active(0, 10);
        assertThat(scene.closes()).containsExactly("de [0, 10) 3 COMPLETE");
        scene.restart(2, TENS).records("de", 10, 1).active(0, 20).idle(1, WindowSpec.NO_WATERMARK);
        assertThat(scene.closes()).containsExactly("de [10, 20) 1 IDLE_EXCLUDED");
        assertThat(scene.records("de", 0, 4).active(1, 20).closes()).containsExactly("m PARTITION_ADDED 4");
    }

    @Test
    void nothingIsKeptOfAWindowThatLeftNoPartitionOut() {
        Scene scene = new Scene(2, TENS).records("de", 0, 3).active(0, 10).active(1, 10);
        scene.closes();
        ProgressRow progress = scene.progress();
        assertThat(progress.revisable()).isEmpty();
    }

    @Test
    void panesKeptForRevisionsAreForgottenWhenTheseExpire() {
        Scene scene = new Scene(2, new SampleMonitor("m").reviseFor(20).build()).idle(1, 5);
        for (long pane = 0; pane < 60; pane += 10) {
            scene.records("de", pane, 1).active(0, pane + 10).closes();
        }
        List<Long> panes = new ArrayList<>();
        scene.state.eachPaneKey("m", (key, row) -> panes.add(key.pane()));
        assertThat(panes).contains(40L, 50L).doesNotContain(0L, 10L, 20L);
    }

    @Test
    void aDayOfIdlenessIsOneRun() {
        Scene scene = new Scene(2, new SampleMonitor("m").reviseFor(500).build()).idle(1, 5);
        for (long pane = 0; pane < 1000; pane += 10) {
            scene.records("de", pane, 1).active(0, pane + 10).closes();
        }
        ProgressRow progress = scene.progress();
        assertThat(progress.revisable()).hasSize(1).containsEntry(501L, 1000L);
        assertThat(progress.revisions()).isEmpty();
    }
}
