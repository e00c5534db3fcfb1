package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionalLawTest {

    private static double approximate(double statistic, int[] totals, int window) {
        double share = window / (double) Arrays.stream(totals).sum();
        double tilt = ConditionalLaw.tilt(statistic, totals.length) + 0.02;
        CellLaw[] laws = Arrays.stream(totals)
                .mapToObj(total -> CellLaw.of(total, share, tilt))
                .toArray(CellLaw[]::new);
        return ConditionalLaw.survival(statistic, laws, window);
    }

    /* The probability of a statistic of at least x over all tables with these totals, one by one. */
    private static double exact(double x, int[] totals, int cell, int left, int others, double score, double share) {
        if (cell == totals.length - 1) {
            return score + CellLaw.score(left, totals[cell], share) >= x * (1 - 1e-12) ? 1 : 0;
        }
        double sum = 0;
        HypergeometricDistribution count = HypergeometricDistribution.of(totals[cell] + others, totals[cell], left);
        int next = cell + 1 < totals.length ? totals[cell + 1] : 0;
        for (int a = Math.max(0, left - others); a <= Math.min(left, totals[cell]); a++) {
            double with = score + CellLaw.score(a, totals[cell], share);
            sum += count.probability(a) * exact(x, totals, cell + 1, left - a, others - next, with, share);
        }
        return sum;
    }

    private static double exact(double x, int[] totals, int window) {
        int all = Arrays.stream(totals).sum();
        return exact(x, totals, 0, window, all - totals[0], 0, window / (double) all);
    }

    @ParameterizedTest(name = "statistic {0}")
    @ValueSource(doubles = {12, 20, 28, 40, 60})
    void theTailIsThatOfAllTablesCountedOneByOneToWithinAThird(double statistic) {
        int[] totals = {60, 44, 40, 36, 20};
        assertThat(approximate(statistic, totals, 40) / exact(statistic, totals, 40))
                .isBetween(0.75, 1.33);
    }

    @ParameterizedTest(name = "statistic {0}")
    @ValueSource(doubles = {14, 18, 22, 30})
    void withThinCellsItIsToWithinAFactorOfTwo(double statistic) {
        int[] totals = {90, 30, 3, 2, 1};
        assertThat(approximate(statistic, totals, 30) / exact(statistic, totals, 30))
                .isBetween(0.5, 2.0);
    }

    @ParameterizedTest(name = "{0} records in each of {1} cells, {2} of them in the window")
    @CsvSource({"55, 20, 100", "503, 20, 60", "20, 50, 500", "1000, 8, 2000"})
    void aPermutationTestGivesTheSame(int total, int cells, int window) {
        SplittableRandom random = new SplittableRandom(20_27);
        int[] totals = new int[cells];
        Arrays.fill(totals, total);
        int runs = 40_000;
        double[] statistics = permuted(totals, window, runs, random);
        for (double rate : new double[] {0.04, 0.01, 0.002}) {
            double statistic = statistics[(int) (runs * (1 - rate))];
            assertThat(approximate(statistic, totals, window) / rate)
                    .as("at %s", rate)
                    .isBetween(0.7, 1.4);
        }
    }

    /* Statistics of shuffled records, rising. */
    private static double[] permuted(int[] totals, int window, int runs, SplittableRandom random) {
        int[] deck = new int[Arrays.stream(totals).sum()];
        int from = 0;
        for (int cell = 0; cell < totals.length; cell++) {
            Arrays.fill(deck, from, from + totals[cell], cell);
            from += totals[cell];
        }
        double share = window / (double) deck.length;
        double[] statistics = new double[runs];
        for (int run = 0; run < runs; run++) {
            long[] counts = new long[totals.length];
            for (int i = 0; i < window; i++) {
                int j = random.nextInt(i, deck.length);
                int drawn = deck[j];
                deck[j] = deck[i];
                deck[i] = drawn;
                counts[drawn]++;
            }
            for (int cell = 0; cell < totals.length; cell++) {
                statistics[run] += CellLaw.score((double) counts[cell], totals[cell], share);
            }
        }
        Arrays.sort(statistics);
        return statistics;
    }

    @Test
    void nothingIsSaidLeftOfTheMean() {
        assertThat(approximate(2, new int[] {50, 50, 50, 50}, 40)).isNaN();
    }

    @Test
    void fartherOutIsRarerDownToTheSmallestNumbers() {
        int[] totals = {5000, 3000, 1000, 900, 100};
        double before = 1;
        for (double statistic = 10; statistic <= 400; statistic += 10) {
            double p = approximate(statistic, totals, 1000);
            assertThat(p).as("at %s", statistic).isPositive().isLessThan(before);
            before = p;
        }
        assertThat(before).isLessThan(1e-80);
    }
}
