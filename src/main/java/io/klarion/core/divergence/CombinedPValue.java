package io.klarion.core.divergence;

/**
 * Two p-values as one: their weighted harmonic mean [1], by its exact law for independent ones.
 *
 * <p>With weights a + b = 1 and x = a/p + b/q, p and q uniform and independent,
 *
 * <pre>{@code
 * P(a/U + b/V ≥ x) = a/(x − b) + ab [1/(ax) − 1/(x (x − b)) + ln((x − a)(x − b)/(ab)) / x²]
 * }</pre>
 *
 * <p>which nears 1/x far out: there the sum is large when either part is, and the chance of that is a/x + b/x whether or not the two depend on each other. So at
 * small levels it is as right for dependent p-values, where min(p/a, q/b), Bonferroni's, is on the safe side. Parts that hang together make
 * the sum's law narrower than this: p = q makes it 1/x. Several are combined one after the other.
 *
 * <p>[1] D. J. Wilson, The harmonic mean p-value for combining dependent tests, PNAS 116 (2019) 1195–1200.
 */
final class CombinedPValue {

    private static final double FAR_OUT = 1e100;

    private CombinedPValue() {}

    /**
     * The p-value of both.
     *
     * @param p in [0, 1], with {@code weight} in (0, 1)
     * @param q in [0, 1], with the rest of the weight
     */
    static double of(double p, double weight, double q) {
        double a = weight;
        double b = 1 - weight;
        double x = a / p + b / q;
        if (x <= 1) {
            return 1;
        }
        if (x > FAR_OUT) {
            return 1 / x;
        }
        double both = 1 / (a * x) - 1 / (x * (x - b)) + NaturalLog.of((x - a) * (x - b) / (a * b)) / (x * x);
        return Math.min(1, a / (x - b) + a * b * both);
    }
}
