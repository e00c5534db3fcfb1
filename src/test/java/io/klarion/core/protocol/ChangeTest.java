package io.klarion.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Partitions are added and monitors changed while the state stays. */
class ChangeTest {

    private static final Monitor TENS = new SampleMonitor("m").build();

    private static SampleMonitor second() {
        return new SampleMonitor("m").generation("second");
    }

    @Test
    void anAddedPartitionHoldsBackFromWhenItIsKnown() {
        Scene scene = new Scene(1, TENS).records("de", 0, 3).active(0, 10);
        assertThat(scene.closes()).containsExactly("de [0, 10) 3 COMPLETE");
        scene.restart(2, TENS).records("de", 10, 1).active(0, 20);
        assertThat(scene.closes()).isEmpty();
        assertThat(scene.active(1, 20).closes()).containsExactly("de [10, 20) 1 COMPLETE");
    }

    @Test
    void whatAnAddedPartitionHoldsForClosedWindowsIsToldAsThat() {
        Scene scene = new Scene(1, TENS).records("de", 0, 3).active(0, 10);
        scene.closes();
        scene.restart(2, TENS).records("de", 0, 2);
        assertThat(scene.closes()).containsExactly("m PARTITION_ADDED 2");
        scene.restart().records("de", 0, 2);
        assertThat(scene.closes()).containsExactly("m PARTITION_ADDED 2");
    }

    @Test
    void afterAnAdditionOtherCountsAreStillImpossible() {
        Scene scene = new Scene(1, TENS).records("de", 0, 3).active(0, 10);
        scene.closes();
        scene.restart(2, TENS).records("de", 10, 1).active(0, 20).active(1, 20);
        assertThat(scene.closes()).containsExactly("de [10, 20) 1 COMPLETE");
        assertThat(scene.records("de", 10, 2).closes()).containsExactly("m IMPOSSIBLE_DELTA 2");
    }

    @Test
    void aPartitionThatMarksItselfIsKnownWhateverTheManifestSays() {
        Scene scene = new Scene(1, TENS)
                .records("de", 0, 3)
                .active(1, WindowSpec.NO_WATERMARK)
                .active(0, 10);
        assertThat(scene.closes()).isEmpty();
        assertThat(scene.state.manifest()).containsEntry("t", 2);
        assertThat(scene.restart().active(1, 10).closes()).containsExactly("de [0, 10) 3 COMPLETE");
    }

    @Test
    void anAdditionToATopicNobodyReadsChangesNothing() {
        Scene scene = new Scene(1, TENS).records("de", 0, 3).active(0, 10);
        scene.closes();
        TreeMap<String, Integer> manifest = new TreeMap<>(Map.of("u", 4));
        scene.message(new Message.Marker(List.of(), manifest)).records("de", 0, 2);
        assertThat(scene.closes()).containsExactly("m IMPOSSIBLE_DELTA 2");
    }

    @Test
    void anAddedMonitorHasMissedWhatWasReadBefore() {
        Scene scene = new Scene(1, TENS).active(0, 24);
        Monitor added = new SampleMonitor("added").outOfOrder(5).build();
        scene.restart(1, added).records("de", 20, 1).records("de", 30, 2).active(0, 40);
        assertThat(scene.closes()).containsExactly("de [20, 30) 1 INCOMPLETE", "de [30, 40) 2 COMPLETE");
    }

    @Test
    void aMonitorThatWasThereFromTheStartHasMissedNothing() {
        Scene scene =
                new Scene(1, TENS).active(0, 24).restart().records("de", 20, 1).active(0, 30);
        assertThat(scene.closes()).containsExactly("de [20, 30) 1 COMPLETE");
    }

    @Test
    void aNewGenerationDropsTheOldCountsAndFlagsTheirWindows() {
        Scene scene = new Scene(1, TENS).records("de", 0, 3).active(0, 10).records("de", 10, 4);
        scene.closes();
        Monitor changed = second().build();
        scene.restart(1, changed);
        assertThat(scene.told()).containsExactly("m OTHER_GENERATION 4");
        scene.records("de", 10, 1).records("de", 20, 2).active(0, 30);
        assertThat(scene.closes()).containsExactly("de [10, 20) 1 INCOMPLETE", "de [20, 30) 2 COMPLETE");
    }

