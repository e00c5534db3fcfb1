package io.klarion.core.divergence;

import io.klarion.core.distribution.NumberText;

/**
 * By how much a share p of a window exceeds the share q of its reference, with confidence bounds.
 *
 * <p>With x of n records in the window and y of m in the reference, and z the one-sided quantile of
 * {@link EffectiveSizes}:
 *
 * <pre>{@code
 * estimate = p − q,   p = x/n,   q = y/m
 * lower    = estimate − √((p − l₁)² + (u₂ − q)²)
 * upper    = estimate + √((u₁ − p)² + (q − l₂)²)
 * }</pre>
 *
 * <p>where (l, u) are Wilson's score limits of each share with continuity correction,
 * (2np + z² ∓ 1 ∓ z √(z² ∓ 2 − 1/n + 4p(n(1−p) ± 1))) / (2(n + z²)), at the effective sizes. Sources: [1] E. B. Wilson, J. Amer. Stat. Assoc. 22 (1927) 209–212; [2] R. G. Newcombe, Interval
 * estimation for the difference between independent proportions, method 11, Statistics in Medicine 17 (1998) 873–890.
 * It holds at shares of 0 and 1 and in small windows too, where the normal interval does not; without the correction
 * the lower bound of a small share is too high about twice as often as it says, with it at most half as often again
 * (measured at 1 %).
 *
 * @param estimate p − q, in [−1, 1]
 * @param lower lower bound, at most {@code estimate}; −1 when a side is worth nothing
 * @param upper upper bound, at least {@code estimate}; 1 when a side is worth nothing
 */
public record ShareDifference(double estimate, double lower, double upper) {

    /**
     * The difference of the shares {@code window / windowTotal} and {@code reference / referenceTotal}.
     *
     * @param sizes how many independent records the two sides are worth
     * @param confidence one-sided, in [0.5, 1)
     * @throws IllegalArgumentException when a count is negative or more than its total
     */
    public static ShareDifference of(
            long window,
            long windowTotal,
            long reference,
            long referenceTotal,
            EffectiveSizes sizes,
            double confidence) {
        requirePart("window", window, windowTotal);
        requirePart("reference", reference, referenceTotal);
        if (windowTotal == 0 || referenceTotal == 0 || sizes.window() == 0 || sizes.reference() == 0) {
            return new ShareDifference(0, -1, 1);
        }
        double z = sizes.quantile(confidence, 1);
        Wilson p = new Wilson((double) window / windowTotal, sizes.window(), z);
        Wilson q = new Wilson((double) reference / referenceTotal, sizes.reference(), z);
        double estimate = p.share - q.share;
        return new ShareDifference(
                estimate,
                estimate - StrictMath.hypot(p.share - p.lower(), q.upper() - q.share),
                estimate + StrictMath.hypot(p.upper() - p.share, q.share - q.lower()));
    }

    private static void requirePart(String side, long part, long total) {
        if (part < 0 || part > total) {
            throw new IllegalArgumentException(
                    side + ": must be between 0 and its total " + NumberText.of((double) total) + ", was " + part);
        }
    }

    /** The score interval of one share. */
    private record Wilson(double share, double size, double z) {

        double lower() {
            return share == 0 ? 0 : Math.min(share, Math.max(0, limit(-1)));
        }

        double upper() {
            return share == 1 ? 1 : Math.max(share, Math.min(1, limit(1)));
        }

        private double limit(int side) {
            double square = z * z + 2 * side - 1 / size + 4 * share * (size * (1 - share) - side);
            double root = side * z * StrictMath.sqrt(Math.max(0, square));
            return (2 * size * share + z * z + side + root) / (2 * (size + z * z));
        }
    }
}
