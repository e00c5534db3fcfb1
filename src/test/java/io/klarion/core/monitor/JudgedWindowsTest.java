package io.klarion.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Reference;
import io.klarion.core.window.WindowSpec;
import io.klarion.shop.Shop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A reference of windows that were judged. */
class JudgedWindowsTest {

    private final Monitor monitor = Shop.monitor("m", List.of("t"), List.of("/region"), WindowSpec.tumbling(10, 0), 1);
    private final Reference first = monitor.references().get(0);
    private final SplittableRandom random = new SplittableRandom(3);

    private Verdict verdict(String region, long end, int revision, long[] cells) {
        long records = Arrays.stream(
                        cells, 0, monitor.layout().feature(0).binning().cells())
                .sum();
        return Judge.of(monitor)
                .judge(new WindowCounts(
                        new Segment(List.of(region)),
                        end - 10,
                        end,
                        revision,
                        Completeness.COMPLETE,
                        true,
                        records,
                        0,
                        0,
                        cells));
    }

    private long[] draw() {
        long[] cells = new long[monitor.layout().cells()];
        for (int i = 0; i < 100; i++) {
            cells[random.nextInt(monitor.layout().feature(0).binning().cells())]++;
            cells[
                    monitor.layout().offset(1)
                            + random.nextInt(
                                    monitor.layout().feature(1).binning().cells())]++;
        }
        return cells;
    }

    private static long[] sum(List<long[]> all) {
        return all.stream()
                .reduce((one, two) -> {
                    long[] sum = one.clone();
                    Arrays.setAll(sum, i -> one[i] + two[i]);
                    return sum;
                })
                .orElseThrow();
    }

    @Test
    void countsAreThoseOfAllWindowsAndSegmentsTogether() {
        JudgedWindows windows = new JudgedWindows(monitor);
        List<long[]> all = new ArrayList<>();
        for (long end = 10; end <= 200; end += 10) {
            for (String region : List.of("north", "south")) {
                long[] cells = draw();
                all.add(cells);
                windows.add(verdict(region, end, 0, cells));
            }
        }
        Reference made = windows.reference(first, "here", 7);
        assertThat(windows.windows()).isEqualTo(20);
        assertThat(made.id()).isEqualTo("shop");
        assertThat(made.version()).isEqualTo(2);
        assertThat(made.layout()).isEqualTo(first.layout());
        assertThat(made.provenance().from()).isZero();
        assertThat(made.provenance().to()).isEqualTo(200);
        assertThat(made.pooled().records()).isEqualTo(4000);
        long[] sum = sum(all);
        int amounts = monitor.layout().offset(1);
        assertThat(made.pooled().features().get(0).counts()).containsExactly(Arrays.copyOf(sum, amounts));
        assertThat(made.pooled().features().get(1).counts())
                .containsExactly(Arrays.copyOfRange(sum, amounts, sum.length));
        assertThat(made.pooled().features())
                .allMatch(feature -> feature.dispersion().windows() == 20);
        assertThat(made.segments()).isEmpty();
    }

    @Test
    void segmentsThatAreKeptApartStayApart() {
        Segment north = new Segment(List.of("north"));
        Reference apart = new Reference(
                "shop",
                1,
                Long.MIN_VALUE,
                first.provenance(),
                first.layout(),
                first.pooled(),
                new TreeMap<>(java.util.Map.of(north, first.pooled())));
        long[] cells = draw();
        JudgedWindows windows = new JudgedWindows(monitor);
        windows.add(verdict("north", 10, 0, cells));
        windows.add(verdict("south", 10, 0, draw()));
        Population own = Objects.requireNonNull(
                windows.reference(apart, "here", 7).segments().get(north));
        assertThat(own.records()).isEqualTo(100);
        assertThat(own.features()).extracting(FeatureReference::total).containsExactly(100L, 100L);
        assertThat(own.features().get(0).counts())
                .containsExactly(Arrays.copyOf(cells, monitor.layout().offset(1)));
    }

    @Test
    void theLastRevisionOfAWindowCountsAndOverlappingWindowsDoNot() {
        long[] late = draw();
        JudgedWindows windows = new JudgedWindows(monitor);
        windows.add(verdict("north", 10, 1, late));
        windows.add(verdict("north", 10, 0, draw()));
        windows.add(verdict("north", 15, 0, draw()));
        windows.add(verdict("north", 19, 0, draw()));
        assertThat(windows.windows()).isEqualTo(1);
        assertThat(windows.reference(first, "here", 7)
                        .pooled()
                        .features()
                        .get(0)
                        .counts())
                .containsExactly(Arrays.copyOf(late, monitor.layout().offset(1)));
        windows.add(verdict("north", 20, 0, draw()));
        assertThat(windows.windows()).isEqualTo(2);
    }

    @Test
    void ofNothingNoReferenceIsMade() {
        JudgedWindows windows = new JudgedWindows(monitor);
        windows.add(verdict("north", 10, 0, new long[monitor.layout().cells()]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> windows.reference(first, "here", 7))
                .withMessage("windows: must be at least one of monitor m with records, was none");
    }
}
