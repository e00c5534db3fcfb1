package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.klarion.core.distribution.NumericBin;
import io.klarion.core.distribution.NumericBinning;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignificanceTestTest {

    private static final CutCells INTERVALS = CutCells.of(NumericBinning.ofEdges(0, 1, 2, 3, 4));

    private static double independent(CutCells cut, long[] window, long[] reference) {
        EffectiveSizes sizes =
                EffectiveSizes.independent((double) Arrays.stream(window).sum(), (double)
                        Arrays.stream(reference).sum());
        return SignificanceTest.pValue(window, reference, cut, sizes, OrderLaw.unknown());
    }

    /* Cells without order, and nothing known of any: half of the level for all of them together. */
    private static double halves(double all, double cells) {
        return CombinedPValue.of(all, 0.5, cells);
    }

    /* Order known: 0.3, 0.45, 0.1 and 0.15 of it. */
    private static double parts(double all, double location, double scale, double cells) {
        double three = CombinedPValue.of(CombinedPValue.of(all, 0.4, location), 0.75 / 0.85, scale);
        return CombinedPValue.of(three, 0.85, cells);
    }

    /* Of the rarest cell, by the textbook. */
    private static double rarest(long[] window, long[] reference) {
        int n = (int) Arrays.stream(window).sum();
        int m = (int) Arrays.stream(reference).sum();
        double least = 1;
        for (int i = 0; i < window.length; i++) {
            int total = (int) (window[i] + reference[i]);
            least = Math.min(
                    least, HypergeometricDistribution.of(n + m, total, n).survivalProbability((int) window[i] - 1));
        }
        return Math.min(1, window.length * least);
    }

    @Test
    void anUnremarkableWindowHasThePValueOfChiSquareInFullCells() {
        long[] window = {260, 240, 250, 250};
        long[] reference = {2500, 2500, 2500, 2500};
        assertThat(independent(CutCells.none(), window, reference))
                .isEqualTo(halves(HomogeneityTest.of(window, reference).chiSquarePValue(), 1));
    }

    @Test
    void inThinCellsTheLargerPValueIsTaken() {
        long[] window = {27, 20, 3, 0};
        long[] reference = {500, 400, 98, 2};
        HomogeneityTest test = HomogeneityTest.of(window, reference);
        assertThat(independent(CutCells.none(), window, reference))
                .isEqualTo(halves(Math.max(test.gPValue(), test.chiSquarePValue()), 1));
    }

    /* Counts as they come by chance; full or thin cells. */
    private static long[] drawn(SplittableRandom random, int cells, long records) {
        long[] counts = new long[cells];
        for (long r = 0; r < records; r++) {
            counts[(int) (cells * random.nextDouble() * random.nextDouble())]++;
        }
        return counts;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsNotRemarkableHasThePValueOfTheTextbook(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] window = drawn(random, 8, random.nextInt(100, 2000));
        long[] reference = drawn(random, 8, random.nextInt(100, 2000));
        HomogeneityTest test = HomogeneityTest.of(window, reference);
        double textbook =
                test.minExpected() >= 10 ? test.chiSquarePValue() : Math.max(test.gPValue(), test.chiSquarePValue());
        double p = independent(CutCells.none(), window, reference);
        if (textbook > 0.25) {
            assertThat(p).isBetween(0.99 * halves(textbook, rarest(window, reference)), halves(textbook, 1));
        } else {
            assertThat(p).isBetween(halves(textbook / 3, rarest(window, reference)), halves(textbook * 3, 1));
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @Test
    void whatIsRemarkableIsJudgedByTheLawOfItsCells() {
        long[] window = {60, 20, 15, 5, 0};
        long[] reference = {400, 250, 200, 130, 20};
        double share = 100 / 1100.0;
        double all = law(
                window,
                reference,
                (cell, tilt) -> CellLaw.of((double) window[cell] + reference[cell], share, tilt),
                cell -> CellLaw.score((double) window[cell], (double) window[cell] + reference[cell], share));
        assertThat(independent(CutCells.none(), window, reference))
                .isCloseTo(halves(all, rarest(window, reference)), withinPercentage(1));
    }

    @Test
    void cellsCutFromTheReferenceHaveTheLawOfTheirEdges() {
        long[] window = {4, 40, 20, 20, 10, 6, 3, 0};
        long[] reference = {0, 250, 250, 250, 250, 0, 20, 0};
        long[] seated = {1, 249, 250, 250, 249, 1, 20, 0};
        double share = 103 / 1123.0;
        double all = law(
                window,
                seated,
                (cell, tilt) -> switch (cell) {
                    case 0, 5 -> CellLaw.beyondExtreme(share, tilt);
                    case 6 -> CellLaw.of(23, share, tilt);
                    default -> CellLaw.between((double) seated[cell], share, tilt);
                },
                cell -> cell == 0 || cell == 5
                        ? CellLaw.scoreBeyondExtreme((double) window[cell], share)
                        : CellLaw.score((double) window[cell], (double) window[cell] + seated[cell], share));
        assertThat(independent(INTERVALS, window, reference)).isCloseTo(halves(all, 1), withinPercentage(1));
    }

    /* Twelve cells on a line that all lean a little upwards: nothing to χ², and to any single cell. */
    private static final long[] LEANING = {24, 25, 26, 27, 28, 29, 31, 32, 33, 34, 35, 36, 5, 0};

    private static final long[] EVEN = {1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 160, 0};

    /* The two-sided p-value of Mann and Whitney: how often a record of the window is above one of the reference, with the variance for ties. */
    private static double mannWhitney(long[] window, long[] reference, int cells) {
        double n = Arrays.stream(window, 0, cells).sum();
        double m = Arrays.stream(reference, 0, cells).sum();
        double above = 0;
        double ties = 0;
        for (int i = 0; i < cells; i++) {
            for (int j = 0; j < cells; j++) {
                above += window[i] * reference[j] * (j < i ? 1 : j == i ? 0.5 : 0);
            }
            double total = (double) window[i] + reference[i];
            ties += total * total * total - total;
        }
        double variance = n * m / 12 * (n + m + 1 - ties / ((n + m) * (n + m - 1)));
        return 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(above - n * m / 2) / Math.sqrt(variance));
    }

    private static double leaning(OrderLaw order) {
        CutCells cut = CutCells.of(NumericBinning.ofEdges(
                IntStream.rangeClosed(0, 10).asDoubleStream().toArray()));
        return SignificanceTest.pValue(LEANING, EVEN, cut, EffectiveSizes.independent(365, 12_160), order);
    }

    @Test
    void whereCellsLieOnALineTheLocationHasItsPart() {
        double all = HomogeneityTest.of(LEANING, EVEN).chiSquarePValue();
        double location = mannWhitney(LEANING, EVEN, 12);
        assertThat(location).isBetween(0.01, 0.02);
        assertThat(leaning(OrderLaw.independent())).isCloseTo(parts(all, location, 1, 1), withinPercentage(3));
        assertThat(leaning(OrderLaw.unknown())).isEqualTo(halves(all, 1));
    }

    @Test
    void aLocationThatWandersByItselfIsNoEvidence() {
        OrderLaw wandering = OrderLaw.of(0.02, 0, 30);
        assertThat(leaning(wandering)).isGreaterThan(2 * leaning(OrderLaw.independent()));
    }

    @Test
    void ofDependentRecordsTheOrderIsNotJudged() {
        CutCells cut = CutCells.of(NumericBinning.ofEdges(
                IntStream.rangeClosed(0, 10).asDoubleStream().toArray()));
        EffectiveSizes sizes = new EffectiveSizes(200, 6000, 1.5, 30);
        assertThat(SignificanceTest.pValue(LEANING, EVEN, cut, sizes, OrderLaw.independent()))
                .isEqualTo(HomogeneityTest.of(LEANING, EVEN, sizes).chiSquarePValue());
    }

    private static double law(
            long[] window, long[] reference, BiFunction<Integer, Double, CellLaw> laws, IntToDoubleFunction score) {
        int[] used = IntStream.range(0, window.length)
                .filter(cell -> window[cell] + reference[cell] > 0)
                .toArray();
        double statistic = IntStream.of(used).mapToDouble(score).sum();
        double tilt = ConditionalLaw.tilt(statistic, used.length) + 0.02;
        CellLaw[] cells =
                IntStream.of(used).mapToObj(cell -> laws.apply(cell, tilt)).toArray(CellLaw[]::new);
        return ConditionalLaw.survival(
                statistic, cells, (double) Arrays.stream(window).sum());
    }

    /* Fifty cells as expected and one that gains. */
    @Test
    void oneCellOfManyIsJudgedByItself() {
        long[] window = new long[51];
        long[] reference = new long[51];
        Arrays.fill(window, 0, 50, 20);
        Arrays.fill(reference, 0, 50, 200);
        window[50] = 16;
        reference[50] = 20;
        double single = HypergeometricDistribution.of(1016 + 10020, 36, 1016).survivalProbability(15);
        assertThat(independent(CutCells.none(), window, reference)).isCloseTo(51 * single / 0.5, withinPercentage(1));
    }

    /* With 20 of the reference in the interval, 66 of the window's precede the 20th: 66 or more among the first 85. What lies beyond
     * the extremes counts as two cells. */
    @Test
    void oneIntervalOfManyIsJudgedByTheLawOfItsEdges() {
        CutCells cut = CutCells.of(NumericBinning.ofEdges(
                IntStream.rangeClosed(0, 50).asDoubleStream().toArray()));
        long[] window = new long[54];
        long[] reference = new long[54];
        Arrays.fill(window, 1, 51, 20);
        Arrays.fill(reference, 1, 51, 20);
        window[7] = 66;
        double single =
                HypergeometricDistribution.of(1046 + 1000, 66 + 20 - 1, 1046).survivalProbability(65);
        assertThat(independent(cut, window, reference)).isCloseTo(52 * single / 0.5, withinPercentage(1));
    }

    @Test
    void twoCellsAreCountedTableByTableAndNeverByThemselves() {
        double share = 100 / 1100.0;
        double statistic = CellLaw.score(20, 120, share) + CellLaw.score(80, 980, share);
        assertThat(independent(CutCells.none(), new long[] {20, 80}, new long[] {100, 900}))
                .isEqualTo(TwoCellLaw.survival(statistic * (1 - 1e-9), 120, 980, share));
    }

    @Test
    void dependentRecordsLendTheEndsOneEffectiveRecord() {
        long[] window = {3, 40, 25, 25, 10, 0, 0, 0};
        long[] reference = {0, 250, 250, 250, 250, 0, 0, 0};
        long[] seated = {4, 246, 250, 250, 246, 4, 0, 0};
        EffectiveSizes sizes = new EffectiveSizes(50, 250, 1.5, 12);
        HomogeneityTest test = HomogeneityTest.of(window, seated, sizes);
        assertThat(SignificanceTest.pValue(window, reference, INTERVALS, sizes, OrderLaw.unknown()))
                .isEqualTo(Math.max(test.gPValue(), test.chiSquarePValue()));
    }

    @Test
    void anEndLendsAtMostHalfOfWhatItHas() {
        long[] window = {3, 40, 25, 25, 10, 0, 0, 0};
        long[] reference = {0, 4, 496, 496, 4, 0, 0, 0};
        long[] seated = {2, 2, 496, 496, 2, 2, 0, 0};
        EffectiveSizes sizes = new EffectiveSizes(50, 100, 1.5, 12);
        HomogeneityTest test = HomogeneityTest.of(window, seated, sizes);
        assertThat(SignificanceTest.pValue(window, reference, INTERVALS, sizes, OrderLaw.unknown()))
                .isEqualTo(Math.max(test.gPValue(), test.chiSquarePValue()));
    }

    @Test
    void aSingleRecordInACellThatTheReferenceNeverUsedIsNoProof() {
        assertThat(independent(CutCells.none(), new long[] {100, 99, 1}, new long[] {5000, 4999, 0}))
                .isGreaterThan(0.001);
    }

    @Test
    void fiveRecordsInACellThatTheReferenceNeverUsedAre() {
        assertThat(independent(CutCells.none(), new long[] {100, 95, 5}, new long[] {5000, 5000, 0}))
                .isLessThan(1e-5);
    }

    /* Two samples of one size: the chance that all r records beyond the extremes of both are the window's is 2⁻ʳ. */
    @Test
    void aFewRecordsBeyondTheReferencesOwnExtremesAreToBeExpected() {
        long[] window = {1, 249, 250, 250, 248, 2, 0, 0};
        long[] reference = {0, 250, 250, 250, 250, 0, 0, 0};
        assertThat(independent(INTERVALS, window, reference)).isGreaterThan(0.5);
        assertThat(independent(CutCells.none(), window, reference))
                .isLessThan(independent(INTERVALS, window, reference));
    }

    @Test
    void aCellOutsideTheEdgesThatTheReferenceDoesUseIsACellLikeOthers() {
        long[] window = {30, 230, 240, 250, 250, 0, 0, 0};
        long[] reference = {20, 2480, 2500, 2500, 2500, 0, 0, 0};
        assertThat(independent(INTERVALS, window, reference))
                .isEqualTo(independent(CutCells.none(), window, reference));
    }

    @Test
    void aSingleValueIsNoInterval() {
        CutCells cut = CutCells.of(NumericBinning.of(List.of(NumericBin.point(1), NumericBin.point(2))));
        assertThat(cut.isInterval(1)).isFalse();
        assertThat(INTERVALS.isInterval(0)).isFalse();
        assertThat(INTERVALS.isInterval(1)).isTrue();
        assertThat(INTERVALS.isInterval(4)).isTrue();
        assertThat(INTERVALS.isInterval(5)).isFalse();
    }

    @Test
    void dependentRecordsAreJudgedByTheLawOfTheirSizes() {
        long[] window = {300, 200};
        long[] reference = {2500, 2500};
        EffectiveSizes sizes = new EffectiveSizes(50, 500, 1, 10);
        assertThat(SignificanceTest.pValue(window, reference, CutCells.none(), sizes, OrderLaw.unknown()))
                .isEqualTo(HomogeneityTest.of(window, reference, sizes).chiSquarePValue());
    }

    @ParameterizedTest(name = "{0} of 200")
    @ValueSource(longs = {10, 11, 12, 13, 14, 16, 20, 30, 60, 120})
    void moreOfARareValueIsLessLikely(long rare) {
        double fewer = independent(CutCells.none(), new long[] {200 - rare + 1, rare - 1, 0}, new long[] {980, 20, 0});
        assertThat(independent(CutCells.none(), new long[] {200 - rare, rare, 0}, new long[] {980, 20, 0}))
                .isLessThan(fewer);
    }

    @Test
    void itDoesNotMatterWhichCellComesFirst() {
        double one = independent(CutCells.none(), new long[] {9, 30, 60, 1}, new long[] {50, 450, 490, 10});
        double other = independent(CutCells.none(), new long[] {1, 60, 30, 9}, new long[] {10, 490, 450, 50});
        assertThat(other).isCloseTo(one, withinPercentage(1e-6));
    }

    @Test
    void nothingToCompareIsNoSurprise() {
        assertThat(independent(CutCells.none(), new long[] {0, 0}, new long[] {5, 5}))
                .isEqualTo(1);
        assertThat(independent(CutCells.none(), new long[] {9, 0}, new long[] {5, 0}))
                .isEqualTo(1);
    }
}
