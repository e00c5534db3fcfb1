package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowSlicesTest {

    /* What the JDK's generator adds to its seed before it mixes the bits. */
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    @Test
    void aWindowHoldsTheRecordsFromItsStartToBeforeItsEnd() {
        WindowSlices slices = new WindowSlices(10, 3, 2, 5);
        for (long time : new long[] {-7, 2, 3, 12, 13}) {
            countsOf(slices, time)[0]++;
        }
        countsOf(slices, 22)[1] += 9;
        /* [-7, 3), [3, 13), [13, 23) */
        assertThat(whole(slices, 0, 1)).containsExactly(new long[] {2}, new long[] {2}, new long[] {1});
        assertThat(whole(slices, 1, 2)).containsExactly(new long[] {0}, new long[] {0}, new long[] {9});
    }

    private static List<long[]> whole(WindowSlices slices, int from, int to) {
        return slices.whole(from, to, 1, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @ParameterizedTest(name = "data from {0} to {1}")
    @CsvSource({"0, 29, 3", "1, 28, 3", "4, 29, 2", "0, 25, 2", "4, 25, 1"})
    void windowsThatDataBeganOrEndedWithinAreLeftOut(long earliest, long latest, int whole) {
        WindowSlices slices = new WindowSlices(10, 0, 1, 5);
        for (long time = 0; time < 30; time++) {
            countsOf(slices, time)[0]++;
        }
        assertThat(slices.whole(0, 1, 1, earliest, latest)).hasSize(whole);
    }

    @Test
    void aWindowOfFewRecordsHasLongGapsAnyway() {
        WindowSlices slices = new WindowSlices(10, 0, 1, 5);
        countsOf(slices, 8)[0]++;
        assertThat(slices.whole(0, 1, 1, 8, 8)).hasSize(1);
    }

    private static long[] countsOf(WindowSlices slices, long time) {
        return Objects.requireNonNull(slices.of(time));
    }

    @Test
    void asManyWindowsAsTheLimitAreKeptWhole() {
        assertThat(kept(100, 1, 100)).hasSize(100);
        assertThat(kept(101, 1, 100)).hasSizeLessThan(100);
    }

    @Test
    void aWindowThatIsLeftOutHasNoCountsAnyMore() {
        int windows = 101;
        WindowSlices slices = new WindowSlices(10, 0, 1, 100);
        for (long i = 0; i < windows; i++) {
            slices.of(i * 10);
        }
        Set<Long> kept = slices.byPosition().keySet();
        for (long i = 0; i < windows; i++) {
            assertThat(slices.of(i * 10) != null).as("window " + i).isEqualTo(kept.contains(i));
            assertThat(slices.of(i * 10 + 9) != null).as("window " + i).isEqualTo(kept.contains(i));
        }
    }

    @Test
    void aWindowThatIsLeftOutAsItComesHasNoCountsEither() {
        for (long position = 1; position < 100; position++) {
            WindowSlices slices = new WindowSlices(10, 0, 1, 1);
            countsOf(slices, 0)[0]++; // the hash of 0 is 0, so this one stays
            assertThat(slices.of(position * 10)).as("window " + position).isNull();
            assertThat(slices.of(position * 10)).as("window " + position).isNull();
        }
    }

    @ParameterizedTest(name = "{0} windows, {1} apart, room for {2}")
    @CsvSource({"101, 1, 100", "999, 1, 100", "5000, 1, 1000", "5000, 24, 1000", "5000, 1024, 300", "20000, 7, 30"})
    void theWindowsKeptAreThoseWhoseMixedPositionStartsWithTheFewestZerosThatMakeThemFit(
            int windows, long apart, int limit) {
        int zeros = 0;
        long[] expected;
        do {
            LongPredicate isKept = startsWith(zeros++);
            expected = LongStream.range(0, windows)
                    .map(i -> i * apart)
                    .filter(isKept)
                    .toArray();
        } while (expected.length > limit);
        assertThat(kept(windows, apart, limit)).containsExactly(expected);
    }

    private static LongPredicate startsWith(int zeros) {
        return position -> Long.numberOfLeadingZeros(new SplittableRandom(position - GOLDEN_GAMMA).nextLong()) >= zeros;
    }

    /* Positions of the windows that remain, each counting its own position into its cell. */
    private static long[] kept(int windows, long apart, int limit) {
        WindowSlices slices = new WindowSlices(10, 0, 1, limit);
        for (long i = 0; i < windows; i++) {
            long[] counts = slices.of(i * apart * 10);
            if (counts != null) {
                counts[0] += i * apart;
            }
        }
        return whole(slices, 0, 1).stream().mapToLong(counts -> counts[0]).toArray();
    }
}
