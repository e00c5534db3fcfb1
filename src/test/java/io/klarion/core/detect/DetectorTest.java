package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.divergence.EffectiveSizes;
import io.klarion.core.divergence.Evidence;
import io.klarion.core.divergence.EvidenceFormula;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorTest {

    /* cells: below, [0, 1), [1, 2), [2, 3), [3, 4], above, missing, invalid */
    private static final FeatureCells INCOME =
            new FeatureCells("income", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 1, 2, 3, 4));
    private static final FeatureCells CHANNEL =
            new FeatureCells("channel", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("web", "shop")));
    private static final FeatureReference EVEN = reference(0, 2500, 2500, 2500, 2500, 0, 0, 0);

    private static FeatureReference reference(long... counts) {
        double m = 0;
        for (long count : counts) {
            m += count;
        }
        return new FeatureReference(counts, m, Dispersion.UNKNOWN);
    }

    private static DetectSpec bound(Measure measure, double threshold) {
        return new DetectSpec(Rule.BOUND, measure, threshold, OptionalDouble.empty(), 0.999, Smoothing.additive(0.5));
    }

    private static DetectSpec point(Measure measure, double threshold) {
        return new DetectSpec(Rule.POINT, measure, threshold, OptionalDouble.empty(), 0.999, Smoothing.additive(0.5));
    }

    private static FeatureVerdict judge(DetectSpec spec, long... counts) {
        return Detector.judge(INCOME, spec, SchemaSpec.DEFAULT, Optional.of(EVEN), counts);
    }

    @Test
    void aWindowLikeItsReferenceIsStable() {
        FeatureVerdict verdict = judge(DetectSpec.DEFAULT, 0, 250, 250, 250, 250, 0, 0, 0);
        assertThat(verdict.state()).isEqualTo(FeatureState.STABLE);
        assertThat(verdict.n()).isEqualTo(1000);
        assertThat(verdict.m()).isEqualTo(10_000);
        assertThat(verdict.pValue().orElseThrow()).isGreaterThan(0.99);
    }

    @Test
    void aWindowInOneCellIsDriftAndNamesTheCellThatGrew() {
        FeatureVerdict verdict = judge(DetectSpec.DEFAULT, 0, 1000, 0, 0, 0, 0, 0, 0);
        assertThat(verdict.state()).isEqualTo(FeatureState.DRIFT);
        assertThat(verdict.estimate().orElseThrow()).isCloseTo(StrictMath.log(4), within(0.02));
        assertThat(verdict.cells())
                .extracting(CellVerdict::cell)
                .containsExactly("below", "[0, 1)", "[1, 2)", "[2, 3)", "[3, 4]", "above", "missing", "invalid");
        assertThat(verdict.cells().get(1).count()).isEqualTo(1000);
        assertThat(verdict.cells().get(1).window()).isCloseTo(1000.5 / 1004, within(1e-12));
        assertThat(verdict.cells().get(1).reference()).isCloseTo(2500.5 / 10_004, within(1e-12));
    }

    @ParameterizedTest(name = "n = {0}: {1}")
    @CsvSource({"1, INSUFFICIENT_DATA", "9, INSUFFICIENT_DATA", "10, DRIFT", "50, DRIFT"})
    void fewerThanTenRecordsAreNeverJudged(long n, FeatureState expected) {
        for (double threshold : new double[] {0, 0.1}) {
            assertThat(judge(bound(Measure.KL, threshold), 0, 0, 0, 0, 0, n, 0, 0)
                            .state())
                    .isEqualTo(expected);
        }
        assertThat(judge(point(Measure.KL, 0.1), 0, 0, 0, 0, 0, n, 0, 0).state())
                .isEqualTo(expected);
    }

    @Test
    void tooFewRecordsAreStillReported() {
        FeatureVerdict verdict = judge(DetectSpec.DEFAULT, 0, 4, 0, 0, 0, 0, 3, 2);
        assertThat(verdict.n()).isEqualTo(9);
        assertThat(verdict.missing()).isEqualTo(3);
        assertThat(verdict.invalid()).isEqualTo(2);
        assertThat(verdict.measures()).containsOnlyKeys(Measure.values());
        assertThat(verdict.measures()).containsEntry(Measure.KL, verdict.value().orElseThrow());
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, {3}: {4}")
    @CsvSource({
        "5, 4, 3, 2, INSUFFICIENT_DATA",
        "12, 10, 9, 6, INSUFFICIENT_DATA",
        "12, 10, 9, 7, STABLE",
        "14, 10, 9, 7, STABLE"
    })
    void aSmallWindowThatLooksStableIsInsufficientWhileItsNoiseExceedsTheThreshold(
            long a, long b, long c, long d, FeatureState expected) {
        /* noise = z √(3/2) (1/n + 1/m) with z = 3.09 and m = 10 000 exceeds 0.1 up to n = 37 */
        FeatureVerdict verdict = judge(bound(Measure.KL, 0.1), 0, a, b, c, d, 0, 0, 0);
        assertThat(verdict.upper().orElseThrow()).isGreaterThan(0.1);
        assertThat(verdict.state()).isEqualTo(expected);
    }

    @Test
    void aSmallWindowThatRulesOutADriftIsStable() {
        /* Noise 0.13 is above the threshold, but a perfect match leaves the upper bound 0.077 below it. */
        FeatureVerdict verdict = judge(bound(Measure.KL, 0.1), 0, 7, 7, 7, 7, 0, 0, 0);
        assertThat(verdict.upper().orElseThrow()).isLessThan(0.1);
        assertThat(verdict.state()).isEqualTo(FeatureState.STABLE);
    }

    @Test
    void nothingButMissingValuesIsNoDataEvenIfTheReferenceHasThem() {
        assertThat(judge(DetectSpec.DEFAULT, 0, 0, 0, 0, 0, 0, 1000, 0).state()).isEqualTo(FeatureState.NO_DATA);
        FeatureReference gone = reference(0, 0, 0, 0, 0, 0, 500, 0);
        long[] counts = {0, 0, 0, 0, 0, 0, 1000, 0};
        FeatureVerdict verdict =
                Detector.judge(INCOME, DetectSpec.DEFAULT, SchemaSpec.DEFAULT, Optional.of(gone), counts);
        assertThat(verdict.state()).isEqualTo(FeatureState.NO_DATA);
        assertThat(verdict.value()).isEmpty();
        assertThat(verdict.measures()).isEmpty();
        assertThat(verdict.cells().get(6).count()).isEqualTo(1000);
    }

    @Test
    void aBurstOfMissingOrInvalidValuesIsDrift() {
        assertThat(judge(DetectSpec.DEFAULT, 0, 50, 50, 50, 50, 0, 800, 0).state())
                .isEqualTo(FeatureState.DRIFT);
        assertThat(judge(DetectSpec.DEFAULT, 0, 0, 0, 0, 0, 0, 999, 1).state()).isEqualTo(FeatureState.DRIFT);
        assertThat(judge(DetectSpec.DEFAULT, 0, 0, 0, 0, 0, 0, 0, 1000).state()).isEqualTo(FeatureState.DRIFT);
    }

    @Test
    void anEmptyWindowHasNoData() {
        FeatureVerdict verdict = judge(DetectSpec.DEFAULT, new long[8]);
        assertThat(verdict.state()).isEqualTo(FeatureState.NO_DATA);
        assertThat(verdict.nEffective()).isZero();
        assertThat(verdict.cells()).allSatisfy(cell -> {
            assertThat(cell.window()).isZero();
            assertThat(cell.reference()).isPositive();
            assertThat(cell.contribution()).isZero();
        });
    }

    @Test
    void withoutReferenceTheCountsAreKept() {
        long[] counts = {0, 5, 0, 0, 0, 0, 1, 0};
        for (Optional<FeatureReference> none :
                List.of(Optional.<FeatureReference>empty(), Optional.of(reference(new long[8])))) {
            FeatureVerdict verdict = Detector.judge(INCOME, DetectSpec.DEFAULT, SchemaSpec.DEFAULT, none, counts);
            assertThat(verdict.state()).isEqualTo(FeatureState.NO_REFERENCE);
            assertThat(verdict.dispersion()).isEqualTo("none");
            assertThat(verdict.nEffective()).isEqualTo(6);
            assertThat(verdict.mEffective()).isZero();
            assertThat(verdict.cells()).extracting(CellVerdict::count).containsExactly(0L, 5L, 0L, 0L, 0L, 0L, 1L, 0L);
        }
    }

    @Test
    void theLowerBoundMustBeAboveTheThresholdNotAtIt() {
        long[] counts = {0, 700, 100, 100, 100, 0, 0, 0};
        double lower = judge(bound(Measure.KL, 0.1), counts).lower().orElseThrow();
        assertThat(judge(bound(Measure.KL, Math.nextDown(lower)), counts).state())
                .isEqualTo(FeatureState.DRIFT);
        assertThat(judge(bound(Measure.KL, lower), counts).state()).isEqualTo(FeatureState.STABLE);
    }

    @Test
    void underRulePointTheValueMustBeAboveTheThresholdNotAtIt() {
        long[] counts = {0, 4, 3, 2, 2, 0, 0, 0};
        double value = judge(DetectSpec.DEFAULT, counts).value().orElseThrow();
        assertThat(judge(point(Measure.KL, Math.nextDown(value)), counts).state())
                .isEqualTo(FeatureState.DRIFT);
        assertThat(judge(point(Measure.KL, value), counts).state()).isEqualTo(FeatureState.STABLE);
    }

    @Test
    void withThresholdZeroOnlySignificanceCounts() {
        FeatureVerdict small = judge(bound(Measure.KL, 0), 0, 280, 250, 240, 230, 0, 0, 0);
        assertThat(small.pValue().orElseThrow()).isGreaterThan(0.001);
        assertThat(small.state()).isEqualTo(FeatureState.STABLE);
        FeatureVerdict larger = judge(bound(Measure.KL, 0), 0, 320, 250, 230, 200, 0, 0, 0);
        assertThat(larger.pValue().orElseThrow()).isLessThan(0.001);
        assertThat(larger.state()).isEqualTo(FeatureState.DRIFT);
    }

    @Test
    void oneRecordInARareCellIsNoDrift() {
        FeatureReference rare = reference(0, 3332, 3333, 3333, 0, 2, 0, 0);
        long[] counts = {0, 17, 17, 15, 0, 1, 0, 0};
        FeatureVerdict verdict =
                Detector.judge(INCOME, bound(Measure.KL, 0), SchemaSpec.DEFAULT, Optional.of(rare), counts);
        assertThat(verdict.pValue().orElseThrow()).isGreaterThan(0.001);
        assertThat(verdict.state()).isEqualTo(FeatureState.STABLE);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOTAL_VARIATION", "KS", "WASSERSTEIN"})
    void measuresWithoutBoundsNeedTheValueAndSignificance(Measure measure) {
        FeatureVerdict chance = judge(bound(measure, 0.05), 0, 6, 4, 3, 2, 0, 0, 0);
        assertThat(chance.state()).isEqualTo(FeatureState.INSUFFICIENT_DATA);
        assertThat(chance.lower()).isEmpty();
        assertThat(judge(bound(measure, 0.05), 0, 600, 400, 300, 200, 0, 0, 0).state())
                .isEqualTo(FeatureState.DRIFT);
        assertThat(judge(bound(measure, 50), 0, 600, 400, 300, 200, 0, 0, 0).state())
                .isEqualTo(FeatureState.STABLE);
    }

    @ParameterizedTest
    @EnumSource(names = {"JS", "HELLINGER"})
    void jensenShannonAndHellingerSayNothingWhereTheirBoundsDoNotHold(Measure measure) {
        /* Bounds need twenty records a cell, and four cells are used. */
        FeatureVerdict thin = judge(bound(measure, 0.1), 0, 79, 0, 0, 0, 0, 0, 0);
        assertThat(thin.state()).isEqualTo(FeatureState.INSUFFICIENT_DATA);
        assertThat(thin.lower()).isEmpty();
        assertThat(thin.value()).isPresent();
        assertThat(judge(bound(measure, 0), 0, 79, 0, 0, 0, 0, 0, 0).state()).isEqualTo(FeatureState.DRIFT);
        assertThat(judge(bound(measure, 0.1), 0, 80, 0, 0, 0, 0, 0, 0).state()).isEqualTo(FeatureState.DRIFT);
    }

    @Test
    void dependentRecordsCountForFewer() {
        long[] m = EVEN.counts();
        FeatureReference bursty = new FeatureReference(m, 200, new Dispersion(0.1, 0.2, 1.5, 30));
        long[] counts = {0, 400, 200, 200, 200, 0, 0, 0};
        FeatureVerdict independent = judge(bound(Measure.KL, 0), counts);
        FeatureVerdict dependent =
                Detector.judge(INCOME, bound(Measure.KL, 0), SchemaSpec.DEFAULT, Optional.of(bursty), counts);
        assertThat(independent.state()).isEqualTo(FeatureState.DRIFT);
        assertThat(independent.dispersion()).isEqualTo("provisional");
        assertThat(independent.nEffective()).isEqualTo(1000);
        assertThat(dependent.state()).isEqualTo(FeatureState.STABLE);
        assertThat(dependent.dispersion()).isEqualTo("reference");
        assertThat(dependent.n()).isEqualTo(1000);
        assertThat(dependent.nEffective()).isCloseTo(1000 / (1 + 999 * 0.1), within(1e-12));
        assertThat(dependent.mEffective()).isEqualTo(200);
        assertThat(dependent.value()).isEqualTo(independent.value());
    }

    @ParameterizedTest
    @EnumSource
    void contributionsSumToTheJudgedValue(Measure measure) {
        FeatureVerdict verdict = judge(bound(measure, 0.1), 3, 100, 270, 0, 41, 9, 77, 2);
        double sum =
                verdict.cells().stream().mapToDouble(CellVerdict::contribution).sum();
        assertThat(sum).isCloseTo(verdict.value().orElseThrow(), within(1e-12));
        assertThat(verdict.cells())
                .allSatisfy(cell -> assertThat(cell.contribution()).isGreaterThanOrEqualTo(0));
    }

    @Test
    void anUnsmoothedNewCellIsInfiniteButItsEvidenceIsNot() {
        DetectSpec plain = new DetectSpec(Rule.BOUND, Measure.KL, 0.1, OptionalDouble.empty(), 0.999, Smoothing.none());
        FeatureVerdict verdict = judge(plain, 0, 250, 250, 250, 249, 1, 0, 0);
        assertThat(verdict.value()).hasValue(Double.POSITIVE_INFINITY);
        assertThat(verdict.upper().orElseThrow()).isLessThan(0.1);
        assertThat(verdict.state()).isEqualTo(FeatureState.STABLE);
    }

    @Test
    void unsmoothedInvalidValuesHaveNoPlaceOnTheLine() {
        DetectSpec plain = new DetectSpec(Rule.BOUND, Measure.KS, 0.1, OptionalDouble.empty(), 0.999, Smoothing.none());
        FeatureVerdict verdict = judge(plain, 0, 0, 0, 0, 0, 0, 0, 100);
        assertThat(verdict.state()).isEqualTo(FeatureState.NO_DATA);
        assertThat(verdict.measures()).doesNotContainKey(Measure.KS).containsKey(Measure.KL);
    }

    @Test
    void categoriesAreJudgedWithoutOrderedMeasures() {
        long[] counts = {900, 50, 50, 0, 0};
        FeatureReference half = reference(5000, 5000, 0, 0, 0);
        FeatureVerdict verdict =
                Detector.judge(CHANNEL, DetectSpec.DEFAULT, SchemaSpec.DEFAULT, Optional.of(half), counts);
        assertThat(verdict.state()).isEqualTo(FeatureState.DRIFT);
        assertThat(verdict.measures()).doesNotContainKeys(Measure.KS, Measure.WASSERSTEIN);
        assertThat(verdict.cells())
                .extracting(CellVerdict::cell)
                .containsExactly("web", "shop", "other", "missing", "invalid");
    }

    @Test
    void anOrderedMeasureOfCategoriesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Detector.judge(
                        CHANNEL, bound(Measure.KS, 0.1), SchemaSpec.DEFAULT, Optional.empty(), new long[] {1, 2, 3, 4, 5
                        }))
                .withMessage("feature channel: must be numeric to be judged by ks, was categorical");
    }

    @Test
    void countsThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> judge(DetectSpec.DEFAULT, 1, 2, 3))
                .withMessage("feature income: must have 8 counts, one a cell, was 3");
    }

    @Test
    void judgingChangesNothingAndGivesTheSameBitsAgain() {
        long[] counts = {1, 300, 222, 111, 7, 3, 5, 0};
        long[] before = counts.clone();
        FeatureVerdict first = judge(DetectSpec.DEFAULT, counts);
        assertThat(counts).isEqualTo(before);
        assertThat(judge(DetectSpec.DEFAULT, counts)).isEqualTo(first);
        assertThat(judge(DetectSpec.DEFAULT, before)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(longs = {40, 50, 60, 70})
    void thePValueMustBeBelowWhatConfidenceLeaves(long moved) {
        long[] counts = {0, 250 + moved, 250, 250 - moved, 250, 0, 0, 0};
        double pValue = judge(DetectSpec.DEFAULT, counts).pValue().orElseThrow();
        assertThat(judge(anyDifference(1 - pValue * 0.999), counts).state()).isEqualTo(FeatureState.STABLE);
        assertThat(judge(anyDifference(1 - pValue * 1.001), counts).state()).isEqualTo(FeatureState.DRIFT);
    }

    private static DetectSpec anyDifference(double confidence) {
        return new DetectSpec(Rule.BOUND, Measure.KL, 0, OptionalDouble.empty(), confidence, Smoothing.additive(0.5));
    }

    @Test
    void aWindowIsBlindOnlyWhereBothItsNoiseAndItsUpperBoundAreAboveTheThreshold() {
        FeatureVerdict noisy = judge(bound(Measure.KL, 0.1), 0, 12, 10, 9, 6, 0, 0, 0);
        double noise = noise(0, 12, 10, 9, 6, 0, 0, 0);
        assertThat(noisy.upper().orElseThrow()).isGreaterThan(noise);
        assertThat(judge(bound(Measure.KL, Math.nextDown(noise)), 0, 12, 10, 9, 6, 0, 0, 0)
                        .state())
                .isEqualTo(FeatureState.INSUFFICIENT_DATA);
        assertThat(judge(bound(Measure.KL, noise), 0, 12, 10, 9, 6, 0, 0, 0).state())
                .isEqualTo(FeatureState.STABLE);
        double upper =
                judge(bound(Measure.KL, 0.1), 0, 7, 7, 7, 7, 0, 0, 0).upper().orElseThrow();
        assertThat(noise(0, 7, 7, 7, 7, 0, 0, 0)).isGreaterThan(upper);
        assertThat(judge(bound(Measure.KL, Math.nextDown(upper)), 0, 7, 7, 7, 7, 0, 0, 0)
                        .state())
                .isEqualTo(FeatureState.INSUFFICIENT_DATA);
        assertThat(judge(bound(Measure.KL, upper), 0, 7, 7, 7, 7, 0, 0, 0).state())
                .isEqualTo(FeatureState.STABLE);
    }

    private static double noise(long... counts) {
        double n = LongStream.of(counts).sum();
        EffectiveSizes sizes = EffectiveSizes.independent(n, EVEN.effective());
        Evidence evidence = EvidenceFormula.of(Measure.KL, counts, EVEN.counts(), sizes, 0.999);
        return EvidenceFormula.noise(Measure.KL, evidence, sizes);
    }
}
