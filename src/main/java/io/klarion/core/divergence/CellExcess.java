package io.klarion.core.divergence;

/**
 * How surprising it is that one cell holds so much of the window, whatever the others do: what a statistic over all cells
 * sees late when there are many of them.
 *
 * <p>Given the t records that both sides hold in a cell, those of them in the window are hypergeometric: t draws of N = n + m records, n of
 * them the window's. In an interval whose edges are values of the reference, b of which lie in it, the number of the window's records is
 * negative hypergeometric, and P(A ≥ a) is that of t = a + b − 1 draws; beyond the reference's own extremes it is so with b = 1. The tail is
 *
 * <pre>{@code
 * P(A ≥ a) = Σ_{i ≥ a} C(n, i) C(m, t − i) / C(N, t)
 * }</pre>
 *
 * <p>summed term by term and then, as the ratio of neighbours falls, bounded by a geometric series: never too small, and
 * right to a percent where it matters.
 */
final class CellExcess {

    /* exp(−G/2) bounds the tail; above e⁻³·⁵ there is nothing to tell. */
    private static final double REMARKABLE = 7;
    private static final int MOST_TERMS = 200;
    private static final double NEGLIGIBLE = 1e-12;

    private final double window;
    private final double reference;

    private CellExcess(double window, double reference) {
        this.window = window;
        this.reference = reference;
    }

    /** Cells of a window of {@code window} records and a reference of {@code reference}, both above 0. */
    static CellExcess of(double window, double reference) {
        return new CellExcess(window, reference);
    }

    /**
     * The probability that of {@code total} records of a cell {@code inWindow} or more are the window's.
     *
     * @return 1 where that is nothing remarkable
     */
    double pValue(double inWindow, double total) {
        return isRemarkable(inWindow, total) ? tail(inWindow, total) : 1;
    }

    /* First by Pearson's term, as the likelihood ratio is at most twice as large where a cell gains. */
    private boolean isRemarkable(double inWindow, double total) {
        double share = window / (window + reference);
        double excess = inWindow - total * share;
        return excess > 0
                && 2 * excess * excess >= REMARKABLE * total * share * (1 - share) * (1 - total / (window + reference))
                && likelihoodRatio(inWindow, total) >= REMARKABLE;
    }

    private double tail(double a, double total) {
        double term = 1;
        double sum = 0;
        double i = a;
        for (int terms = 0; terms < MOST_TERMS && term > NEGLIGIBLE * sum; terms++) {
            sum += term;
            term *= up(i, total);
            i++;
        }
        double rest = term == 0 ? 0 : term / (1 - up(i, total));
        return Math.min(1, StrictMath.exp(logProbability(a, total)) * (sum + rest));
    }

    /* P(A = a + 1) / P(A = a). */
    private double up(double a, double total) {
        return (total - a) * (window - a) / ((a + 1) * (reference - total + a + 1));
    }

    /* The table's factorials by Stirling's formula, whose main parts add up to the likelihood ratio. */
    private double logProbability(double a, double total) {
        double records = window + reference;
        return -likelihoodRatio(a, total) / 2
                + rest(window)
                + rest(reference)
                + rest(total)
                + rest(records - total)
                - rest(records)
                - rest(a)
                - rest(total - a)
                - rest(window - a)
                - rest(reference - total + a);
    }

    /* ln x! − x ln x + x */
    private static double rest(double x) {
        return x == 0 ? 0 : NaturalLog.of(2 * Math.PI * x) / 2 + Stirling.error(x);
    }

    private double likelihoodRatio(double a, double total) {
        double records = window + reference;
        double others = records - total;
        return 2
                * (part(a, window * total / records)
                        + part(total - a, reference * total / records)
                        + part(window - a, window * others / records)
                        + part(reference - total + a, reference * others / records));
    }

    private static double part(double observed, double expected) {
        return observed == 0 ? 0 : observed * NaturalLog.of(observed / expected);
    }
}
