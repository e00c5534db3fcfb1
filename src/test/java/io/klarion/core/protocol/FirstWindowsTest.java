package io.klarion.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.PastWindow;
import io.klarion.core.monitor.Previous;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.LearnedDispersion;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dispersion learned from the first windows of a group, where the reference has no event times. */
class FirstWindowsTest {

    private static final long PANE = 10;
    private static final int WINDOWS = 30;

    private final OneGroup group = new OneGroup();

    /* Half of the values of both features are red. */
    private static Monitor monitor(WindowSpec window, Dispersion ofFirst) {
        Monitor cells = new SampleMonitor("m").features(2).withoutSegments().build();
        FeatureReference first = new FeatureReference(new long[] {5000, 5000, 0, 0}, 10_000, ofFirst);
        FeatureReference second = new FeatureReference(new long[] {5000, 5000, 0, 0}, 10_000, Dispersion.UNKNOWN);
        return new SampleMonitor("m")
                .features(2)
                .windows(window)
                .withoutSegments()
                .references(new Reference(
                        "ref",
                        1,
                        Long.MIN_VALUE,
                        new Provenance("sample", 0, 0, 0),
                        cells.layout(),
                        new Population(10_000, List.of(first, second)),
                        new TreeMap<>()))
                .build();
    }

    /* 400 records; how large the share of red is differs from window to window by that much. */
    private static long[] cells(SplittableRandom random, double wander) {
        long[] cells = new long[8];
        for (int f = 0; f < 2; f++) {
            double red = 0.5 + (random.nextDouble() - 0.5) * wander;
            for (int i = 0; i < 400; i++) {
                cells[4 * f + (random.nextDouble() < red ? 0 : 1)]++;
            }
        }
        return cells;
    }

    private List<FeatureVerdict> second() {
        return group.told().stream().map(verdict -> verdict.features().get(1)).toList();
    }

    @ParameterizedTest(name = "windows of {0} every {1}")
    @CsvSource({"10, 10", "30, 10"})
    void theFirstThirtyWindowsThatDoNotOverlapTell(long size, long advance) {
        Monitor monitor = monitor(new WindowSpec(size, advance, 0, 0), Dispersion.UNKNOWN);
        SplittableRandom random = new SplittableRandom(1);
        group.restart(monitor);
        List<long[]> panes = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            if (random.nextInt(4) == 0) {
                group.restart(monitor);
            }
            panes.add(cells(random, 0.4));
            group.pane(i * PANE, panes.get(i));
        }

