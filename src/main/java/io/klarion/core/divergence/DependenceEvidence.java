package io.klarion.core.divergence;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What two samples of pairs show of a changed dependence, {@link JointDivergence#dependence}.
 *
 * <p>With n and m the effective sizes, e = 1/n + 1/m, r and c the rows and columns that either side uses, d = (r−1)(c−1)
 * and z the one-sided quantile of {@link EffectiveSizes}:
 *
 * <pre>{@code
 * estimate = D − ½ d e
 * variance = Var_p[ln(p/p*)] / n + Var_q[(p − p*)/q] / m + ½ d v e²
 * bounds   = estimate ± z √variance
 * }</pre>
 *
 * <p>as in {@link EvidenceFormula}: −½ d e is the bias where nothing changed, ln(p/p*) and −(p − p*)/q are the slopes of D
 * in p and q (by the envelope theorem the fitted factors drop out), the third term is the variance of the law that D
 * follows where nothing changed. The reference is smoothed by half a record a cell, the window is not.
 *
 * <p>The test asks whether one set of odds ratios explains both samples: the log-linear model without three-way
 * interaction of the r × c × 2 table, fitted by iterative proportional fitting; G and χ² with d degrees of freedom, or
 * the law of dependent records. Sources: [1] Y. M. M. Bishop, S. E. Fienberg, P. W. Holland, Discrete Multivariate
 * Analysis, 1975, chapters 3 and 4; [2] M. S. Bartlett, Contingency table interactions, Suppl. J. Royal Stat. Soc. 2
 * (1935). The p-value is the larger one of the two, as both laws are rough where cells are thin.
 *
 * @param evidence estimate and bounds
 * @param noise how far above 0 the estimate gets by chance alone; infinite for an empty side
 * @param pValue of the test, in [0, 1]; 1 when there is nothing to test
 */
public record DependenceEvidence(Evidence evidence, double noise, double pValue) {

    private static final Smoothing HALF_A_RECORD = Smoothing.additive(0.5);
    private static final int MOST_ROUNDS = 200;
    private static final double CLOSE = 1e-9;

    /**
     * The evidence in two tables of counts, given row by row.
     *
     * @param columns how many counts a row has
     * @param sizes how many independent records the two sides are worth
     * @param confidence one-sided, in [0.5, 1)
     */
    public static DependenceEvidence of(
            long[] window, long[] reference, int columns, EffectiveSizes sizes, double confidence) {
        Used used = Used.of(window, reference, columns);
        if (sizes.window() == 0 || sizes.reference() == 0) {
            return nothing(used, sizes, confidence, Double.POSITIVE_INFINITY);
        }
        int degrees = (used.rows - 1) * (used.columns - 1);
        if (degrees < 1) {
            return nothing(used, sizes, confidence, 0);
        }
        double[] p = shares(used.window);
        double[] q = HALF_A_RECORD.shares(used.reference);
        JointDivergence split = JointDivergence.of(p, q, used.columns);
        double[] expected = split.expected();
        double z = sizes.quantile(confidence, degrees);
        double chance = degrees * sizes.varianceFactor(degrees) * sizes.noise() * sizes.noise() / 2;
        double variance = windowVariance(p, expected) / sizes.window()
                + referenceVariance(p, expected, q) / sizes.reference()
                + chance;
        double estimate = split.dependence() - degrees * sizes.noise() / 2;
        double margin = z * StrictMath.sqrt(variance);
        return new DependenceEvidence(
                evidence(estimate, margin, used, sizes, confidence),
                z * StrictMath.sqrt(chance),
                new Homogeneity(used, sizes).pValue(sizes, degrees));
    }

    private static DependenceEvidence nothing(Used used, EffectiveSizes sizes, double confidence, double margin) {
        return new DependenceEvidence(evidence(0, margin, used, sizes, confidence), margin, 1);
    }

    private static Evidence evidence(
            double estimate, double margin, Used used, EffectiveSizes sizes, double confidence) {
        return new Evidence(
                estimate,
                estimate - margin,
                estimate + margin,
                confidence,
                sizes.window(),
                sizes.reference(),
                used.rows * used.columns);
    }

    private static double[] shares(double[] counts) {
        double sum = 0;
        for (double count : counts) {
            sum += count;
        }
        double[] shares = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            shares[i] = counts[i] / sum;
        }
        return shares;
    }

    private static double windowVariance(double[] p, double[] expected) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < p.length; i++) {
            double slope = p[i] == 0 ? 0 : StrictMath.log(p[i] / expected[i]);
            mean += p[i] * slope;
            squares += p[i] * slope * slope;
        }
        return Math.max(0, squares - mean * mean);
    }

    private static double referenceVariance(double[] p, double[] expected, double[] q) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < p.length; i++) {
            double slope = (p[i] - expected[i]) / q[i];
            mean += q[i] * slope;
            squares += q[i] * slope * slope;
        }
        return Math.max(0, squares - mean * mean);
    }

    /** The rows and columns that either side uses. */
    @SuppressWarnings("ArrayRecordComponent") // lives within one call
    private record Used(double[] window, double[] reference, int rows, int columns) {

        static Used of(long[] window, long[] reference, int columns) {
            if (window.length != reference.length || window.length % columns != 0) {
                throw new IllegalArgumentException("window: must have as many cells as the reference, "
                        + reference.length + " in rows of " + columns + ", was " + window.length);
            }
            int[] usedRows = IntStream.range(0, window.length / columns)
                    .filter(row -> IntStream.range(0, columns)
                            .anyMatch(column -> window[row * columns + column] + reference[row * columns + column] > 0))
                    .toArray();
            int[] usedColumns = IntStream.range(0, columns)
                    .filter(column -> IntStream.range(0, window.length / columns)
                            .anyMatch(row -> window[row * columns + column] + reference[row * columns + column] > 0))
                    .toArray();
            int[] cells = IntStream.of(usedRows)
                    .flatMap(row -> IntStream.of(usedColumns).map(column -> row * columns + column))
                    .toArray();
            return new Used(
                    IntStream.of(cells).mapToDouble(cell -> window[cell]).toArray(),
                    IntStream.of(cells).mapToDouble(cell -> reference[cell]).toArray(),
                    usedRows.length,
                    usedColumns.length);
        }
    }

    /** The model of one set of odds ratios for both sides. */
    private static final class Homogeneity {
        private final int columns;
        private final double[][] observed;
        private final double[][] fitted;

        Homogeneity(Used used, EffectiveSizes sizes) {
            this.columns = used.columns;
            this.observed = new double[][] {
                scaled(shares(used.window), sizes.window()), scaled(shares(used.reference), sizes.reference())
            };
            this.fitted = new double[2][used.window.length];
            for (double[] side : fitted) {
                Arrays.fill(side, 1);
            }
            double close = CLOSE * (sizes.window() + sizes.reference());
            double off = Double.POSITIVE_INFINITY;
            for (int round = 0; round < MOST_ROUNDS && off > close; round++) {
                off = round();
            }
        }

        private static double[] scaled(double[] shares, double size) {
            return Arrays.stream(shares).map(share -> share * size).toArray();
        }

        /* Scales to the three two-way margins in turn; returns by how much they were off. */
        private double round() {
            double off = 0;
            for (int i = 0; i < fitted[0].length; i++) {
                double wanted = observed[0][i] + observed[1][i];
                double sum = fitted[0][i] + fitted[1][i];
                off = Math.max(off, Math.abs(wanted - sum));
                fitted[0][i] *= ratio(wanted, sum);
                fitted[1][i] *= ratio(wanted, sum);
            }
            for (int side = 0; side < 2; side++) {
                off = Math.max(off, scale(side, columns, 1));
                off = Math.max(off, scale(side, 1, columns));
            }
            return off;
        }

        /* Cells i with the same i / divisor, for rows, or i % columns, for columns, are one group. */
        private double scale(int side, int divisor, int modulus) {
            int groups = modulus == 1 ? fitted[side].length / divisor : modulus;
            double[] wanted = new double[groups];
            double[] sums = new double[groups];
            for (int i = 0; i < fitted[side].length; i++) {
                int group = modulus == 1 ? i / divisor : i % modulus;
                wanted[group] += observed[side][i];
                sums[group] += fitted[side][i];
            }
            for (int i = 0; i < fitted[side].length; i++) {
                int group = modulus == 1 ? i / divisor : i % modulus;
                fitted[side][i] *= ratio(wanted[group], sums[group]);
            }
            double off = 0;
            for (int group = 0; group < groups; group++) {
                off = Math.max(off, Math.abs(wanted[group] - sums[group]));
            }
            return off;
        }

        private static double ratio(double wanted, double sum) {
            return wanted == 0 ? 0 : wanted / sum;
        }

        double pValue(EffectiveSizes sizes, int degrees) {
            double g = 0;
            double chiSquare = 0;
            for (int side = 0; side < 2; side++) {
                for (int i = 0; i < fitted[side].length; i++) {
                    double expected = fitted[side][i];
                    double seen = observed[side][i];
                    if (expected > 0) {
                        g += 2 * (seen == 0 ? expected : seen * StrictMath.log(seen / expected) - seen + expected);
                        chiSquare += (seen - expected) * (seen - expected) / expected;
                    }
                }
            }
            return Math.max(sizes.pValue(Math.max(0, g), degrees), sizes.pValue(chiSquare, degrees));
        }
    }
}
