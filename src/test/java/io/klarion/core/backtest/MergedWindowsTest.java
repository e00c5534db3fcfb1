package io.klarion.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.Segment;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergedWindowsTest {

    private static final Segment DE = new Segment(List.of("DE"));
    private static final Segment FR = new Segment(List.of("FR"));

    private static WindowCounts window(Segment segment, long start, long end, long records) {
        return new WindowCounts(
                segment, start, end, 0, Completeness.COMPLETE, true, records, 1, 0, new long[] {records, 2 * records});
    }

    private static List<String> merged(WindowSpec given, WindowSpec wanted, List<WindowCounts> windows) {
        List<String> out = new ArrayList<>();
        MergedWindows merged = new MergedWindows(given, wanted, window -> out.add(text(window)));
        windows.forEach(merged::add);
        merged.finish();
        return out;
    }

    private static String text(WindowCounts window) {
        return window.segment().values() + " " + window.start() + "–" + window.end() + ": " + window.records()
                + " late " + window.late() + " cells " + window.cells()[0] + " " + window.cells()[1];
    }

    /* Counts of records at single points of time, per segment, in windows of any kind. */
    private static List<WindowCounts> counted(WindowSpec spec, long[][] records, long whole, long last) {
        List<WindowCounts> windows = new ArrayList<>();
        for (long end = spec.firstEnd(0); end <= last; end += spec.advance()) {
            for (int s = 0; s < records.length; s++) {
                long sum = 0;
                for (long time = Math.max(0, end - spec.size()); time < end; time++) {
                    sum += records[s][(int) time];
                }
                if (sum > 0 && end - spec.size() >= whole) {
                    windows.add(window(s == 0 ? DE : FR, end - spec.size(), end, sum));
                }
            }
        }
        return windows;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void mergedWindowsHoldWhatWindowsOfTheirSizeWouldHaveCounted(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] records = new long[2][600];
        for (int i = 0; i < 400; i++) {
            records[random.nextInt(2)][random.nextInt(600)] += random.nextInt(4) == 0 ? 1 : 0;
        }
        for (int hops : new int[] {1, 2, 5}) {
            for (int times : new int[] {1, 2, 3, 7}) {
                WindowSpec given = new WindowSpec(10, 10 / hops, 0, 3);
                WindowSpec wanted = new WindowSpec(10L * times, hops == 1 ? 10L * times : 10 / hops, 0, 3);
                List<WindowCounts> windows = counted(given, records, Long.MIN_VALUE, 590);
                long first = windows.get(0).start();
                long last = windows.get(windows.size() - 1).end();

                assertThat(withoutLate(merged(given, wanted, windows)))
                        .as("%d hops, %d times", hops, times)
                        .containsExactlyElementsOf(withoutLate(counted(wanted, records, first, last).stream()
                                .map(MergedWindowsTest::text)
                                .toList()));
            }
        }
    }

    private static List<String> withoutLate(List<String> texts) {
        return texts.stream().map(text -> text.replaceAll(" late \\d+", "")).toList();
    }

    @Test
    void lateRecordsAddUpAndTheWorstCompletenessStands() {
        List<WindowCounts> out = new ArrayList<>();
        MergedWindows merged = new MergedWindows(WindowSpec.tumbling(10, 0), WindowSpec.tumbling(20, 0), out::add);
        merged.add(window(DE, 0, 10, 5));
        merged.add(new WindowCounts(DE, 10, 20, 0, Completeness.IDLE_EXCLUDED, true, 1, 4, 0, new long[] {1, 0}));
        merged.finish();

        assertThat(out).singleElement().satisfies(window -> {
            assertThat(text(window)).isEqualTo("[DE] 0–20: 6 late 5 cells 6 10");
            assertThat(window.completeness()).isEqualTo(Completeness.IDLE_EXCLUDED);
            assertThat(window.isFullSpan()).isFalse();
        });
    }

    @ParameterizedTest(name = "{0} ms")
    @CsvSource({"5", "15", "25"})
    void aSizeThatIsNoMultipleCannotBeMade(long size) {
        assertThatThrownBy(
                        () -> new MergedWindows(WindowSpec.tumbling(10, 0), WindowSpec.tumbling(size, 0), window -> {}))
                .hasMessage("window: must be a multiple of 10 ms, of which closed windows are, was " + size + " ms");
    }
}