    @Test
    void aNewGenerationIsNoticedBeforeAnyWindowHasClosed() {
        Scene scene = new Scene(1, TENS).records("de", 0, 3);
        scene.restart(1, second().features(2).build());
        assertThat(scene.told()).containsExactly("m OTHER_GENERATION 3");
        assertThat(scene.delta("second", "de", new PaneDelta(0, 10, 1, new long[8]))
                        .active(0, 10)
                        .closes())
                .containsExactly("de [0, 10) 1 INCOMPLETE");
    }

    @Test
    void theWindowsOfANewGenerationStandOnTheirOwnGrid() {
        Scene scene = new Scene(1, TENS).records("de", 0, 3).active(0, 10);
        assertThat(scene.closes()).containsExactly("de [0, 10) 3 COMPLETE");
        Monitor changed = second().windows(WindowSpec.tumbling(7, 0)).build();
        scene.restart(1, changed).records("de", 7, 1).records("de", 14, 2).active(0, 21);
        assertThat(scene.closes()).containsExactly("de [7, 14) 1 INCOMPLETE", "de [14, 21) 2 COMPLETE");
    }

    @Test
    void aLongPaneFlagsAllTheShortWindowsItLiesIn() {
        Scene scene = new Scene(1, TENS).records("de", 0, 3);
        Monitor changed = second().windows(WindowSpec.tumbling(4, 0)).build();
        scene.restart(1, changed).told();
        scene.records("de", 4, 1).records("de", 8, 1).records("de", 12, 1).active(0, 20);
        assertThat(scene.closes())
                .containsExactly(
                        "de [4, 8) 1 INCOMPLETE",
                        "de [8, 12) 1 INCOMPLETE",
                        "de [12, 16) 1 COMPLETE",
                        "de [16, 20) 0 COMPLETE");
    }

    @Test
    void hoppingWindowsThatReachBackBeforeTheChangeAreFlagged() {
        WindowSpec hopping = new WindowSpec(20, 10, 0, 0);
        Scene scene = new Scene(1, TENS).records("de", 0, 3).active(0, 10);
        scene.closes();
        scene.restart(1, second().windows(hopping).build()).records("de", 10, 1).active(0, 30);
        assertThat(scene.closes()).containsExactly("de [0, 20) 1 INCOMPLETE", "de [10, 30) 1 COMPLETE");
    }

    @Test
    void countsOfAnotherGenerationAreRefusedAndTheirWindowsFlagged() {
        Scene scene =
                new Scene(1, TENS).records("de", 0, 3).records("de", 10, 1).records("de", 20, 2);
        scene.delta("second", "de", new PaneDelta(0, 10, 5, new long[9]), new PaneDelta(10, 20, 6, new long[9]));
        assertThat(scene.told()).containsExactly("m OTHER_GENERATION 11");
        assertThat(scene.active(0, 30).closes())
                .containsExactly("de [0, 10) 3 INCOMPLETE", "de [10, 20) 1 INCOMPLETE", "de [20, 30) 2 COMPLETE");
    }

    @Test
    void whatComesBackForAWindowOfAnEarlierGenerationIsToldAsThat() {
        Scene scene = new Scene(2, TENS).records("de", 0, 3).active(0, 10).idle(1, 5);
        assertThat(scene.closes()).containsExactly("de [0, 10) 3 IDLE_EXCLUDED");
        scene.restart(2, second().build()).records("de", 0, 4);
        assertThat(scene.closes()).containsExactly("m OTHER_GENERATION 3", "m OTHER_GENERATION 4");
    }

    @Test
    void aFlaggedWindowThatAlsoLeftAnIdlePartitionOutCanBeRevised() {
        Scene scene = new Scene(2, TENS).records("de", 0, 3);
        scene.delta("second", "de", new PaneDelta(0, 10, 5, new long[9])).told();
        scene.active(0, 10).idle(1, 5);
        assertThat(scene.closes()).containsExactly("de [0, 10) 3 INCOMPLETE");
        assertThat(scene.records("de", 0, 4).active(1, 10).closes())
                .containsExactly("de [0, 10) 7 INCOMPLETE revision 1");
    }
}
