package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.NumericBin;
import io.klarion.core.distribution.NumericBinning;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Measures along a line of cells: KS and Wasserstein. */
class OrderedCellsTest {

    private static final SharePair HALF_MOVED_UP =
            SharePair.ofShares(new double[] {0.25, 0.25, 0.5}, new double[] {0.5, 0.25, 0.25});

    @Test
    void ksIsTheWidestGapOfTheCumulativeShares() {
        assertThat(value(Measure.KS, HALF_MOVED_UP, OrderedCells.first(3))).isEqualTo(0.25);
    }

    @Test
    void wassersteinIsMassTimesDistanceInUnitsOfOneCell() {
        assertThat(value(Measure.WASSERSTEIN, HALF_MOVED_UP, OrderedCells.first(3)))
                .isEqualTo(0.5);
    }

    @Test
    void wassersteinTakesTheDistanceOfTheGivenPlaces() {
        OrderedCells order = OrderedCells.of(new int[] {0, 1, 2}, new double[] {-10, 0, 30});
        assertThat(value(Measure.WASSERSTEIN, HALF_MOVED_UP, order)).isEqualTo(0.25 * 10 + 0.25 * 30);
        assertThat(value(Measure.KS, HALF_MOVED_UP, order)).isEqualTo(0.25);
    }

    @Test
    void theOrderOfTheCellsCounts() {
        OrderedCells order = OrderedCells.of(new int[] {0, 2, 1});
        assertThat(value(Measure.WASSERSTEIN, HALF_MOVED_UP, order)).isEqualTo(0.25);
    }

    @Test
    void cellsOffTheLineAreLeftOutOnBothSides() {
        SharePair pair = SharePair.of(new long[] {1, 3, 96}, new long[] {3, 1, 0}, Smoothing.none());
        assertThat(value(Measure.KS, pair, OrderedCells.first(2))).isEqualTo(0.5);
        assertThat(value(Measure.WASSERSTEIN, pair, OrderedCells.first(2))).isEqualTo(0.5);
        assertThat(Divergences.contributions(Measure.KS, pair, OrderedCells.first(2)))
                .containsExactly(0.25, 0.25, 0);
    }

