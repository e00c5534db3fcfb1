package io.klarion.core.divergence;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The law of a two-sample statistic when nothing differs, given how many records each cell holds in both samples together: the
 * law of a permutation test (Fisher's, for two cells), by a double saddlepoint approximation.
 *
 * <p>Given the cells' totals, the window's counts are multivariate hypergeometric: independent binomials, conditional on
 * their sum n. With K(s, v) the logarithm of their joint moment generating function E[exp(s Σ f_i + v Σ a_i)], (ŝ, v̂) the
 * place where its gradient is (x, n), (0, ṽ) where K_v is n, Q the survival function and φ the density of the normal law [1, 2],
 *
 * <pre>{@code
 * P(Σ f ≥ x | Σ a = n) ≈ Q(w) + φ(w) (1/u − 1/w)
 * w = √(2 [ŝ x + (v̂ − ṽ) n − K(ŝ, v̂) + K(0, ṽ)])     u = ŝ √(det K″(ŝ, v̂) / K_vv(0, ṽ))
 * }</pre>
 *
 * <p>Its relative error stays about the same however far out x lies, where no number of random permutations
 * reaches; and it needs no random numbers. Valid to the right of the mean.
 *
 * <p>[1] I. M. Skovgaard, Saddlepoint expansions for conditional distributions, J. Appl. Prob. 24 (1987) 875–887. [2]
 * R. W. Butler, Saddlepoint Approximations with Applications, Cambridge 2007, §4.1.
 */
final class ConditionalLaw {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double STEEPEST = 0.49;
    private static final int MOST_STEPS = 60;
    private static final double CLOSE = 1e-7;

    private final CellLaw[] cells;
    private final double sum;

    private ConditionalLaw(CellLaw[] cells, double sum) {
        this.cells = cells;
        this.sum = sum;
    }

    /** About where ŝ is for a statistic this large over so many cells: where it is for χ². */
    static double tilt(double statistic, int cells) {
        return Math.min(STEEPEST, Math.max(0.01, (1 - (cells - 1) / statistic) / 2));
    }

    /**
     * The probability of a statistic of at least {@code statistic}.
     *
     * @param cells the laws of the cells, tabulated for a tilt a little beyond {@link #tilt}
     * @param records how many records the window holds
     * @return NaN where {@code statistic} is not to the right of the mean, or no saddlepoint was found
     */
    static double survival(double statistic, CellLaw[] cells, double records) {
        double expected = 0;
        for (CellLaw cell : cells) {
            expected += cell.expected();
        }
        return new ConditionalLaw(cells, records - expected).survival(statistic);
    }

    private double survival(double x) {
        Point rest = new Point(0, 0).lowest(0, true);
        if (rest == null || x <= rest.sums[1]) {
            return Double.NaN;
        }
        Point saddle = new Point(tilt(x, cells.length), rest.v).lowest(x, false);
        return saddle == null ? Double.NaN : tail(x, saddle, rest);
    }

    private static double tail(double x, Point saddle, Point rest) {
        double w = StrictMath.sqrt(2 * (rest.height(0) - saddle.height(x)));
        double u = saddle.s * StrictMath.sqrt(saddle.determinant() / rest.sums[5]);
        double p = NORMAL.survivalProbability(w) + NORMAL.density(w) * (1 / u - 1 / w);
        return saddle.s > 0 && p >= 0 && p <= 1 ? p : Double.NaN;
    }

    /** K and its derivatives at one place. */
    private final class Point {
        private final double s;
        private final double v;
        private final double[] sums = new double[6];

        Point(double s, double v) {
            this.s = s;
            this.v = v;
            for (CellLaw cell : cells) {
                cell.addCumulants(s, v, sums);
            }
        }

        /** K(s, v) − s x − v n, which is convex and lowest at the saddlepoint. */
        double height(double x) {
            return sums[0] - s * x - v * sum;
        }

        double determinant() {
            return sums[3] * sums[5] - sums[4] * sums[4];
        }

        /** Where the height is lowest, by Newton's method with halved steps; s stays as it is if asked to. */
        @Nullable
        Point lowest(double x, boolean keepsS) {
            Point at = this;
            for (int step = 0; step < MOST_STEPS; step++) {
                double slopeS = keepsS ? 0 : at.sums[1] - x;
                double slopeV = at.sums[2] - sum;
                double determinant = at.determinant();
                if (!(at.sums[5] > 0) || !(keepsS || determinant > 0)) {
                    return null;
                }
                if (slopeS * slopeS / (keepsS ? 1 : at.sums[3]) + slopeV * slopeV / at.sums[5] < CLOSE) {
                    return at;
                }
                double ds = keepsS ? 0 : (slopeV * at.sums[4] - slopeS * at.sums[5]) / determinant;
                double dv = keepsS ? -slopeV / at.sums[5] : (slopeS * at.sums[4] - slopeV * at.sums[3]) / determinant;
                at = at.lower(x, ds, dv, slopeS * ds + slopeV * dv);
            }
            return null;
        }

        private Point lower(double x, double ds, double dv, double slope) {
            double part = 1;
            Point next = new Point(s + ds, v + dv);
            while (!(next.height(x) <= height(x) + 1e-4 * part * slope) && part > 1e-6) {
                part /= 2;
                next = new Point(s + part * ds, v + part * dv);
            }
            return next;
        }
    }
}
