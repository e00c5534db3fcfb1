package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
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
        assertThat(slices.cells(0, 1)).containsExactly(new long[] {2}, new long[] {2}, new long[] {1});
        assertThat(slices.cells(1, 2)).containsExactly(new long[] {0}, new long[] {0}, new long[] {9});
    }

    private static long[] countsOf(WindowSlices slices, long time) {
        return Objects.requireNonNull(slices.of(time));
    }

    @Test
    void asManyWindowsAsTheLimitAreKeptWhole() {
        assertThat(kept(100, 1, 100)).hasSize(100);
        assertThat(kept(101, 1, 100)).hasSizeLessThan(100);
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
        return slices.cells(0, 1).stream().mapToLong(counts -> counts[0]).toArray();
    }
}
