package io.klarion.core.reference;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Estimates {@link Dispersion} from the counts of one feature in the reference's own windows.
 *
 * <p>With W windows of n_w records, N in all, over k used cells with pooled shares p_c, and
 * z_wc = (n_wc − n_w p_c) / √(n_w p_c):
 * <pre>{@code
 * X² = Σ_w Σ_c z_wc²            Pearson's statistic of the windows against their pool
 * φ  = X² / ((W − 1)(k − 1))    = 1 + (n̄ − 1)ρ in expectation [1]
 * n̄  = (N − Σ n_w² / N) / (W − 1)   the mean size that makes this hold for unequal windows [2]
 * }</pre>
 *
 * <p>Autocorrelated streams do not inflate all cells alike: the statistic is a weighted sum of χ², with the
 * eigenvalues λ of the cells' covariance as weights. Their spread a = (k − 1) Σλ² / (Σλ)² (1 when all are equal,
 * k − 1 when one rules) says how heavy the tail of a window's statistic is, and how uncertain φ is: φ̂ ν / φ is χ² with
 * ν = (W − 1)(k − 1) / a degrees of freedom [3], so its upper limit at 97.5 % is φ̂ ν / χ²(ν; 0.025). Σλ² is estimated without
 * the bias of few windows [4]. {@link Dispersion#spread} is a.
 *
 * <p>Cells with less than one record a window are joined before until they have one (Cochran's advice), those on a line with
 * their neighbours: a single record would rule the statistic. What the number does not tell: correlation between windows, such as a season longer than one.
 *
 * <p>Of ordered cells the mean rank of windows and their mean squared rank are held against chance too ({@link Homogeneity#variation}): a mean square of
 * 1 + (n̄ − 1)ρ gives the ρ of {@link Dispersion#wander}, n̄ the mean size in records that are on the line.
 *
 * <p>Where a season is known, the windows come in strata, one for each slot of it. Each is held against the pool of its own
 * stratum, so that what the season does is no dispersion; with S strata W − S takes the place of W − 1 everywhere, and
 * k − 1 is the mean over the strata of what they use.
 *
 * <p>[1] S. Brier, Analysis of contingency tables under cluster sampling, Biometrika 67, 1980.
 * [2] A. Donner, A review of inference procedures for the intraclass correlation coefficient, Int. Stat. Review 54, 1986.
 * [3] J. Rao, A. Scott, On chi-squared tests for multiway contingency tables with cell proportions estimated from
 * survey data, Annals of Statistics 12, 1984. [4] M. Srivastava, Some tests concerning the covariance matrix in high
 * dimensional data, J. Japan Statist. Soc. 35, 2005.
 */
final class OverDispersion {

    /** With fewer windows nothing is said. */
    static final int MIN_WINDOWS = 5;

    private static final double LIMIT = 0.025;

    private final long[][] windows;
    private final double[] sizes;
    private final int[] strata;
    private final double[] records;
    private final int free;

    private OverDispersion(List<long[][]> strata) {
        this.windows = strata.stream().flatMap(Arrays::stream).toArray(long[][]::new);
        this.sizes = Arrays.stream(windows).mapToDouble(OverDispersion::sum).toArray();
        this.strata = IntStream.range(0, strata.size())
                .flatMap(s -> IntStream.range(0, strata.get(s).length).map(w -> s))
                .toArray();
        this.records = new double[strata.size()];
        for (int w = 0; w < windows.length; w++) {
            records[this.strata[w]] += sizes[w];
        }
        this.free = windows.length - strata.size();
    }

    /**
     * The dispersion of windows with these counts, one array of equal length a window; empty windows are left out.
     *
     * @param ordered the first so many cells lie on a line
     * @return {@link Dispersion#UNKNOWN} with fewer than {@value #MIN_WINDOWS} windows or about one record a window;
     *     ρ = 0 when only one cell is used, {@link Dispersion#UNKNOWN} when too few records leave one group of several
     */
    static Dispersion of(List<long[]> windows, int ordered) {
        return within(List.of(windows), ordered);
    }

    /**
     * The dispersion of windows within strata; empty windows, and strata without others, are left out.
     *
     * @param ordered the first so many cells lie on a line
     * @return as {@link #of}, its {@code windows} one more than the degrees of freedom between them, W − S;
     *     {@link Dispersion#UNKNOWN} with fewer than {@value #MIN_WINDOWS} of those
     */
    static Dispersion within(Collection<List<long[]>> strata, int ordered) {
        List<long[][]> filled = strata.stream()
                .map(windows ->
                        windows.stream().filter(counts -> sum(counts) > 0).toArray(long[][]::new))
                .filter(windows -> windows.length > 0)
                .toList();
        OverDispersion windows = new OverDispersion(filled);
        return windows.free + 1 < MIN_WINDOWS ? Dispersion.UNKNOWN : windows.estimate(filled, ordered);
    }

    private Dispersion estimate(List<long[][]> filled, int ordered) {
        double meanSize = meanSize();
        if (meanSize < 2) {
            return Dispersion.UNKNOWN;
        }
        List<int[]> groups = CellGroups.of(windows, ordered);
        double[][] observed = grouped(groups);
        double[][] totals = totals(observed);
        double cells = freeCells(totals);
        if (cells == 0) {
            return groups.size() == 1 && groups.get(0).length > 1
                    ? Dispersion.UNKNOWN
                    : new Dispersion(0, 0, 1, free + 1);
        }
        Spread spread = Spread.of(residuals(observed, totals), free);
        double inflation = spread.trace() / cells;
        double rho = within01((inflation - 1) / (meanSize - 1));
        double upper = within01((inflation * spread.limit(cells) - 1) / (meanSize - 1));
        Optional<Wander> wander = wander(filled, ordered);
        if (Homogeneity.isUnremarkable(filled, groups, ordered)) {
            return new Dispersion(0, Math.max(0, upper), 1, free + 1, wander);
        }
        double unequal = Math.min(cells, spread.of(cells));
        return new Dispersion(rho, Math.max(rho, upper), Math.max(1, unequal), free + 1, wander);
    }

    /* Records that are not on the line, such as missing ones, have no part in it, nor in the size of windows. */
    private static Optional<Wander> wander(List<long[][]> strata, int ordered) {
        return Homogeneity.variation(strata, ordered).flatMap(variation -> {
            double meanSize = new OverDispersion(onTheLine(strata, ordered)).meanSize();
            return meanSize < 2
                    ? Optional.empty()
                    : Optional.of(new Wander(correlation(variation[0], meanSize), correlation(variation[1], meanSize)));
        });
    }

    private static List<long[][]> onTheLine(List<long[][]> strata, int ordered) {
        return strata.stream()
                .map(windows -> Arrays.stream(windows)
                        .map(counts -> Arrays.copyOf(counts, ordered))
                        .filter(counts -> sum(counts) > 0)
                        .toArray(long[][]::new))
                .filter(windows -> windows.length > 0)
                .toList();
    }

    private static double correlation(double inflation, double meanSize) {
        return Math.min(1, Math.max(-1, (inflation - 1) / (meanSize - 1)));
    }

    private double[][] grouped(List<int[]> groups) {
        double[][] observed = new double[windows.length][groups.size()];
        for (int w = 0; w < windows.length; w++) {
            for (int g = 0; g < groups.size(); g++) {
                for (int cell : groups.get(g)) {
                    observed[w][g] += windows[w][cell];
                }
            }
        }
        return observed;
    }

    private double[][] totals(double[][] observed) {
        double[][] totals = new double[records.length][observed[0].length];
        for (int w = 0; w < windows.length; w++) {
            for (int g = 0; g < observed[w].length; g++) {
                totals[strata[w]][g] += observed[w][g];
            }
        }
        return totals;
    }

    /* The mean of k − 1 over the degrees of freedom between windows. */
    private double freeCells(double[][] totals) {
        double sum = 0;
        for (int w = 0; w < windows.length; w++) {
            sum += Arrays.stream(totals[strata[w]]).filter(total -> total > 0).count() - 1;
        }
        for (double[] stratum : totals) {
            sum -= Arrays.stream(stratum).filter(total -> total > 0).count() - 1;
        }
        return sum / free;
    }

    private double meanSize() {
        double[] squares = new double[records.length];
        for (int w = 0; w < windows.length; w++) {
            squares[strata[w]] += sizes[w] * sizes[w];
        }
        return IntStream.range(0, records.length)
                        .mapToDouble(s -> records[s] - squares[s] / records[s])
                        .sum()
                / free;
    }

    private double[][] residuals(double[][] observed, double[][] totals) {
        double[][] z = new double[windows.length][observed[0].length];
        for (int w = 0; w < windows.length; w++) {
            for (int g = 0; g < z[w].length; g++) {
                double expected = sizes[w] * totals[strata[w]][g] / records[strata[w]];
                z[w][g] = expected == 0 ? 0 : (observed[w][g] - expected) / Math.sqrt(expected);
            }
        }
        return z;
    }

    private static long sum(long[] counts) {
        return LongStream.of(counts).sum();
    }

    private static double within01(double value) {
        return Math.min(1, Math.max(0, value));
    }

    /**
     * Σλ and Σλ² of the residuals' covariance.
     *
     * @param trace Σλ
     * @param squares Σλ², corrected for the number of windows, at least what equal eigenvalues give
     * @param free degrees of freedom between windows, W − S
     */
    private record Spread(double trace, double squares, int free) {

        static Spread of(double[][] z, int free) {
            boolean tall = z.length > z[0].length;
            double[][] gram = tall ? products(transposed(z)) : products(z);
            double trace = 0;
            double squares = 0;
            for (int i = 0; i < gram.length; i++) {
                trace += gram[i][i] / free;
                for (double value : gram[i]) {
                    squares += value / free * (value / free);
                }
            }
            double unbiased = (squares - trace * trace / free) * free * free / ((free - 1.0) * (free + 2.0));
            double least = trace * trace / (z[0].length - 1.0);
            return new Spread(trace, Math.min(trace * trace, Math.max(least, unbiased)), free);
        }

        /** The spread a of the eigenvalues, in [1, {@code cells}]. */
        double of(double cells) {
            return trace == 0 ? 1 : cells * squares / (trace * trace);
        }

        /** The upper limit of the inflation, as a multiple of its estimate. */
        double limit(double cells) {
            double nu = free * cells / of(cells);
            return nu / ChiSquaredDistribution.of(nu).inverseCumulativeProbability(LIMIT);
        }

        private static double[][] transposed(double[][] z) {
            double[][] turned = new double[z[0].length][z.length];
            for (int i = 0; i < z.length; i++) {
                for (int j = 0; j < z[0].length; j++) {
                    turned[j][i] = z[i][j];
                }
            }
            return turned;
        }

        private static double[][] products(double[][] rows) {
            double[][] gram = new double[rows.length][rows.length];
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = 0;
                    for (int x = 0; x < rows[i].length; x++) {
                        sum += rows[i][x] * rows[j][x];
                    }
                    gram[i][j] = sum;
                    gram[j][i] = sum;
                }
            }
            return gram;
        }
    }
}
