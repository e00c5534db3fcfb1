package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for any counts; each seed is one pair under every smoothing. */
class DivergencePropertiesTest {

    private static final List<Smoothing> SMOOTHINGS =
            List.of(Smoothing.none(), Smoothing.additive(0.5), Smoothing.additive(1), Smoothing.floor(1e-6));

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyMeasureIsAtLeastZeroAndNeverNaN(long seed) {
        for (SharePair pair : pairs(seed)) {
            Divergences.all(pair, OrderedCells.first(pair.cells()))
                    .forEach((measure, value) ->
                            assertThat(value).as(measure.key()).isNotNegative().isNotNaN());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void equalCountsAreAtDistanceZero(long seed) {
        RandomCounts random = RandomCounts.of(seed);
        long[] counts = random.row(random.cells());
        for (Smoothing smoothing : SMOOTHINGS) {
            SharePair pair = SharePair.of(counts, counts, smoothing);
            assertThat(Divergences.all(pair, OrderedCells.first(pair.cells())).values())
                    .containsOnly(0.0);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void contributionsAreAtLeastZeroAndSumToTheValue(long seed) {
        for (SharePair pair : pairs(seed)) {
            OrderedCells order = OrderedCells.first(pair.cells());
            Divergences.all(pair, order).forEach((measure, value) -> {
                double[] contributions = Divergences.contributions(measure, pair, order);
                assertThat(contributions).hasSize(pair.cells());
                for (double contribution : contributions) {
                    assertThat(contribution).as(measure.key()).isNotNegative().isNotNaN();
                }
                assertEqual(measure.key(), Arrays.stream(contributions).sum(), value);
            });
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void psiIsKlBothWaysAdded(long seed) {
        for (SharePair pair : pairs(seed)) {
            assertEqual("psi", value(Measure.PSI, pair), value(Measure.KL, pair) + value(Measure.REVERSE_KL, pair));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void crossEntropyIsKlPlusEntropy(long seed) {
        for (SharePair pair : pairs(seed)) {
            double sum = value(Measure.KL, pair) + Divergences.entropy(pair.windowShares());
            assertEqual("cross entropy", Divergences.crossEntropy(pair), sum);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void boundedMeasuresStayInTheirRange(long seed) {
        for (SharePair pair : pairs(seed)) {
            assertThat(value(Measure.JS, pair)).isLessThanOrEqualTo(StrictMath.log(2) + 1e-15);
            assertThat(value(Measure.HELLINGER, pair)).isLessThanOrEqualTo(1);
            assertThat(value(Measure.TOTAL_VARIATION, pair)).isLessThanOrEqualTo(1 + 1e-15);
            assertThat(Divergences.value(Measure.KS, pair, OrderedCells.first(pair.cells())))
                    .isLessThanOrEqualTo(value(Measure.TOTAL_VARIATION, pair) + 1e-15);
            assertThat(Divergences.entropy(pair.windowShares()))
                    .isLessThanOrEqualTo(StrictMath.log(pair.cells()) + 1e-13);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void classicInequalitiesHold(long seed) {
        for (SharePair pair : pairs(seed)) {
            double variation = value(Measure.TOTAL_VARIATION, pair);
            double squaredHellinger = StrictMath.pow(value(Measure.HELLINGER, pair), 2);
            assertThat(2 * variation * variation).as("Pinsker").isLessThanOrEqualTo(value(Measure.KL, pair) + 1e-12);
            assertThat(value(Measure.KL, pair))
                    .as("KL and χ²")
                    .isLessThanOrEqualTo(StrictMath.log1p(value(Measure.CHI_SQUARE, pair)) + 1e-12);
            assertThat(squaredHellinger).as("Le Cam").isLessThanOrEqualTo(variation + 1e-12);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void swappingTheSidesSwapsKlAndKeepsTheSymmetricMeasures(long seed) {
        for (SharePair pair : pairs(seed)) {
            SharePair swapped =
                    SharePair.ofShares(/* window= */ pair.referenceShares(), /* reference= */ pair.windowShares());
            assertEqual("kl", value(Measure.KL, swapped), value(Measure.REVERSE_KL, pair));
            for (Measure measure : List.of(Measure.PSI, Measure.JS, Measure.HELLINGER, Measure.TOTAL_VARIATION)) {
                assertEqual(measure.key(), value(measure, swapped), value(measure, pair));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfCellsDoesNotMatterToSumsOverCells(long seed) {
        RandomCounts random = RandomCounts.of(seed);
        int cells = random.cells();
        long[] window = random.row(cells);
        long[] reference = random.row(cells);
        int[] order = random.permutation(cells);
        for (Smoothing smoothing : SMOOTHINGS) {
            SharePair pair = SharePair.of(window, reference, smoothing);
            SharePair permuted = SharePair.of(
                    RandomCounts.permuted(window, order), RandomCounts.permuted(reference, order), smoothing);
            Divergences.all(pair, OrderedCells.none())
                    .forEach((measure, value) -> assertEqual(measure.key(), value(measure, permuted), value));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void withoutSmoothingOnlySharesMatterNotTotals(long seed) {
        RandomCounts random = RandomCounts.of(seed);
        int cells = random.cells();
        long[] window = random.row(cells);
        long[] reference = random.row(cells);
        SharePair pair = SharePair.of(window, reference, Smoothing.none());
        SharePair scaled = SharePair.of(times(window, 7), times(reference, 1000), Smoothing.none());
        Divergences.all(pair, OrderedCells.first(cells))
                .forEach((measure, value) -> assertEqual(
                        measure.key(), Divergences.value(measure, scaled, OrderedCells.first(cells)), value));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void mergingTwoCellsNeverRaisesADivergence(long seed) {
        for (SharePair pair : pairs(seed)) {
            SharePair merged = SharePair.ofShares(mergedLast(pair.windowShares()), mergedLast(pair.referenceShares()));
            Divergences.all(pair, OrderedCells.none())
                    .forEach((measure, value) ->
                            assertThat(value(measure, merged)).as(measure.key()).isLessThanOrEqualTo(value + 1e-12));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void valuesEqualTheNaiveFormulas(long seed) {
        for (SharePair pair : pairs(seed)) {
            double[] p = pair.windowShares();
            double[] q = pair.referenceShares();
            OrderedCells order = OrderedCells.first(pair.cells());
            Divergences.all(pair, order)
                    .forEach((measure, value) -> assertEqual(measure.key(), value, NaiveOracle.value(measure, p, q)));
        }
    }

    private static List<SharePair> pairs(long seed) {
        RandomCounts random = RandomCounts.of(seed);
        int cells = random.cells();
        long[] window = random.row(cells);
        long[] reference = random.row(cells);
        return SMOOTHINGS.stream()
                .map(smoothing -> SharePair.of(window, reference, smoothing))
                .toList();
    }

    private static double value(Measure measure, SharePair pair) {
        return Divergences.value(measure, pair, OrderedCells.none());
    }

    private static long[] times(long[] counts, long factor) {
        return Arrays.stream(counts).map(count -> count * factor).toArray();
    }

    private static double[] mergedLast(double[] shares) {
        if (shares.length == 1) {
            return shares;
        }
        double[] merged = Arrays.copyOf(shares, shares.length - 1);
        merged[merged.length - 1] += shares[shares.length - 1];
        return merged;
    }

    private static void assertEqual(String name, double actual, double expected) {
        Offset<Double> tolerance = within(1e-12 * Math.max(1, Math.abs(expected)));
        if (Double.isInfinite(expected)) {
            assertThat(actual).as(name).isEqualTo(expected);
        } else {
            assertThat(actual).as(name).isCloseTo(expected, tolerance);
        }
    }
}
