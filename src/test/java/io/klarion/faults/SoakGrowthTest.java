package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakGrowthTest {

    /* Heap, RSS and files by minute; everything else stands still. */
    private static List<SoakMinute> minutes(
            int count, IntUnaryOperator heap, IntUnaryOperator resident, IntUnaryOperator topics) {
        return IntStream.range(0, count)
                .mapToObj(i -> new SoakMinute(
                        i + 1,
                        i,
                        1000L * i,
                        10L * i,
                        0,
                        0,
                        0,
                        heap.applyAsInt(i),
                        200,
                        resident.applyAsInt(i),
                        100,
                        topics.applyAsInt(i),
                        40))
                .toList();
    }

    @Test
    void whatStandsStillAfterWarmingUpDoesNotGrow() {
        assertThat(SoakGrowth.of(minutes(30, i -> i < 10 ? 20 + i : 30, i -> i < 8 ? 200 : 400, i -> 9)))
                .isEmpty();
    }

    @Test
    void minutesInWhichSomethingWaitsAreNoGrowth() {
        assertThat(SoakGrowth.of(minutes(30, i -> i >= 20 && i % 3 > 0 ? 300 : 30, i -> 400, i -> 9)))
                .isEmpty();
    }

    @Test
    void aFloorThatRisesUnderMinutesOfWaitingGrows() {
        assertThat(SoakGrowth.of(minutes(30, i -> i % 3 > 0 ? 300 : 20 + 2 * i, i -> 400, i -> 9)))
                .containsExactly("heap MB from 56 to 74");
    }

    @Test
    void whatRisesFromThirdToThirdGrows() {
        assertThat(SoakGrowth.of(minutes(30, i -> 20 + 2 * i, i -> 300 + 10 * i, i -> 9 + i / 20)))
                .containsExactly("heap MB from 44 to 64", "RSS MB from 420 to 520", "topics from 9 to 10");
    }

    @Test
    void tooShortASoakTellsNothing() {
        assertThat(SoakGrowth.of(minutes(8, i -> 100 * i, i -> 100 * i, i -> i)))
                .isEmpty();
    }
}
