package io.klarion.core.divergence;

/**
 * The f of {@link Generator#JENSEN_SHANNON}, ½ [t ln t − (t + 1) ln((t + 1)/2)], with one logarithm beside that of t.
 *
 * <p>Near t = 1, with u = (t − 1)/(t + 1), the shares are (1 ± u) times their mixture and {@code f(t) = ¼ (t + 1) [u ln t +
 * ln(1 − u²)]}, of which at most two thirds cancel.
 */
final class JensenShannon {

    private static final double SMALL_SQUARE = 0x1p-18;
    private static final double NEAR_SQUARE = 0.25;

    private JensenShannon() {}

    /** f of the ratio t, t − 1 and ln t. */
    static double of(double t, double excess, double log) {
        double onePlus = 1 + t;
        double u = excess / onePlus;
        double square = u * u;
        return square < NEAR_SQUARE ? near(onePlus, u, log, logOfOneMinus(square)) : far(t, log);
    }

    /** f of every ratio; anything for a cell that a side lacks. */
    static double[] of(Ratios ratios) {
        double[] distances = new double[ratios.cells()];
        double[] values = new double[ratios.cells()];
        for (int i = 0; i < values.length; i++) {
            double u = ratios.excess(i) / (1 + ratios.value(i));
            distances[i] = u;
            values[i] = -(u * u);
        }
        NaturalLog.ofOnePlusWherePlain(values, values);
        for (int i = 0; i < values.length; i++) {
            double u = distances[i];
            double square = u * u;
            values[i] = square >= SMALL_SQUARE && square < NEAR_SQUARE
                    ? near(1 + ratios.value(i), u, ratios.log(i), values[i])
                    : of(ratios.value(i), ratios.excess(i), ratios.log(i));
        }
        return values;
    }

    private static double near(double onePlus, double u, double log, double logOfOneMinus) {
        return onePlus * (u * log + logOfOneMinus) / 4;
    }

    private static double logOfOneMinus(double square) {
        return square < SMALL_SQUARE
                ? -square * (1 + square * (1.0 / 2 + square * (1.0 / 3)))
                : NaturalLog.ofOnePlus(-square);
    }

    /* f(t) = t f(1/t), so r is at most 1/3, where the textbook form keeps its digits. */
    private static double far(double t, double log) {
        double r = t < 1 ? t : 1 / t;
        return Math.max(1, t) * (-r * Math.abs(log) - (1 + r) * NaturalLog.of((1 + r) / 2)) / 2;
    }
}
