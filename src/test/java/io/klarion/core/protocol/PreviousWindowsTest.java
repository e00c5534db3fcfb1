package io.klarion.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.PastWindow;
import io.klarion.core.monitor.Previous;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows that are compared with those before them, through stage 2 with the real judge. */
class PreviousWindowsTest {

    private static final long PANE = 10;

    private final OneGroup group = new OneGroup();
    private final List<Verdict> told = group.told();

    private static Monitor monitor(WindowSpec window, Previous previous) {
        return new SampleMonitor("m")
                .features(2)
                .windows(window)
                .withoutSegments()
                .previous(previous)
                .build();
    }

    /* Two features over red, other, missing, invalid; now and then one of them jumps, sometimes for long. */
    private static long[] cells(SplittableRandom random, int pane) {
        long[] cells = new long[8];
        for (int f = 0; f < 2; f++) {
            double red = pane / 4 % 5 == 2 + f || random.nextInt(8) == 0 ? 0.95 : 0.5;
            for (int i = 0; i < 400; i++) {
                cells[4 * f + (random.nextDouble() < red ? 0 : 1)]++;
            }
        }
        return cells;
    }

    @ParameterizedTest(name = "{0} windows of {2} every {3}, without drift: {1}")
    @CsvSource({
        "1, false, 10, 10",
        "7, false, 10, 10",
        "7, true, 10, 10",
        "5, false, 30, 10",
        "6, true, 30, 10",
        "3, true, 20, 10"
    })
    void everyWindowIsComparedWithThoseOneWouldCountByHand(int windows, boolean excludeDrift, long size, long advance) {
        Previous previous = new Previous(windows, excludeDrift);
        Monitor monitor = monitor(new WindowSpec(size, advance, 0, 0), previous);
        SplittableRandom random = new SplittableRandom(windows);
        group.restart(monitor);
        for (int i = 0; i < 120; i++) {
            if (random.nextInt(4) == 0) {
                group.restart(monitor);
            }
            if (random.nextInt(10) == 0) {
                group.pane(i * PANE);
            } else {
                group.pane(i * PANE, cells(random, i));
            }
        }

        int compared = 0;
        for (int i = 0; i < told.size(); i++) {
            for (int f = 0; f < 2; f++) {
                FeatureVerdict verdict = told.get(i).features().get(f);
                List<Long> before = before(i, f, previous, size);
                long records = before.size() < previous.fewest()
                        ? 0
                        : before.stream().mapToLong(Long::longValue).sum();
                assertThat(verdict.m()).as("window %d feature %d", i, f).isEqualTo(records);
                assertThat(verdict.state() == FeatureState.NO_REFERENCE).isEqualTo(records == 0);
                compared += records > 0 ? 1 : 0;
            }
        }
        assertThat(compared).isGreaterThan(100);
        if (size == advance && windows > 1) {
            assertThat(told.stream().filter(verdict -> verdict.drifted() > 0)).isNotEmpty();
        }
        long hops = size / advance;
        assertThat(group.history().windows()).hasSizeLessThanOrEqualTo((int) (2L * (windows + 1) * hops));
    }

    /* The records of the windows that the plan says, the newest first. */
    private List<Long> before(int window, int feature, Previous previous, long size) {
        List<Long> records = new ArrayList<>();
        long limit = told.get(window).start();
        for (int i = window - 1; i >= 0 && records.size() < previous.windows(); i--) {
            FeatureVerdict said = told.get(i).features().get(feature);
            boolean isAlarmed =
                    said.state() == FeatureState.DRIFT || group.firing().get(i).contains(said.feature());
            boolean isLeftOut = previous.excludeDrift() && isAlarmed;
            if (told.get(i).end() <= limit && said.n() > 0 && !isLeftOut) {
                records.add(said.n());
                limit = told.get(i).end() - size;
            }
        }
        return records;
    }

    @Test
    void theVerdictSaysWhatItWasComparedWith() {
        Monitor monitor = monitor(WindowSpec.tumbling(PANE, 0), new Previous(2, false));
        group.restart(monitor);
        for (int i = 0; i < 4; i++) {
            group.pane(i * PANE, 200, 200, 0, 0, 300, 100, 0, 0);
        }
        assertThat(told)
                .extracting(verdict -> verdict.reference().id())
                .containsExactly("", "", "previous", "previous");
        assertThat(told.get(3).reference().digest())
                .startsWith("sha256:")
                .isEqualTo(told.get(2).reference().digest());
        assertThat(told.get(3).features()).extracting(FeatureVerdict::m).containsExactly(800L, 800L);
    }

    @Test
    void aFeatureInDriftKeepsTheReferenceItHadBefore() {
        Monitor monitor = monitor(WindowSpec.tumbling(PANE, 0), new Previous(5, true));
        group.restart(monitor);
        for (int i = 0; i < 40; i++) {
            long red = i < 8 ? 250 : 400;
            group.pane(i * PANE, red, 500 - red, 0, 0, 250, 250, 0, 0);
        }
        assertThat(told.subList(8, 40)).allSatisfy(verdict -> {
            assertThat(verdict.features().get(0).state()).isEqualTo(FeatureState.DRIFT);
            assertThat(verdict.features().get(1).state()).isEqualTo(FeatureState.STABLE);
        });
        List<PastWindow> past = group.history().windows();
        assertThat(past)
                .extracting(PastWindow::end)
                .containsExactly(40L, 50L, 60L, 70L, 80L, 360L, 370L, 380L, 390L, 400L);
        assertThat(past.get(0).features()).containsOnlyKeys(0);
        assertThat(past.get(9).features()).containsOnlyKeys(1);
    }

    @Test
    void anotherKindOfReferenceForgetsThem() {
        Monitor monitor = monitor(WindowSpec.tumbling(PANE, 0), new Previous(2, false));
        group.restart(monitor);
        group.pane(0, 200, 200, 0, 0, 300, 100, 0, 0);
        assertThat(group.history().windows()).hasSize(1);
        group.restart(new SampleMonitor("m").features(2).withoutSegments().build());
        assertThat(group.history().windows()).isEmpty();
    }

    @Test
    void aGroupIsRememberedThroughASilentWeekButNotLonger() {
        long day = 86_400_000;
        Monitor monitor = monitor(WindowSpec.tumbling(day, 0), new Previous(1, false));
        group.restart(monitor);
        long[] cells = {200, 200, 0, 0, 300, 100, 0, 0};
        for (long start : new long[] {0, 7 * day, 15 * day}) {
            group.pane(start, cells);
        }
        assertThat(told.stream().filter(verdict -> verdict.records() > 0))
                .extracting(verdict -> verdict.reference().id())
                .containsExactly("", "previous", "");
    }
}
