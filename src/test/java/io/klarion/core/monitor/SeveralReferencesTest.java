package io.klarion.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several references at once: the one that fits a window best counts. */
class SeveralReferencesTest {

    private static final CellLayout LAYOUT = CellLayout.of(List.of(
            new FeatureCells("channel", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("web", "shop"))),
            new FeatureCells("colour", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("red", "blue")))));

    private static Reference reference(String id, long from, long... cells) {
        List<FeatureReference> features = List.of(feature(cells, 0), feature(cells, 5));
        return new Reference(
                id, 1, from, new Provenance("", 0, 0, 0), LAYOUT, new Population(1000, features), new TreeMap<>());
    }

    private static FeatureReference feature(long[] cells, int from) {
        long[] own = LongStream.range(from, from + 5).map(i -> cells[(int) i]).toArray();
        return new FeatureReference(own, LongStream.of(own).sum(), Dispersion.UNKNOWN);
    }

    private static Verdict judged(long start, long[] cells, Reference... references) {
        MonitoredFeature feature =
                new MonitoredFeature("/x", DetectSpec.DEFAULT, AlertSpec.DEFAULT, SchemaSpec.DEFAULT, false);
        Monitor monitor = new Monitor(
                "m",
                List.of("t"),
                new EventTimeSpec("/ts", EventTimeSpec.Unit.MILLIS, 0, EventTimeSpec.NO_LEAD_GUARD),
                List.of(),
                WindowSpec.tumbling(10, 0),
                LAYOUT,
                List.of(feature, feature),
                VolumeSpec.OFF,
                AlertSpec.DEFAULT,
                List.of(references),
                Monitor.Lifecycle.DEFAULT,
                "generation",
                "config");
        long records = LongStream.of(cells).limit(5).sum();
        return Judge.of(monitor)
                .judge(new WindowCounts(
                        Segment.ALL, start, start + 10, 0, Completeness.COMPLETE, true, records, 0, 0, cells));
    }

    @Test
    void theVerdictNamesTheOneThatFitsBest() {
        Reference summer = reference("summer", Long.MIN_VALUE, 900, 100, 0, 0, 0, 500, 500, 0, 0, 0);
        Reference winter = reference("winter", Long.MIN_VALUE, 100, 900, 0, 0, 0, 500, 500, 0, 0, 0);
        Verdict verdict = judged(0, new long[] {95, 905, 0, 0, 0, 510, 490, 0, 0, 0}, summer, winter);
        assertThat(verdict.reference().id()).isEqualTo("winter");
        assertThat(verdict.features()).extracting(f -> f.state()).containsOnly(FeatureState.STABLE);
        assertThat(judged(0, new long[] {95, 905, 0, 0, 0, 510, 490, 0, 0, 0}, summer)
                        .drifted())
                .isEqualTo(1);
    }

    @Test
    void ofEqualOnesTheFirstCountsAndOneNotYetInForceDoesNot() {
        long[] cells = {500, 500, 0, 0, 0, 500, 500, 0, 0, 0};
        Reference first = reference("first", Long.MIN_VALUE, cells);
        Reference second = reference("second", Long.MIN_VALUE, cells);
        Reference later = reference("later", 100, cells);
        assertThat(judged(0, cells, first, second).reference().id()).isEqualTo("first");
        assertThat(judged(0, cells, second, first).reference().id()).isEqualTo("second");
        assertThat(judged(90, cells, later, second).reference().id()).isEqualTo("second");
        assertThat(judged(100, cells, later, second).reference().id()).isEqualTo("later");
    }

    /* KL with half a record added to every cell, written out. */
    private static double divergence(long[] p, long[] q) {
        double sum = 0;
        for (int from : new int[] {0, 5}) {
            double n = 2.5 + LongStream.of(p).skip(from).limit(5).sum();
            double m = 2.5 + LongStream.of(q).skip(from).limit(5).sum();
            for (int i = from; i < from + 5; i++) {
                sum += (p[i] + 0.5) / n * Math.log((p[i] + 0.5) / n / ((q[i] + 0.5) / m));
            }
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theBestIsTheOneWithTheSmallestSumOfDivergences(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] counts = new long[4][];
        Reference[] references = new Reference[3];
        for (int i = 0; i < 4; i++) {
            counts[i] = random.longs(10, 1, 500).toArray();
        }
        int best = 0;
        for (int i = 0; i < 3; i++) {
            references[i] = reference("r" + i, Long.MIN_VALUE, counts[i]);
            best = divergence(counts[3], counts[i]) < divergence(counts[3], counts[best]) ? i : best;
        }
        assertThat(judged(0, counts[3], references).reference().id()).isEqualTo("r" + best);
    }
}
