package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverDispersionTest {

    @Test
    void rhoIsPearsonsInflationOverTheMeanSize() {
        /* Four one-sided windows of 10 with X² = 25/5 + 25/5 each, one even: φ = 40 / 4, n̄ = 10, ρ = (10 − 1) / (10 − 1). */
        Dispersion dispersion =
                OverDispersion.of(windows(new long[][] {{10, 0}, {0, 10}, {10, 0}, {0, 10}, {5, 5}}), 0);

        assertThat(dispersion.rho()).isEqualTo(1, within(1e-12));
        assertThat(dispersion.upper()).isEqualTo(1);
        assertThat(dispersion.windows()).isEqualTo(5);
    }

    @Test
    void unequalWindowsUseDonnersMeanSize() {
        /* Shares 1/4 or 3/4 against the pool's half: X² = Σ n_w / 4 = 12 over 5 degrees of freedom;
         * n̄ = (48 − 448/48) / 5. */
        Dispersion dispersion =
                OverDispersion.of(windows(new long[][] {{9, 3}, {1, 3}, {2, 6}, {9, 3}, {1, 3}, {2, 6}}), 0);

        assertThat(dispersion.rho()).isEqualTo((2.4 - 1) / ((48 - 448 / 48.0) / 5 - 1), within(1e-12));
        assertThat(dispersion.upper()).isGreaterThan(dispersion.rho());
    }

    @Test
    void aConstantFeatureHasNoDispersion() {
        assertThat(OverDispersion.of(windows(new long[][] {{9, 0}, {8, 0}, {7, 0}, {9, 0}, {9, 0}}), 0))
                .isEqualTo(new Dispersion(0, 0, 1, 5));
    }

    @Test
    void fourWindowsAreTooFewAndEmptyOnesDoNotCount() {
        assertThat(OverDispersion.of(windows(new long[][] {{5, 5}, {9, 1}, {0, 0}, {3, 7}, {4, 6}}), 0))
                .isEqualTo(Dispersion.UNKNOWN);
    }

    @Test
    void windowsOfOneRecordSayNothing() {
        assertThat(OverDispersion.of(windows(new long[][] {{1, 0}, {0, 1}, {1, 0}, {1, 0}, {0, 1}, {1, 0}}), 0))
                .isEqualTo(Dispersion.UNKNOWN);
    }

    @Test
    void oneStrayRecordInARareCellDoesNotRuleTheEstimate() {
        long[][] even = new long[20][];
        Arrays.setAll(even, w -> new long[] {500, 500, 0});
        even[7] = new long[] {500, 499, 1};

        assertThat(OverDispersion.of(windows(even), 0).upper()).isZero();
    }

    @ParameterizedTest(name = "{0} missing records a window")
    @ValueSource(ints = {1, 100, 900})
    void recordsThatAreNotOnTheLineHaveNoPartInHowItsLocationWanders(int missing) {
        SplittableRandom random = new SplittableRandom(missing);
        List<long[]> present = new ArrayList<>();
        List<long[]> all = new ArrayList<>();
        for (int w = 0; w < 30; w++) {
            long[] counts = new long[11];
            int lean = random.nextInt(2);
            for (int i = 0; i < 100; i++) {
                counts[Math.min(9, random.nextInt(10) + lean)]++;
            }
            present.add(counts);
            long[] withMissing = counts.clone();
            withMissing[10] = missing;
            all.add(withMissing);
        }

        Wander wander = OverDispersion.of(present, 10).wander().orElseThrow();

        assertThat(wander.location()).isGreaterThan(0.01);
        assertThat(OverDispersion.of(all, 10).wander()).hasValue(wander);
    }

    /* With fewer records than cells a window, all cells were once counted together, and nothing was seen. */
    @ParameterizedTest(name = "{0} records a window in 20 cells")
    @ValueSource(ints = {4, 10, 15, 19, 21, 40})
    void dependenceIsSeenInWindowsOfFewerRecordsThanCells(int records) {
        SplittableRandom random = new SplittableRandom(records);
        List<long[]> dependent = new ArrayList<>();
        List<long[]> independent = new ArrayList<>();
        for (int w = 0; w < 200; w++) {
            long[] counts = new long[20];
            long[] drawn = new long[20];
            int place = random.nextInt(20);
            for (int i = 0; i < records; i++) {
                counts[random.nextDouble() < 0.6 ? (place + random.nextInt(3)) % 20 : random.nextInt(20)]++;
                drawn[random.nextInt(20)]++;
            }
            dependent.add(counts);
            independent.add(drawn);
        }
        for (int ordered : new int[] {0, 20}) {
            assertThat(OverDispersion.of(dependent, ordered).rho()).isGreaterThan(0.05);
            assertThat(OverDispersion.of(independent, ordered).rho()).isZero();
        }
    }

    private static List<long[]> windows(long[][] counts) {
        return List.of(counts);
    }

    @Test
    void twoRecordsAWindowAreJustEnough() {
        assertThat(OverDispersion.of(windows(new long[][] {{1, 1}, {2, 0}, {1, 1}, {0, 2}, {1, 1}}), 0)
                        .windows())
                .isEqualTo(5);
        assertThat(OverDispersion.of(windows(new long[][] {{1, 1}, {2, 0}, {1, 1}, {0, 2}, {1, 0}}), 0))
                .isEqualTo(Dispersion.UNKNOWN);
    }

    /* Five windows. The cells a to e hold these many records in all; rare ones stand together, the rarest first. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    100 90 4 4 5 | a b cd e
                    100 90 1 2 5 | a b cde
                    100 90 1 5 9 | a b cd e
                    100 90 2 2 2 | a b cde
                    100 90 1 4 5 | a b cd e
                    100 90 4 0 9 | a b ce
                    100 90 5 0 5 | a b c e
                    100 90 0 0 1 | a be
                    4 4 4 4 4    | ab cde
                    2 2 2 2 3    | abc de
                    2 2 1 0 1    | abce
                    """)
    void cellsWithLessThanOneRecordAWindowAreCountedTogether(String totals, String groups) {
        List<long[]> windows = dealt(totals);
        List<long[]> together = windows.stream()
                .map(window -> Arrays.stream(groups.split(" "))
                        .mapToLong(group -> group.chars()
                                .mapToLong(cell -> window[cell - 'a'])
                                .sum())
                        .toArray())
                .toList();
        Dispersion expected = groups.contains(" ") ? OverDispersion.of(together, 0) : Dispersion.UNKNOWN;
        assertThat(OverDispersion.of(windows, 0).rho()).isEqualTo(expected.rho(), within(1e-12));
        assertThat(OverDispersion.of(windows, 0).upper()).isEqualTo(expected.upper(), within(1e-12));
    }

    /* The records of every cell dealt to the windows in clumps of three, two, one, three, … */
    private static List<long[]> dealt(String totals) {
        String[] cells = totals.split(" ", -1);
        long[][] windows = new long[5][cells.length];
        int window = 0;
        for (int c = 0; c < cells.length; c++) {
            long left = Long.parseLong(cells[c]);
            for (int clump = 3; left > 0; clump = clump == 1 ? 3 : clump - 1) {
                windows[window % 5][c] += Math.min(clump, left);
                left -= Math.min(clump, left);
                window++;
            }
        }
        return List.of(windows);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void rhoItsUpperLimitAndTheSpreadAreTheFormulasOverTheCovarianceOfTheCells(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] windows = new long[random.nextInt(5, 40)][];
        int cells = random.nextInt(2, 9);
        double burst = random.nextDouble();
        for (int w = 0; w < windows.length; w++) {
            int favourite = random.nextInt(cells);
            long[] counts = new long[cells];
            for (int n = random.nextInt(30, 300); n > 0; n--) {
                counts[random.nextDouble() < burst * burst ? favourite : random.nextInt(cells)]++;
            }
            windows[w] = counts;
        }
        Dispersion dispersion = OverDispersion.of(windows(windows), 0);
        double[] expected = naive(windows, cells);
        boolean unremarkable = dispersion.isExact();
        assertThat(dispersion.rho()).isEqualTo(unremarkable ? 0 : expected[0], within(1e-10));
        assertThat(dispersion.upper()).isEqualTo(expected[1], within(1e-10));
        assertThat(dispersion.spread()).isEqualTo(unremarkable ? 1 : expected[2], within(1e-10));
    }

    /* ρ, its upper limit and the spread, step by step, where no cell is rare: the covariance of the cells, never of the windows. */
    private static double[] naive(long[][] windows, int cells) {
        double total = 0;
        double squares = 0;
        double[] pool = new double[cells];
        for (long[] window : windows) {
            double n = LongStream.of(window).sum();
            total += n;
            squares += n * n;
            for (int c = 0; c < cells; c++) {
                pool[c] += window[c];
            }
        }
        double between = windows.length - 1;
        double meanSize = (total - squares / total) / between;
        double[][] covariance = new double[cells][cells];
        for (long[] window : windows) {
            double n = LongStream.of(window).sum();
            for (int c = 0; c < cells; c++) {
                for (int d = 0; d < cells; d++) {
                    double expectedC = n * pool[c] / total;
                    double expectedD = n * pool[d] / total;
                    covariance[c][d] += (window[c] - expectedC)
                            * (window[d] - expectedD)
                            / Math.sqrt(expectedC * expectedD)
                            / between;
                }
            }
        }
        double sum = 0;
        double sumOfSquares = 0;
        for (int c = 0; c < cells; c++) {
            sum += covariance[c][c];
            for (int d = 0; d < cells; d++) {
                sumOfSquares += covariance[c][d] * covariance[c][d];
            }
        }
        double unbiased = between * between / ((between - 1) * (between + 2)) * (sumOfSquares - sum * sum / between);
        double free = cells - 1;
        double a = Math.min(free, Math.max(1, free * unbiased / (sum * sum)));
        double nu = between * free / a;
        double limit = nu / ChiSquaredDistribution.of(nu).inverseCumulativeProbability(0.025);
        double rho = Math.min(1, Math.max(0, (sum / free - 1) / (meanSize - 1)));
        double upper = Math.min(1, Math.max(0, (sum / free * limit - 1) / (meanSize - 1)));
        return new double[] {rho, Math.max(rho, upper), Math.min(free, a)};
    }

    @Test
    void withinStrataEachIsHeldAgainstItsOwnPool() {
        /* Stratum one: (8, 2), (4, 6), (6, 4) against (6, 4): X² = 2 (4/6 + 4/4) = 10/3, 2 degrees of freedom.
         * Stratum two: (0, 10) three times: X² = 0, but one cell only, so no degrees of freedom either.
         * Stratum three: (9, 11), (11, 9), (10, 10): X² = 2 (1/10 + 1/10) = 2/5, 2 degrees of freedom.
         * φ = (10/3 + 2/5) / 4; n̄ = (2 · 10 + 2 · 10 + 2 · 20) / 6. */
        List<List<long[]>> strata = List.of(
                windows(new long[][] {{8, 2}, {4, 6}, {6, 4}}),
                windows(new long[][] {{0, 10}, {0, 0}, {0, 10}, {0, 10}}),
                windows(new long[][] {{9, 11}, {11, 9}, {10, 10}}));
        Dispersion dispersion = OverDispersion.within(strata, 0);

        assertThat(dispersion.rho()).isZero();
        assertThat(dispersion.windows()).isEqualTo(6 + 1);
        List<List<long[]>> tenfold = strata.stream()
                .map(stratum -> stratum.stream()
                        .map(counts ->
                                LongStream.of(counts).map(count -> 10 * count).toArray())
                        .toList())
                .toList();
        double inflation = 10 * (10 / 3.0 + 2 / 5.0) / 4;
        assertThat(OverDispersion.within(tenfold, 0).rho()).isEqualTo((inflation - 1) / (400 / 3.0 - 1), within(1e-12));
    }

    @Test
    void aSeasonIsDispersionUnlessItIsKnown() {
        SplittableRandom random = new SplittableRandom(3);
        List<List<long[]>> strata = new ArrayList<>();
        for (int slot = 0; slot < 24; slot++) {
            List<long[]> windows = new ArrayList<>();
            for (int week = 0; week < 8; week++) {
                long[] counts = new long[4];
                for (int n = 0; n < 300; n++) {
                    counts[random.nextInt(24) < slot ? random.nextInt(2) : 2 + random.nextInt(2)]++;
                }
                windows.add(counts);
            }
            strata.add(windows);
        }
        Dispersion known = OverDispersion.within(strata, 0);
        Dispersion unknown =
                OverDispersion.of(strata.stream().flatMap(List::stream).toList(), 0);
        assertThat(known.rho()).isLessThan(0.001);
        assertThat(known.windows()).isEqualTo(24 * 7 + 1);
        assertThat(unknown.rho()).isGreaterThan(0.05);
    }

    @Test
    void strataOfOneWindowEachSayNothing() {
        List<List<long[]>> strata = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            strata.add(windows(new long[][] {{5 + i, 5}}));
        }
        assertThat(OverDispersion.within(strata, 0)).isEqualTo(Dispersion.UNKNOWN);
        assertThat(OverDispersion.within(List.of(), 0)).isEqualTo(Dispersion.UNKNOWN);
    }
}
