package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankLawTest {

    private static final double DEVIATE = 1.9;

    private static long[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    /* Twice the midrank, a whole number. */
    private static long[] ranks(long[] totals) {
        long[] ranks = new long[totals.length];
        long below = 0;
        for (int i = 0; i < totals.length; i++) {
            ranks[i] = 2 * below + totals[i];
            below += totals[i];
        }
        return ranks;
    }

    /* The square of its distance from the middle. */
    private static long[] squares(long[] totals) {
        long all = Arrays.stream(totals).sum();
        return Arrays.stream(ranks(totals))
                .map(rank -> (rank - all) * (rank - all))
                .toArray();
    }

    /* The probability of every sum of scores there is, over all tables with these totals. */
    private static NavigableMap<Long, Double> exact(long[] totals, long[] scores, int window) {
        NavigableMap<Long, Double> law = new TreeMap<>();
        count(law, totals, scores, 0, window, (int) Arrays.stream(totals).sum(), 0, 1);
        return law;
    }

    private static void count(
            Map<Long, Double> law, long[] totals, long[] scores, int cell, int left, int records, long sum, double p) {
        if (cell == totals.length) {
            law.merge(sum, p, Double::sum);
            return;
        }
        int total = (int) totals[cell];
        for (int a = Math.max(0, left - (records - total)); a <= Math.min(left, total); a++) {
            double here = HypergeometricDistribution.of(records, total, left).probability(a);
            if (here > 0) {
                count(law, totals, scores, cell + 1, left - a, records - total, sum + a * scores[cell], p * here);
            }
        }
    }

    private static double deviate(long[] totals, long[] scores, int window, long sum) {
        double mean = mean(totals, scores);
        double[] centred =
                Arrays.stream(scores).mapToDouble(score -> score - mean).toArray();
        return RankLaw.deviate(
                sum - window * mean, Arrays.stream(totals).asDoubleStream().toArray(), centred, window);
    }

    private static double mean(long[] totals, long[] scores) {
        double mean = 0;
        for (int i = 0; i < totals.length; i++) {
            mean += totals[i] * (double) scores[i];
        }
        return mean / Arrays.stream(totals).sum();
    }

    private static double standardized(long[] totals, long[] scores, int window, long sum) {
        double all = Arrays.stream(totals).sum();
        double mean = mean(totals, scores);
        double variance = 0;
        for (int i = 0; i < totals.length; i++) {
            variance += totals[i] * (scores[i] - mean) * (scores[i] - mean) / all;
        }
        return (sum - window * mean) / Math.sqrt(window * (all - window) / (all - 1) * variance);
    }

    /* Approximate over exact tail, for every remarkable sum that has a tail above 1e-12: the least and the greatest. */
    private static double[] ratios(long[] totals, long[] scores, int window) {
        double[] ratios = {Double.POSITIVE_INFINITY, 0};
        NavigableMap<Long, Double> law = exact(totals, scores, window);
        LongToDoubleFunction above = sum ->
                law.tailMap(sum, true).values().stream().mapToDouble(p -> p).sum();
        LongToDoubleFunction below = sum ->
                law.headMap(sum, true).values().stream().mapToDouble(p -> p).sum();
        for (long sum : law.keySet()) {
            double z = standardized(totals, scores, window, sum);
            double tail = z > 0 ? above.applyAsDouble(sum) : below.applyAsDouble(sum);
            if (Math.abs(z) >= DEVIATE && tail > 1e-12) {
                double shown =
                        NormalDistribution.of(0, 1).survivalProbability(Math.abs(deviate(totals, scores, window, sum)));
                ratios[0] = Math.min(ratios[0], shown / tail);
                ratios[1] = Math.max(ratios[1], shown / tail);
            }
        }
        return ratios;
    }

    @ParameterizedTest(name = "{0}, {1} of them in the window")
    @CsvSource({"20 20 20 20 20, 30", "12 12 12 12 12 12, 36"})
    void theTailsOfTheLocationAreThoseOfAllTablesCountedOneByOneToATenth(String records, int window) {
        long[] totals = numbers(records);
        assertThat(ratios(totals, ranks(totals), window)).satisfies(ratios -> {
            assertThat(ratios[0]).isGreaterThanOrEqualTo(1);
            assertThat(ratios[1]).isLessThan(1.1);
        });
    }

    @ParameterizedTest(name = "{0}, {1} of them in the window")
    @CsvSource({
        "20 20 20 20 20, 30",
        "40 40, 30",
        "190 4 3 2 1, 50",
        "190 4 3 2 1, 150",
        "1 2 3 4 190, 50",
        "95 1 1 1 1 1, 20",
        "500 30, 25",
        "2 196 2, 60",
        "3 30 1 60 3, 8",
    })
    void whereFewScoresHoldNearlyEverythingNoTailIsTooSmall(String records, int window) {
        long[] totals = numbers(records);
        assertThat(ratios(totals, ranks(totals), window)[0]).isGreaterThanOrEqualTo(1);
        assertThat(ratios(totals, squares(totals), window)[0]).isGreaterThanOrEqualTo(1);
    }

    @Test
    void oneRecordBetweenTwoScoresMakesItTooSmallByASeventhAtMost() {
        long[] totals = {150, 1, 49};
        assertThat(ratios(totals, ranks(totals), 40)[0]).isBetween(0.9, 1.0);
        assertThat(ratios(totals, squares(totals), 40)[0]).isBetween(0.85, 1.0);
    }

    @Test
    void atTheMeanThereIsNothing() {
        assertThat(RankLaw.deviate(0, new double[] {50, 50}, new double[] {-0.25, 0.25}, 20))
                .isZero();
    }

    @Test
    void theOtherSideIsTheSameWithAnotherSign() {
        double[] totals = {100, 50, 100};
        double[] scores = {-0.3, 0, 0.3};
        assertThat(RankLaw.deviate(-6, totals, scores, 60))
                .isCloseTo(-RankLaw.deviate(6, totals, scores, 60), within(1e-9));
    }
}
