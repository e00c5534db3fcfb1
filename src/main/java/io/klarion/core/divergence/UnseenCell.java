package io.klarion.core.divergence;

/**
 * How surprising it is that a cell of which the reference holds nothing holds so much of the window: a new category, or values that
 * were never missing.
 *
 * <p>To condition on the records of a cell, as {@link CellExcess} does, is to ask only how they fell on both sides. That the reference has
 * none is evidence too: whatever the cell's probability is, it can hardly be rare enough for the one and common enough for the other. With m
 * reference records, n of the window and an expectation μ of the window's, for the worst of all μ,
 *
 * <pre>{@code
 * P(reference 0, window ≥ x) ≤ max_μ exp(−μ m/n) P(Poisson(μ) ≥ x)
 * }</pre>
 *
 * <p>as a Poisson tail is above the binomial one of the same mean where x ≥ μ + 1 [1]. Cells of which the reference holds something are judged
 * by their conditional p-value p; so that both together keep a level, this one counts {@value #BESIDE_SEEN} times: with the smaller of the two in
 * its place P(p ≤ a) ≤ a for every probability of the cell. (The most that it would have to count is 1.12 times; the test looks through whole tables.)
 *
 * <p>[1] T. Anderson, S. Samuels, Some inequalities among binomial and Poisson probabilities, 5th Berkeley Symposium, 1967.
 */
final class UnseenCell {

    private static final double BESIDE_SEEN = 1.2;
    private static final double NEGLIGIBLE = 1e-12;
    private static final int HALVINGS = 40;

    private UnseenCell() {}

    /**
     * The p-value of {@code inWindow} records.
     *
     * @param inWindow at least 1
     * @param window records of the window, above 0
     * @param reference records of the reference, above 0
     * @return above 0; may be above 1, or above the conditional p-value, where it says nothing
     */
    static double pValue(double inWindow, double window, double reference) {
        double ratio = reference / window;
        double mean = mostLikely(inWindow, ratio);
        return mean + 1 > inWindow
                ? 1
                : BESIDE_SEEN
                        * StrictMath.exp(inWindow * NaturalLog.of(mean) - (1 + ratio) * mean - logFactorial(inWindow))
                        * beyond(mean, inWindow);
    }

    /* Where the derivative of the logarithm is 0: ratio · mean · beyond = inWindow, and the left side grows with the mean. */
    private static double mostLikely(double inWindow, double ratio) {
        double low = 0;
        double high = inWindow / ratio;
        for (int i = 0; i < HALVINGS; i++) {
            double mean = (low + high) / 2;
            if (ratio * mean * beyond(mean, inWindow) < inWindow) {
                low = mean;
            } else {
                high = mean;
            }
        }
        return low;
    }

    /* P(Poisson ≥ x) as a multiple of P(Poisson = x): 1 + mean/(x + 1) + mean²/((x + 1)(x + 2)) + … */
    private static double beyond(double mean, double x) {
        double sum = 1;
        double term = 1;
        for (double i = x + 1; term > NEGLIGIBLE * sum; i++) {
            term *= mean / i;
            sum += term;
        }
        return sum;
    }

    private static double logFactorial(double x) {
        return x * NaturalLog.of(x) - x + NaturalLog.of(2 * Math.PI * x) / 2 + Stirling.error(x);
    }
}
