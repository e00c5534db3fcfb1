package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectableDivergenceTest {

    private static final FeatureCells FOUR = feature(4);
    private static final FeatureReference REFERENCE = reference(0, 35_000, 15_000, 30_000, 18_000, 0, 2000, 0);

    /* cells: below, the bins, above, missing, invalid */
    private static FeatureCells feature(int bins) {
        return new FeatureCells(
                "income",
                FeatureType.NUMERIC,
                NumericBinning.ofEdges(
                        IntStream.rangeClosed(0, bins).asDoubleStream().toArray()));
    }

    private static FeatureReference reference(long... counts) {
        return new FeatureReference(counts, Arrays.stream(counts).sum(), Dispersion.UNKNOWN);
    }

    private static FeatureReference even(int bins) {
        long[] counts = new long[bins + 4];
        Arrays.fill(counts, 1, bins + 1, 200_000);
        return reference(counts);
    }

    private static DetectSpec spec(double threshold) {
        return new DetectSpec(Rule.BOUND, Measure.KL, threshold, OptionalDouble.empty(), 0.99, Smoothing.additive(0.5));
    }

    private static double smallest(double threshold, long records) {
        return DetectableDivergence.of(FOUR, spec(threshold), REFERENCE, records)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0, 200", "0, 1000", "0, 20000", "0.1, 300", "0.1, 1000", "0.1, 20000"})
    void randomWindowsOfThatDivergenceAreToldOfAboutEveryOtherTime(double threshold, int records) {
        assertThat(toldPercent(FOUR, REFERENCE, threshold, records)).isBetween(30, 70);
    }

    @ParameterizedTest
    @CsvSource({"0, 200", "0, 1000", "0, 20000", "0.1, 300", "0.1, 1000", "0.1, 20000"})
    void soAreTheyOverManyCells(double threshold, int records) {
        assertThat(toldPercent(feature(20), even(20), threshold, records)).isBetween(30, 70);
    }

    private static int toldPercent(FeatureCells feature, FeatureReference reference, double threshold, int records) {
        double smallest = DetectableDivergence.of(feature, spec(threshold), reference, records)
                .orElseThrow();
        double[] shares = leantTo(smallest, reference);
        SplittableRandom random = new SplittableRandom(records);
        int told = 0;
        for (int i = 0; i < 400; i++) {
            long[] counts = drawn(shares, records, random);
            FeatureState state = Detector.judge(
                            feature, spec(threshold), SchemaSpec.OFF, Optional.of(reference), counts)
                    .state();
            told += state == FeatureState.DRIFT ? 1 : 0;
        }
        return told / 4;
    }

    @Test
    void moreRecordsShowLessAndInTheEndTheThreshold() {
        assertThat(smallest(0.1, 300)).isGreaterThan(smallest(0.1, 3000));
        assertThat(smallest(0.1, 100_000_000)).isBetween(0.1, 0.115);
    }

    @Test
    void thePlainRuleSeesWhatIsAboveItsThreshold() {
        DetectSpec point =
                new DetectSpec(Rule.POINT, Measure.KL, 0.2, OptionalDouble.empty(), 0.99, Smoothing.additive(0.5));
        assertThat(DetectableDivergence.of(FOUR, point, REFERENCE, 100_000).orElseThrow())
                .isCloseTo(0.2, within(0.01));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9})
    void tooFewRecordsShowNothing(long records) {
        assertThat(DetectableDivergence.of(FOUR, spec(0.1), REFERENCE, records)).isEmpty();
    }

    @Test
    void valuesThatAllFallIntoOneCellCannotLean() {
        FeatureReference constant = reference(0, 0, 500, 0, 0, 0, 0, 0);
        assertThat(DetectableDivergence.of(FOUR, spec(0.1), constant, 1000)).isEmpty();
    }

    @Test
    void aReferenceWithoutRecordsShowsNothing() {
        assertThat(DetectableDivergence.of(FOUR, spec(0.1), reference(new long[8]), 1000))
                .isEmpty();
    }

    /* The shares that lean by as much, found step by step from no lean at all. */
    private static double[] leantTo(double divergence, FeatureReference reference) {
        int cells = reference.counts().length;
        double[] even = new double[cells];
        for (int i = 0; i < cells; i++) {
            even[i] = (double) reference.count(i) / reference.total();
        }
        double[] leant = even;
        for (double theta = 0; kl(leant, even) < divergence; theta += 0.001) {
            leant = leant(even, theta);
        }
        return leant;
    }

    private static double[] leant(double[] shares, double theta) {
        int bins = shares.length - 2;
        double values = Arrays.stream(shares, 0, bins).sum();
        double[] leant = shares.clone();
        double before = 0;
        for (int i = 0; i < bins; i++) {
            leant[i] *= Math.exp(theta * (before + shares[i] / 2) / values);
            before += shares[i];
        }
        double sum = Arrays.stream(leant, 0, bins).sum();
        for (int i = 0; i < bins; i++) {
            leant[i] *= values / sum;
        }
        return leant;
    }

    private static double kl(double[] window, double[] reference) {
        return IntStream.range(0, window.length)
                .filter(i -> window[i] > 0)
                .mapToDouble(i -> window[i] * Math.log(window[i] / reference[i]))
                .sum();
    }

    private static long[] drawn(double[] shares, int records, SplittableRandom random) {
        long[] counts = new long[shares.length];
        for (int r = 0; r < records; r++) {
            double at = random.nextDouble();
            int i = 0;
            while (i < shares.length - 2 && at >= shares[i]) {
                at -= shares[i];
                i++;
            }
            counts[i]++;
        }
        return counts;
    }
}
