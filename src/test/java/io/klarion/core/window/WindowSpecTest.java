package io.klarion.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WindowSpecTest {

    private static final WindowSpec TUMBLING = WindowSpec.tumbling(5, 0);
    private static final WindowSpec HOPPING = new WindowSpec(6, 4, 1, 1);

    /* Tumbling windows of 5: …, [-5, 0), [0, 5), [5, 10), … */
    @ParameterizedTest
    @CsvSource({
        "-6, -10, -5",
        "-5, -5, 0",
        "-4, -5, 0",
        "-3, -5, 0",
        "-2, -5, 0",
        "-1, -5, 0",
        "0, 0, 5",
        "1, 0, 5",
        "2, 0, 5",
        "3, 0, 5",
        "4, 0, 5",
        "5, 5, 10",
        "6, 5, 10",
        "7, 5, 10",
        "8, 5, 10",
        "9, 5, 10",
        "10, 10, 15"
    })
    void aTimeFallsIntoOneTumblingWindow(long time, long start, long end) {
        assertThat(TUMBLING.paneStart(time)).isEqualTo(start);
        assertThat(TUMBLING.firstEnd(start)).isEqualTo(end);
        assertThat(TUMBLING.lastEnd(start)).isEqualTo(end);
    }

    /* Windows of 6, every 4, from 1: …, [-7, -1), [-3, 3), [1, 7), [5, 11), … Panes of 2 start at odd times. */
    @ParameterizedTest
    @CsvSource({
        "-5, -5, -1, -1",
        "-4, -5, -1, -1",
        "-3, -3, -1, 3",
        "-2, -3, -1, 3",
        "-1, -1, 3, 3",
        "0, -1, 3, 3",
        "1, 1, 3, 7",
        "2, 1, 3, 7",
        "3, 3, 7, 7",
        "4, 3, 7, 7",
        "5, 5, 7, 11",
        "6, 5, 7, 11",
        "7, 7, 11, 11",
        "8, 7, 11, 11",
        "9, 9, 11, 15"
    })
    void aTimeFallsIntoSomeHoppingWindows(long time, long pane, long firstEnd, long lastEnd) {
        assertThat(HOPPING.paneStart(time)).isEqualTo(pane);
        assertThat(HOPPING.firstEnd(pane)).isEqualTo(firstEnd);
        assertThat(HOPPING.lastEnd(pane)).isEqualTo(lastEnd);
    }

    /* The pane [1, 3) belongs to the windows that end at 3 and 7; grace is 1. */
    @ParameterizedTest
    @CsvSource({"-5, 3", "3, 3", "4, 7", "7, 7", "8, late", "9, late"})
    void aRecordIsLateForAWindowFromItsEndAndGrace(long watermark, String from) {
        long expected = from.equals("late") ? WindowSpec.LATE_FOR_ALL : Long.parseLong(from);
        assertThat(HOPPING.firstEndOnTime(1, watermark)).isEqualTo(expected);
    }

    @Test
    void withoutAWatermarkNothingIsLate() {
        assertThat(HOPPING.firstEndOnTime(1, WindowSpec.NO_WATERMARK)).isEqualTo(3);
        assertThat(HOPPING.firstEndOnTime(-1_000_001, WindowSpec.NO_WATERMARK)).isEqualTo(HOPPING.firstEnd(-1_000_001));
    }

    /* Windows end at …, -1, 3, 7, 11, …; grace is 1. */
    @ParameterizedTest
    @CsvSource({
        "-5, -9", "-4, -5", "-3, -5", "-2, -5", "-1, -5", "0, -1", "1, -1", "2, -1", "3, -1", "4, 3", "5, 3", "6, 3",
        "7, 3", "8, 7", "9, 7"
    })
    void theLastWindowThatMayCloseEndsAGraceBeforeTheWatermark(long watermark, long end) {
        assertThat(HOPPING.lastClosable(watermark)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"60, 60, 60", "60, 20, 20", "60, 25, 5", "7, 3, 1", "6, 4, 2", "1, 1, 1"})
    void aPaneIsTheGreatestLengthThatAllWindowsAreMadeOf(long size, long advance, long pane) {
        assertThat(new WindowSpec(size, advance, 0, 0).pane()).isEqualTo(pane);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "5, 0, 0", "5, 6, 0", "5, -1, 0", "-5, -6, 0", "5, 5, -1"})
    void impossibleWindowsAreRefused(long size, long advance, long grace) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindowSpec(size, advance, grace, 0))
                .withMessage("window: must have 1 ≤ advance ≤ size and grace ≥ 0, was size " + size + " ms, advance "
                        + advance + " ms, grace " + grace + " ms");
    }

    @Test
    void timesOfTheYear9999AndHugeWindowsDoNotOverflow() {
        long year9999 = 253_402_300_799_999L;
        long century = 3_155_760_000_000L;
        WindowSpec huge = new WindowSpec(century, century / 2, century, -1);
        long pane = huge.paneStart(year9999);
        assertThat(pane).isBetween(year9999 - century / 2 + 1, year9999);
        assertThat(huge.firstEnd(pane)).isEqualTo(pane + century / 2);
        assertThat(huge.lastEnd(pane)).isEqualTo(pane + century);
        assertThat(huge.firstEndOnTime(pane, year9999 + 3 * century)).isEqualTo(WindowSpec.LATE_FOR_ALL);
        assertThat(huge.lastClosable(year9999)).isLessThanOrEqualTo(year9999 - century);
        WindowSpec finest = new WindowSpec(1, 1, 0, 0);
        assertThat(finest.paneStart(year9999)).isEqualTo(year9999);
        assertThat(finest.lastEnd(year9999)).isEqualTo(year9999 + 1);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everythingFollowsFromTheListOfAllWindows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long size = random.nextLong(1, 40);
        WindowSpec spec =
                new WindowSpec(size, random.nextLong(1, size + 1), random.nextLong(10), random.nextLong(-50, 50));
        for (long time = -60; time < 60; time++) {
            List<Long> ends = endsOfWindowsThatHold(spec, time);
            long pane = spec.paneStart(time);
            assertThat(pane).isBetween(time - spec.pane() + 1, time);
            assertThat(spec.firstEnd(pane)).isEqualTo(Collections.min(ends));
            assertThat(spec.lastEnd(pane)).isEqualTo(Collections.max(ends));
            for (long inPane = pane; inPane < pane + spec.pane(); inPane++) {
                assertThat(endsOfWindowsThatHold(spec, inPane)).isEqualTo(ends);
            }
            long watermark = time + random.nextLong(-60, 60);
            long onTime = ends.stream()
                    .filter(end -> watermark < end + spec.grace())
                    .mapToLong(Long::longValue)
                    .min()
                    .orElse(WindowSpec.LATE_FOR_ALL);
            assertThat(spec.firstEndOnTime(pane, watermark)).isEqualTo(onTime);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theLastClosableWindowIsTheLastOneWhoseEndAndGraceIsReached(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long size = random.nextLong(1, 40);
        WindowSpec spec =
                new WindowSpec(size, random.nextLong(1, size + 1), random.nextLong(10), random.nextLong(-50, 50));
        for (long watermark = -60; watermark < 60; watermark++) {
            long end = spec.lastClosable(watermark);
            assertThat(end + spec.grace()).isLessThanOrEqualTo(watermark);
            assertThat(end + spec.advance() + spec.grace()).isGreaterThan(watermark);
            assertThat(Math.floorMod(end - spec.size() - spec.origin(), spec.advance()))
                    .isZero();
        }
    }

    private static List<Long> endsOfWindowsThatHold(WindowSpec spec, long time) {
        List<Long> ends = new ArrayList<>();
        for (long k = -300; k < 300; k++) {
            long start = spec.origin() + k * spec.advance();
            if (start <= time && time < start + spec.size()) {
                ends.add(start + spec.size());
            }
        }
        return ends;
    }
}
