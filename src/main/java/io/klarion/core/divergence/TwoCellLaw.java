package io.klarion.core.divergence;

/**
 * The law of the statistic of {@link ConditionalLaw} for two cells, summed over the tables there are: with t and T − t records in
 * the cells and n in the window, the window's count of the first is hypergeometric. Tables whose probability is below e⁻⁸⁰ of the
 * likeliest are left out, and with many records only the border of the tail is sought.
 */
final class TwoCellLaw {

    private static final double NEGLIGIBLE = StrictMath.exp(-80);

    private final double statistic;
    private final double first;
    private final double second;
    private final double window;
    private final double share;
    private double tail;
    private double sum;

    private TwoCellLaw(double statistic, double first, double second, double share) {
        this.statistic = statistic;
        this.first = first;
        this.second = second;
        this.share = share;
        this.window = Math.rint((first + second) * share);
    }

    /** The probability of a statistic of at least {@code statistic}. */
    static double survival(double statistic, double first, double second, double share) {
        return new TwoCellLaw(statistic, first, second, share).survival();
    }

    private double survival() {
        double mode = Math.floor((first + 1) * (window + 1) / (first + second + 2));
        add(mode, Math.min(first, window), 1);
        add(mode - 1, Math.max(0, window - second), -1);
        return Math.min(1, tail / sum);
    }

    /* Probabilities relative to the mode's, by the ratio of neighbours. */
    private void add(double from, double to, int step) {
        double weight = step > 0 ? 1 : 1 / up(from);
        for (double a = from; step > 0 ? a <= to : a >= to; a += step) {
            sum += weight;
            if (CellLaw.score(a, first, share) + CellLaw.score(window - a, second, share) >= statistic) {
                tail += weight;
            }
            weight *= step > 0 ? up(a) : 1 / up(a - 1);
            if (weight < NEGLIGIBLE) {
                return;
            }
        }
    }

    /* P(a + 1) / P(a). */
    private double up(double a) {
        return (first - a) * (window - a) / ((a + 1) * (second - window + a + 1));
    }
}
