package io.klarion.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.Segment;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

    private static final Segment DE = new Segment(List.of("DE"));
    private static final Segment FR = new Segment(List.of("FR"));
    private static final CellLayout LAYOUT = layout(2);

    /* Each feature: a, b, other, missing, invalid. */
    private static CellLayout layout(int features) {
        return CellLayout.of(IntStream.range(0, features)
                .mapToObj(f ->
                        new FeatureCells("f" + f, FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("a", "b"))))
                .toList());
    }

    private static Population population(CellLayout layout, long a, long b) {
        FeatureReference feature = new FeatureReference(new long[] {a, b, 0, 0, 0}, a + b, Dispersion.UNKNOWN);
        return new Population(
                a + b, IntStream.range(0, layout.size()).mapToObj(f -> feature).toList());
    }

    private static Reference reference(CellLayout layout, int version, long from, SortedMap<Segment, Population> own) {
        Provenance provenance = new Provenance("a file", 0, 0, 0);
        return new Reference("loans", version, from, provenance, layout, population(layout, 500, 500), own);
    }

    private static Monitor monitor(CellLayout layout, DetectSpec spec, Reference... references) {
        MonitoredFeature feature = new MonitoredFeature("/x", spec, AlertSpec.DEFAULT, SchemaSpec.DEFAULT, false);
        return new Monitor(
                "loans",
                List.of("topic"),
                new EventTimeSpec("/ts", EventTimeSpec.Unit.MILLIS, 0, 0),
                List.of("/country"),
                WindowSpec.tumbling(100, 0),
                layout,
                IntStream.range(0, layout.size()).mapToObj(f -> feature).toList(),
                VolumeSpec.OFF,
                AlertSpec.DEFAULT,
                List.of(references),
                Monitor.Lifecycle.DEFAULT,
                "generation",
                "config");
    }

    private static WindowCounts window(Segment segment, long start, int chunk, long... cells) {
        return new WindowCounts(segment, start, start + 100, 1, Completeness.IDLE_EXCLUDED, true, 400, 7, chunk, cells);
    }

    @Test
    void theVerdictCarriesWindowMonitorAndReference() {
        Reference reference = reference(LAYOUT, 3, Long.MIN_VALUE, new TreeMap<>());
        Verdict verdict = Judge.of(monitor(LAYOUT, DetectSpec.DEFAULT, reference))
                .judge(window(DE, 100, 0, 200, 200, 0, 0, 0, 390, 5, 0, 5, 0));
        assertThat(verdict.monitor()).isEqualTo("loans");
        assertThat(verdict.segmentNames()).containsExactly("country");
        assertThat(verdict.segment()).isEqualTo(DE);
        assertThat(verdict.start()).isEqualTo(100);
        assertThat(verdict.end()).isEqualTo(200);
        assertThat(verdict.revision()).isEqualTo(1);
        assertThat(verdict.completeness()).isEqualTo(Completeness.IDLE_EXCLUDED);
        assertThat(verdict.records()).isEqualTo(400);
        assertThat(verdict.late()).isEqualTo(7);
        assertThat(verdict.reference()).isEqualTo(new ReferenceName("loans", 3, reference.digest(), "", "pooled"));
        assertThat(verdict.configDigest()).isEqualTo("config");
        assertThat(verdict.part()).isZero();
        assertThat(verdict.parts()).isEqualTo(1);
        assertThat(verdict.features()).extracting(FeatureVerdict::feature).containsExactly("f0", "f1");
        assertThat(verdict.features())
                .extracting(FeatureVerdict::state)
                .containsExactly(FeatureState.STABLE, FeatureState.DRIFT);
        assertThat(verdict.features().get(1).missing()).isEqualTo(5);
        assertThat(verdict.drifted()).isEqualTo(1);
    }

    @ParameterizedTest(name = "a window from {0} uses version {1}")
    @CsvSource({"-1, 0", "0, 1", "99, 1", "100, 2", "199, 2", "200, 4", "1000, 4"})
    void aWindowUsesTheGreatestVersionEffectiveAtItsStart(long start, int version) {
        Judge judge = Judge.of(monitor(
                LAYOUT,
                DetectSpec.DEFAULT,
                reference(LAYOUT, 1, 0, new TreeMap<>()),
                reference(LAYOUT, 2, 100, new TreeMap<>()),
                reference(LAYOUT, 3, 200, new TreeMap<>()),
                reference(LAYOUT, 4, 200, new TreeMap<>())));
        assertThat(judge.judge(window(DE, start, 0, new long[10])).reference().version())
                .isEqualTo(version);
    }

    @Test
    void beforeTheFirstVersionEveryFeatureHasNoReference() {
        Judge judge = Judge.of(monitor(LAYOUT, DetectSpec.DEFAULT, reference(LAYOUT, 1, 0, new TreeMap<>())));
        Verdict verdict = judge.judge(window(DE, -1, 0, 200, 200, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(verdict.reference()).isEqualTo(new ReferenceName("", 0, ""));
        assertThat(verdict.features()).extracting(FeatureVerdict::state).containsOnly(FeatureState.NO_REFERENCE);
    }

    @Test
    void aSegmentIsComparedWithItsOwnCountsWhereThereAreAny() {
        SortedMap<Segment, Population> own = new TreeMap<>();
        own.put(DE, population(LAYOUT, 950, 50));
        Judge judge = Judge.of(monitor(LAYOUT, DetectSpec.DEFAULT, reference(LAYOUT, 1, 0, own)));
        long[] cells = {380, 20, 0, 0, 0, 380, 20, 0, 0, 0};
        assertThat(judge.judge(window(DE, 0, 0, cells)).drifted()).isZero();
        assertThat(judge.judge(window(FR, 0, 0, cells)).drifted()).isEqualTo(2);
    }

    @Test
    void aWideMonitorIsJudgedChunkByChunk() {
        CellLayout wide = layout(CellLayout.CHUNK + 2);
        Judge judge = Judge.of(monitor(wide, DetectSpec.DEFAULT, reference(wide, 1, 0, new TreeMap<>())));
        Verdict second = judge.judge(window(DE, 0, 1, 390, 10, 0, 0, 0, 200, 200, 0, 0, 0));
        assertThat(second.part()).isEqualTo(1);
        assertThat(second.parts()).isEqualTo(2);
        assertThat(second.features()).extracting(FeatureVerdict::feature).containsExactly("f256", "f257");
        assertThat(second.features())
                .extracting(FeatureVerdict::state)
                .containsExactly(FeatureState.DRIFT, FeatureState.STABLE);
    }

    @Test
    void theSameCountsGiveTheSameVerdictFromAnyJudge() {
        Monitor monitor = monitor(LAYOUT, DetectSpec.DEFAULT, reference(LAYOUT, 1, 0, new TreeMap<>()));
        long[] cells = {311, 77, 9, 2, 1, 200, 190, 10, 0, 0};
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            verdicts.add(Judge.of(monitor).judge(window(DE, 0, 0, Arrays.copyOf(cells, cells.length))));
        }
        assertThat(verdicts).containsOnly(verdicts.get(0));
    }

    @Test
    void countsOfAnotherLayoutAreRefused() {
        Judge judge = Judge.of(monitor(LAYOUT, DetectSpec.DEFAULT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> judge.judge(window(DE, 0, 0, 1, 2, 3)))
                .withMessage("cells: must be 10, one count a cell of chunk 0, was 3");
    }

    @Test
    void aReferenceOfOtherCellsIsRefused() {
        Monitor monitor = monitor(LAYOUT, DetectSpec.DEFAULT, reference(layout(1), 2, 0, new TreeMap<>()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Judge.of(monitor))
                .withMessage("reference loans version 2: must have the cells of monitor loans, was of other cells");
    }

    @Test
    void aMeasureThatTheCellsCannotHaveIsRefusedBeforeTheFirstWindow() {
        DetectSpec spec = new DetectSpec(
                Rule.BOUND, Measure.WASSERSTEIN, 0.1, OptionalDouble.empty(), 0.999, Smoothing.additive(0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Judge.of(monitor(LAYOUT, spec)))
                .withMessage("feature f0: must be numeric to be judged by wasserstein, was categorical");
    }
}
