package io.klarion.core.divergence;

/**
 * A ratio of shares r = p / q > 0 that knows its distance from 1 without cancellation, and its logarithm.
 *
 * <p>For r near 1, {@code value - 1} has lost most digits, and ln r with it; {@code excess} has not. Immutable.
 */
final class Ratio {

    private static final double NEAR = 0.5;
    private static final double VERY_NEAR = 0.01;

    private final double value;
    private final double excess;
    /* All measures of one pair of shares are made of it, so it is computed once. */
    private final double log;

    /**
     * A ratio by its parts.
     *
     * @param value r
     * @param excess r − 1, computed as (p − q) / q
     */
    Ratio(double value, double excess) {
        this.value = value;
        this.excess = excess;
        this.log = isNear() ? NaturalLog.ofOnePlus(excess) : NaturalLog.of(value);
    }

    /** The ratio of two positive shares. */
    static Ratio of(double p, double q) {
        return new Ratio(p / q, (p - q) / q);
    }

    /** r. */
    double value() {
        return value;
    }

    /** {@code r − 1}. */
    double excess() {
        return excess;
    }

    /** {@code ln r}. */
    double log() {
        return log;
    }

    /** Whether r is within ½ of 1, where {@link #excess} is the better-conditioned argument. */
    boolean isNear() {
        return Math.abs(excess) < NEAR;
    }

    /** {@code r − 1 − ln r}, at least 0; within 1e-13 relative error for every r. */
    double logGap() {
        if (Math.abs(excess) >= VERY_NEAR) {
            return excess - log;
        }
        double x = excess;
        double tail = 1.0 / 6 + x * (-1.0 / 7 + x * (1.0 / 8));
        return x * x * (1.0 / 2 + x * (-1.0 / 3 + x * (1.0 / 4 + x * (-1.0 / 5 + x * tail))));
    }
}
