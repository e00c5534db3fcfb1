package io.klarion.core.divergence;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The law of a statistic of dependent records whose directions are unequally inflated: of all spectra with the spread that was found, the
 * one with the heaviest tail.
 *
 * <p>A statistic over d + 1 cells, divided by d, is a sum Σ w_i χ²_1 of d weights that sum to 1, over an estimate of its mean, χ²_ν / ν. Of the weights
 * only Σ w_i² = a / d is known. The third moment is largest when one direction has weight f and all others the same,
 * f² + (1 − f)² / (d − 1) = a / d. With c = x / ν,
 *
 * <pre>{@code
 * P(Σ w_i χ²_1 > x χ²_ν / ν) = P(f χ²_1 + (1 − f)/(d − 1) χ²_{d−1} − c χ²_ν > 0)
 * K(s) = −½ ln(1 − 2fs) − ½ (d − 1) ln(1 − 2gs) − ½ ν ln(1 + 2cs)       g = (1 − f)/(d − 1)
 * }</pre>
 *
 * <p>by the saddlepoint approximation of Lugannani and Rice [1]: right to some percent however far out x lies, and where one direction
 * rules up to a sixth too large.
 *
 * <p>[1] R. Lugannani, S. Rice, Saddle point approximation for the distribution of the sum of independent random variables, Adv. Appl.
 * Prob. 12 (1980) 475–490; for quadratic forms: D. Kuonen, Saddlepoint approximations for distributions of quadratic forms in normal variables,
 * Biometrika 86 (1999) 929–935.
 */
final class UnequalDirections {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double CENTRE = 1e-4;
    private static final double CLOSE = 1e-18;
    private static final int MOST_STEPS = 100;

    private final double[] weights;
    private final double[] freedom;

    private UnequalDirections(double x, int degrees, double spread, double estimated) {
        double others = degrees - 1.0;
        double first = (1 + StrictMath.sqrt(others * (spread - 1))) / degrees;
        this.weights = new double[] {first, (1 - first) / others, -x / estimated};
        this.freedom = new double[] {1, others, estimated};
    }

    /**
     * The probability that the statistic divided by its degrees of freedom is at least {@code x}.
     *
     * @param degrees d, at least 2
     * @param spread a, in [1, d]
     * @param estimated ν, above 0
     */
    static double survival(double x, int degrees, double spread, double estimated) {
        return x <= 0 ? 1 : new UnequalDirections(x, degrees, spread, estimated).survival();
    }

    private double survival() {
        double s = saddlepoint();
        double slopes = sum(s, 2) * 2;
        double w = Math.signum(s) * StrictMath.sqrt(Math.max(0, -2 * height(s)));
        if (Math.abs(w) < CENTRE) {
            double skewness = 8 * sum(s, 3) / (slopes * StrictMath.sqrt(slopes));
            return 0.5 - skewness / (6 * StrictMath.sqrt(2 * Math.PI));
        }
        double u = s * StrictMath.sqrt(slopes);
        double p = NORMAL.survivalProbability(w) + NORMAL.density(w) * (1 / u - 1 / w);
        return Math.min(1, Math.max(0, p));
    }

    /* K has one lowest place between its poles: Newton's steps, halving where they leave what is known to hold it. */
    private double saddlepoint() {
        double below = 1 / (2 * weights[2]);
        double above = 1 / (2 * weights[0]);
        double s = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double slope = 0;
            double half = 0;
            for (int i = 0; i < weights.length; i++) {
                double ratio = weights[i] / (1 - 2 * s * weights[i]);
                double term = freedom[i] * ratio;
                slope += term;
                half += term * ratio;
            }
            double curvature = 2 * half;
            if (slope * slope < CLOSE * curvature) {
                return s;
            }
            below = slope < 0 ? s : below;
            above = slope < 0 ? above : s;
            double next = s - slope / curvature;
            s = next > below && next < above ? next : (below + above) / 2;
        }
        return s;
    }

    /* K(s) */
    private double height(double s) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum -= freedom[i] / 2 * NaturalLog.of(1 - 2 * s * weights[i]);
        }
        return sum;
    }

    /* K′, K″/2 and K‴/8 for the powers 1, 2 and 3. */
    private double sum(double s, int power) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double ratio = weights[i] / (1 - 2 * s * weights[i]);
            double term = freedom[i] * ratio;
            for (int p = 1; p < power; p++) {
                term *= ratio;
            }
            sum += term;
        }
        return sum;
    }
}
