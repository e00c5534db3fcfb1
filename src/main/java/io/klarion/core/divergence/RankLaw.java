package io.klarion.core.divergence;

import java.util.Arrays;

/**
 * The law of a sum of scores over the window's records when nothing differs, given how many records of each score there are in window and
 * reference together: that of a linear rank test with ties, by a double saddlepoint approximation.
 *
 * <p>With t_i records of score c_i, n of all N in the window and θ = n/N, the window's counts a_i are multivariate hypergeometric: binomials,
 * conditional on their sum. Of x = Σ a_i c_i, with K(s, v) = Σ t_i ln(1 − θ + θ exp(s c_i + v)) and (ŝ, v̂) where its gradient is (x, n) [1, 2],
 *
 * <pre>{@code
 * w = sgn(ŝ) √(2 [ŝ x + v̂ n − K(ŝ, v̂)])     u = ŝ √(det K″(ŝ, v̂) / K_vv(0, 0))
 * r = w + ln(u/w) / w
 * }</pre>
 *
 * <p>is like a draw from the standard normal law, far out in its tails too [3]. The sum goes in steps: x is first drawn nearer to its mean by half the widest
 * gap between neighbouring scores, which is right where two scores hold nearly all records and on the safe side elsewhere.
 *
 * <p>[1] I. M. Skovgaard, Saddlepoint expansions for conditional distributions, J. Appl. Prob. 24 (1987) 875–887. [2] R. W. Butler, Saddlepoint
 * Approximations with Applications, Cambridge 2007, §4.1. [3] O. E. Barndorff-Nielsen, Modified signed log likelihood ratios, Biometrika 78 (1991) 557–563.
 */
final class RankLaw {

    private static final int MOST_STEPS = 60;
    private static final double CLOSE = 1e-9;
    private static final double NEAR_THE_MEAN = 0.3;

    private final double[] totals;
    private final double[] scores;
    private final double window;
    private final double share;

    private RankLaw(double[] totals, double[] scores, double window) {
        this.totals = totals;
        this.scores = scores;
        this.window = window;
        this.share = window / Arrays.stream(totals).sum();
    }

    /**
     * The sum as a draw from the standard normal law; 0 up to half a step from the mean.
     *
     * @param sum Σ a_i c_i
     * @param totals t_i, all above 0, at least two
     * @param scores c_i, not all alike, with Σ t_i c_i = 0
     * @param window n, above 0 and below Σ t_i
     */
    static double deviate(double sum, double[] totals, double[] scores, double window) {
        double nearer = Math.abs(sum) - widestGap(scores) / 2;
        return nearer <= 0 ? 0 : new RankLaw(totals, scores, window).deviate(Math.copySign(nearer, sum));
    }

    private static double widestGap(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double widest = 0;
        for (int i = 1; i < sorted.length; i++) {
            widest = Math.max(widest, sorted[i] - sorted[i - 1]);
        }
        return widest;
    }

    /* Newton's method from (0, 0) with halved steps. At every place on the way w is too near to 0 rather than too far. */
    private double deviate(double x) {
        Point at = new Point(0, 0);
        double rest = at.vv;
        for (int step = 0; step < MOST_STEPS && at.determinant() > 0; step++) {
            if (at.decrement(x) < CLOSE) {
                double w = at.root(x);
                double u = at.s * StrictMath.sqrt(at.determinant() / rest);
                return Math.abs(w) < NEAR_THE_MEAN ? w : w + NaturalLog.of(u / w) / w;
            }
            at = at.lower(x);
        }
        return at.root(x);
    }

    /** K(s, v) − v n and its derivatives at one place. */
    private final class Point {
        private final double s;
        private final double v;
        private double height;
        private double slopeS;
        private double slopeV;
        private double ss;
        private double sv;
        private double vv;

        Point(double s, double v) {
            this.s = s;
            this.v = v;
            this.height = -v * window;
            this.slopeV = -window;
            for (int i = 0; i < totals.length; i++) {
                add(totals[i], scores[i], s * scores[i] + v);
            }
        }

        private void add(double total, double score, double power) {
            double damped = StrictMath.exp(-Math.abs(power));
            double mass = power > 0 ? share + (1 - share) * damped : 1 - share + share * damped;
            double inWindow = (power > 0 ? share : share * damped) / mass;
            double mean = total * inWindow;
            double variance = mean * (1 - inWindow);
            height += total * (Math.max(0, power) + NaturalLog.of(mass));
            slopeS += mean * score;
            slopeV += mean;
            ss += variance * score * score;
            sv += variance * score;
            vv += variance;
        }

        double determinant() {
            return ss * vv - sv * sv;
        }

        /** w, for the sum {@code x}. */
        double root(double x) {
            return Math.copySign(StrictMath.sqrt(2 * Math.max(0, s * x - height)), x);
        }

        private double stepS(double x) {
            return (slopeV * sv - (slopeS - x) * vv) / determinant();
        }

        private double stepV(double x) {
            return ((slopeS - x) * sv - slopeV * ss) / determinant();
        }

        /** Twice of what a step of Newton's promises. */
        double decrement(double x) {
            return -((slopeS - x) * stepS(x) + slopeV * stepV(x));
        }

        /** The next place. */
        Point lower(double x) {
            double stepS = stepS(x);
            double stepV = stepV(x);
            double promised = decrement(x);
            double part = 1;
            Point next = new Point(s + stepS, v + stepV);
            while (!(next.height - next.s * x <= height - s * x - 1e-4 * part * promised) && part > 1e-6) {
                part /= 2;
                next = new Point(s + part * stepS, v + part * stepV);
            }
            return next;
        }
    }
}