        int hops = (int) (size / advance);
        int window = 0;
        for (Verdict verdict : group.told()) {
            int known = Math.min(WINDOWS, apart(verdict.end(), hops));
            LearnedDispersion learned = known == 0
                    ? new LearnedDispersion(1, Dispersion.UNKNOWN, 0)
                    : LearnedDispersion.of(
                            IntStream.range(0, known)
                                    .mapToObj(w -> sum(panes, w, hops))
                                    .toList(),
                            monitor.layout().feature(1).binning());
            FeatureReference expected =
                    monitor.references().get(0).pooled().features().get(1).learning(learned);
            FeatureVerdict told = verdict.features().get(1);
            assertThat(told.nEffective())
                    .as("window %d", window)
                    .isEqualTo(expected.dispersion().effective((double) told.n()));
            assertThat(told.mEffective()).as("window %d", window++).isEqualTo(expected.effective());
            assertThat(told.dispersion()).isEqualTo("provisional");
        }
        assertThat(second().get(80).nEffective()).isLessThan(second().get(80).n() / 4.0);
        assertThat(group.history().windows()).isEmpty();
    }

    /* How many windows that begin where the one before ended, the first where the first pane ended, were judged by then. */
    private static int apart(long end, int hops) {
        return Math.max(0, (int) Math.ceil((end - PANE) / (double) (hops * PANE)) - 1);
    }

    private static long[] sum(List<long[]> panes, int window, int hops) {
        long[] sum = new long[4];
        for (int pane = window * hops + 1; pane <= (window + 1) * hops; pane++) {
            for (int c = 0; c < 4; c++) {
                sum[c] += panes.get(pane)[4 + c];
            }
        }
        return sum;
    }

    @Test
    void whatLooksLikeDriftWhileRecordsCountAsIndependentDoesNotOnceItIsKnownThatTheyAreNot() {
        group.restart(monitor(WindowSpec.tumbling(PANE, 0), Dispersion.UNKNOWN));
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 400; i++) {
            group.pane(i * PANE, cells(random, 0.9));
        }
        List<FeatureState> states = second().stream().map(FeatureVerdict::state).toList();
        assertThat(states.subList(0, 10).stream().filter(FeatureState.DRIFT::equals))
                .hasSizeGreaterThan(2);
        assertThat(states.subList(40, 400).stream().filter(FeatureState.DRIFT::equals))
                .hasSizeLessThan(4);
    }

    @Test
    void independentRecordsStayIndependentAndDriftIsSeen() {
        group.restart(monitor(WindowSpec.tumbling(PANE, 0), Dispersion.UNKNOWN));
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 40; i++) {
            group.pane(i * PANE, cells(random, 0));
        }
        group.pane(400, 200, 200, 0, 0, 380, 20, 0, 0);
        assertThat(second().get(39).nEffective()).isEqualTo(400);
        assertThat(second().get(39).state()).isEqualTo(FeatureState.STABLE);
        assertThat(second().get(40).state()).isEqualTo(FeatureState.DRIFT);
    }

    @Test
    void nothingIsLearnedWhereTheReferenceKnows() {
        group.restart(monitor(WindowSpec.tumbling(PANE, 0), new Dispersion(0.01, 0.02, 1, 40)));
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 12; i++) {
            group.pane(i * PANE, cells(random, 0.5));
        }
        assertThat(group.told().get(11).features())
                .extracting(FeatureVerdict::dispersion)
                .containsExactly("reference", "provisional");
        assertThat(group.told().get(11).features().get(0).nEffective()).isEqualTo(400 / (1 + 399 * 0.01));
        assertThat(group.history().learned()).containsOnlyKeys(1);
        assertThat(group.history().windows())
                .hasSize(11)
                .allSatisfy(window -> assertThat(window.features()).containsOnlyKeys(1));
    }

    @Test
    void whatWasLearnedOfFewerWindowsHoldsUntilAsManyAreThereAgain() {
        LearnedDispersion known = new LearnedDispersion(12, new Dispersion(0.1, 0.2, 1, 12), 400);
        group.restart(monitor(WindowSpec.tumbling(PANE, 0), Dispersion.UNKNOWN));
        SplittableRandom random = new SplittableRandom(3);
        group.pane(0, cells(random, 0));
        group.learned(new TreeMap<>(Map.of(1, known)));
        for (int i = 1; i < 14; i++) {
            group.pane(i * PANE, cells(random, 0));
            assertThat(known.equals(group.history().learned().get(1)))
                    .as("after %d whole windows", i)
                    .isEqualTo(i < 12);
        }
    }

    @Test
    void anotherKindOfReferenceForgetsTheFirstWindowsAndTheWayBackThePreviousOnes() {
        Monitor learning = monitor(WindowSpec.tumbling(PANE, 0), Dispersion.UNKNOWN);
        Monitor previous = new SampleMonitor("m")
                .features(2)
                .withoutSegments()
                .previous(new Previous(2, false))
                .build();
        group.restart(learning);
        group.pane(0, 200, 200, 0, 0, 200, 200, 0, 0);
        group.pane(10, 200, 200, 0, 0, 200, 200, 0, 0);
        assertThat(group.history().windows()).extracting(PastWindow::end).containsExactly(20L);
        group.restart(previous);
        assertThat(group.history().isEmpty()).isTrue();
        group.pane(20, 200, 200, 0, 0, 200, 200, 0, 0);
        assertThat(group.history().windows()).extracting(PastWindow::end).containsExactly(30L);
        group.restart(learning);
        assertThat(group.history().isEmpty()).isTrue();
    }
}
