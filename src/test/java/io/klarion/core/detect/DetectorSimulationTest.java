package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often the detector is wrong, on independent draws with fixed seeds.
 *
 * <p>At confidence 0.999 a window without drift may be called one with probability 0.001: of 1000, one is
 * expected, and more than 6 come with probability 8e-5 (binomial). Thirty-two such checks are made,
 * with seeds that do not change.
 */
class DetectorSimulationTest {

    private static final int WINDOWS = 1000;
    private static final int MOST_FALSE_ALARMS = 6;
    private static final int REFERENCE = 10_000;

    /* A power of two, from which numbers are drawn fastest. */
    private static final int PLACES = 4096;
    private static final int BELOW_AND_NAMED = 4;

    @ParameterizedTest(name = "{0} records, {1} equal cells")
    @CsvSource({"50, 10", "50, 20", "200, 10", "200, 20", "1000, 10", "1000, 20", "10000, 10", "10000, 20"})
    void falseAlarmsOnEqualCellsKeepToTheConfidence(int n, int k) {
        SplittableRandom random = new SplittableRandom(31L * n + k);
        int[] places = IntStream.range(0, PLACES).map(i -> i * k / PLACES).toArray();
        assertFalseAlarms(n, k, draw -> places[random.nextInt(PLACES)]);
    }

    @ParameterizedTest(name = "{0} records, {1} cells from common to rare")
    @CsvSource({"50, 10", "50, 20", "200, 10", "200, 20", "1000, 10", "1000, 20", "10000, 10", "10000, 20"})
    void falseAlarmsOnRareCellsKeepToTheConfidence(int n, int k) {
        /* Like the least of three equal cells: the first cell has three in k, the last one about k⁻³. */
        SplittableRandom random = new SplittableRandom(37L * n + k);
        int[] places = IntStream.range(0, PLACES)
                .map(i -> (int) (k * (1 - Math.cbrt(1 - (i + 0.5) / PLACES))))
                .toArray();
        assertFalseAlarms(n, k, draw -> places[random.nextInt(PLACES)]);
    }

    private static void assertFalseAlarms(int n, int k, IntUnaryOperator draw) {
        FeatureCells feature = feature(k);
        int significant = 0;
        int large = 0;
        for (int i = 0; i < WINDOWS; i++) {
            FeatureReference reference = reference(draw(REFERENCE, k, draw));
            long[] counts = draw(n, k, draw);
            significant += isDrift(feature, 0, reference, counts) ? 1 : 0;
            large += isDrift(feature, 0.1, reference, counts) ? 1 : 0;
        }
        assertThat(significant).as("threshold 0").isLessThanOrEqualTo(MOST_FALSE_ALARMS);
        assertThat(large).as("threshold 0.1").isLessThanOrEqualTo(MOST_FALSE_ALARMS);
    }

    @ParameterizedTest(name = "{0} records: at least {1} of 200 windows")
    @CsvSource({"1000, 199", "10000, 200"})
    void aDriftOfTwiceTheThresholdIsFound(int n, int least) {
        /* Half the window from the lower 3 of 10 cells: p = 0.5/10 + 0.5/3 or 0.5/10, KL = 0.293. */
        SplittableRandom random = new SplittableRandom(41L * n);
        FeatureCells feature = feature(10);
        FeatureReference reference = reference(draw(REFERENCE, 10, cell -> random.nextInt(10)));
        long found = IntStream.range(0, 200)
                .filter(i -> isDrift(
                        feature, 0.1, reference, draw(n, 10, cell -> random.nextInt(random.nextBoolean() ? 10 : 3))))
                .count();
        assertThat(found).isGreaterThanOrEqualTo(least);
    }

    @Test
    void missingValuesThatRiseFromOneToThreePercentAreFound() {
        /* The bar is 65 % of windows at n = 1000, threshold 0; measured elsewhere with other seeds: 74 to 75 %. */
        SplittableRandom random = new SplittableRandom(43);
        FeatureCells feature = feature(11);
        long found = IntStream.range(0, 400)
                .filter(i -> isDrift(
                        feature,
                        0,
                        reference(draw(REFERENCE, 11, cell -> rare(random, 1))),
                        draw(1000, 11, cell -> rare(random, 3))))
                .count();
        assertThat(found).isGreaterThanOrEqualTo(260);
    }

    /** One of ten equal cells, or with this probability in percent the eleventh. */
    private static int rare(SplittableRandom random, int percent) {
        return random.nextInt(100) < percent ? 10 : random.nextInt(10);
    }

    private static boolean isDrift(FeatureCells feature, double threshold, FeatureReference reference, long[] counts) {
        DetectSpec spec = new DetectSpec(
                Rule.BOUND, Measure.KL, threshold, OptionalDouble.empty(), 0.999, Smoothing.additive(0.5));
        return Detector.judge(feature, spec, SchemaSpec.DEFAULT, Optional.of(reference), counts)
                        .state()
                == FeatureState.DRIFT;
    }

    private static FeatureCells feature(int k) {
        double[] edges = IntStream.rangeClosed(0, k).asDoubleStream().toArray();
        return new FeatureCells("x", FeatureType.NUMERIC, NumericBinning.ofEdges(edges));
    }

    private static FeatureReference reference(long[] counts) {
        return new FeatureReference(counts, REFERENCE, Dispersion.UNKNOWN);
    }

    private static long[] draw(int n, int k, IntUnaryOperator draw) {
        long[] counts = new long[k + BELOW_AND_NAMED];
        for (int i = 0; i < n; i++) {
            counts[1 + draw.applyAsInt(i)]++;
        }
        return counts;
    }
}
