package io.klarion.core.divergence;

/**
 * A ratio of shares r = p / q > 0 that knows its distance from 1 without cancellation.
 *
 * <p>For r near 1, {@code value - 1} has lost most digits, and ln r with it; {@code excess} has not.
 *
 * @param value r
 * @param excess r − 1, computed as (p − q) / q
 */
record Ratio(double value, double excess) {

    private static final double NEAR = 0.5;
    private static final double VERY_NEAR = 0.01;

    /** The ratio of two positive shares. */
    static Ratio of(double p, double q) {
        return new Ratio(p / q, (p - q) / q);
    }

    /** {@code ln r}. */
    double log() {
        return isNear() ? StrictMath.log1p(excess) : StrictMath.log(value);
    }

    /** Whether r is within ½ of 1, where {@link #excess} is the better-conditioned argument. */
    boolean isNear() {
        return Math.abs(excess) < NEAR;
    }

    /** {@code r − 1 − ln r}, at least 0; within 1e-13 relative error for every r. */
    double logGap() {
        if (Math.abs(excess) >= VERY_NEAR) {
            return excess - log();
        }
        double x = excess;
        double tail = 1.0 / 6 + x * (-1.0 / 7 + x * (1.0 / 8));
        return x * x * (1.0 / 2 + x * (-1.0 / 3 + x * (1.0 / 4 + x * (-1.0 / 5 + x * tail))));
    }
}