    @Test
    void withoutAnythingOnTheLineBothMeasuresAreAbsent() {
        long[] missing = {0, 0, 5};
        long[] present = {3, 1, 0};
        SharePair allMissing = SharePair.of(missing, present, Smoothing.none());
        for (SharePair pair : List.of(allMissing, SharePair.of(present, missing, Smoothing.none()))) {
            assertThat(Divergences.all(pair, OrderedCells.first(2)))
                    .doesNotContainKeys(Measure.KS, Measure.WASSERSTEIN)
                    .hasSize(7);
        }
        assertThat(Divergences.all(allMissing, OrderedCells.none())).hasSize(7);
        assertThatThrownBy(() -> value(Measure.WASSERSTEIN, allMissing, OrderedCells.first(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wasserstein: must have shares in ordered cells on both sides, was none");
        assertThatThrownBy(() -> Divergences.contributions(Measure.KS, allMissing, OrderedCells.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ks: must have shares in ordered cells on both sides, was none");
    }

    @Test
    void allMeasuresStandInTheirOwnOrder() {
        Map<Measure, Double> all = Divergences.all(HALF_MOVED_UP, OrderedCells.first(3));
        assertThat(all.keySet()).containsExactly(Measure.values());
    }

    @Test
    void oneOrderedCellMovesNothing() {
        assertThat(value(Measure.KS, HALF_MOVED_UP, OrderedCells.of(new int[] {1})))
                .isZero();
        assertThat(value(Measure.WASSERSTEIN, HALF_MOVED_UP, OrderedCells.of(new int[] {1})))
                .isZero();
    }

    @Test
    void aHalfOfKsBelongsToTheCellsThatOpenTheGapAndAHalfToThoseThatCloseIt() {
        SharePair pair = SharePair.ofShares(new double[] {0.4, 0.3, 0.1, 0.2}, new double[] {0.1, 0.2, 0.3, 0.4});
        double[] contributions = Divergences.contributions(Measure.KS, pair, OrderedCells.first(4));
        double[] expected = {0.15, 0.05, 0.1, 0.1};
        IntStream.range(0, 4).forEach(i -> assertThat(contributions[i]).isCloseTo(expected[i], within(1e-15)));
    }

    @Test
    void whatCrossesAGapBelongsToBothNeighbours() {
        OrderedCells order = OrderedCells.of(new int[] {0, 1, 2}, new double[] {-10, 0, 30});
        assertThat(Divergences.contributions(Measure.WASSERSTEIN, HALF_MOVED_UP, order))
                .containsExactly(1.25, 5, 3.75);
    }

    @Test
    void contributionsAlongALineNeedTheOrder() {
        assertThatThrownBy(() -> Divergences.contributions(Measure.KS, HALF_MOVED_UP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("measure: must be a sum over cells, was ks");
    }

    @Test
    void binsStandAtTheirMidpointsAndTheTailsAtTheOuterEdges() {
        OrderedCells order = OrderedCells.of(NumericBinning.ofEdges(0, 10, 30));
        assertThat(order.size()).isEqualTo(4);
        assertThat(IntStream.range(0, 4).map(order::cell)).containsExactly(0, 1, 2, 3);
        assertThat(IntStream.range(0, 3).mapToDouble(order::gapAfter).toArray()).containsExactly(5, 15, 10);
    }

    @Test
    void aPointMassAtTheEdgeStandsWhereItsTailStands() {
        OrderedCells order =
                OrderedCells.of(NumericBinning.of(List.of(NumericBin.point(0), new NumericBin(0, false, 8, true))));
        assertThat(IntStream.range(0, 3).mapToDouble(order::gapAfter).toArray()).containsExactly(0, 4, 4);
    }

    @Test
    void categoriesHaveNoOrder() {
        assertThat(OrderedCells.of(CategoricalBinning.ofBoolean()).size()).isZero();
    }

    @Test
    void distancesBeyondTheLargestNumberStayNumbers() {
        OrderedCells order = OrderedCells.of(new int[] {0, 1}, new double[] {-Double.MAX_VALUE, Double.MAX_VALUE});
        SharePair same = SharePair.ofShares(new double[] {0.5, 0.5}, new double[] {0.5, 0.5});
        assertThat(value(Measure.WASSERSTEIN, same, order)).isZero();
    }

    @Test
    void orderAndPlacesMustFit() {
        assertThatThrownBy(() -> OrderedCells.of(new int[] {0, 1}, new double[] {0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("positions: must be one for each cell, 2, was 1");
        assertThatThrownBy(() -> OrderedCells.of(new int[] {0, 1}, new double[] {5, 4}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("positions[1]: must be finite and not fall, was 4");
        assertThatThrownBy(() -> OrderedCells.of(new int[] {0}, new double[] {Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("positions[0]: must be finite and not fall, was NaN");
        assertThatThrownBy(() -> OrderedCells.of(new int[] {2, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order: must name each cell once, was [2, 2]");
        assertThatThrownBy(() -> OrderedCells.of(new int[] {-1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order: must name cells from 0, was [-1]");
        assertThatThrownBy(() -> Divergences.all(HALF_MOVED_UP, OrderedCells.first(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order: must name cells below 3, was 3");
    }

    private static double value(Measure measure, SharePair pair, OrderedCells order) {
        return Divergences.value(measure, pair, order);
    }

    @Test
    void ofGapsEquallyWideTheFirstIsTheOneThatOpens() {
        SharePair pair = SharePair.ofShares(new double[] {0.5, 0, 0.5, 0}, new double[] {0.25, 0.25, 0.25, 0.25});
        assertThat(Divergences.contributions(Measure.KS, pair, OrderedCells.first(4)))
                .containsExactly(0.125, 0.0625, 0, 0.0625);
    }
}
