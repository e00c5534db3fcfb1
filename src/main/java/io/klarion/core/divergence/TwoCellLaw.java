package io.klarion.core.divergence;

/**
 * The law of the statistic of {@link ConditionalLaw} for two cells, summed over the tables there are: with t and T − t records in
 * the cells and n in the window, the window's count of the first is hypergeometric. Tables whose probability is below e⁻⁸⁰ of the
 * likeliest are left out, and with many records only the border of the tail is sought.
 */
final class TwoCellLaw {

    private static final double NEGLIGIBLE = 80;

    private TwoCellLaw() {}

    /** The probability of a statistic of at least {@code statistic}. */
    static double survival(double statistic, double first, double second, double share) {
        double all = first + second;
        double window = Math.rint(all * share);
        double mode = Math.floor((first + 1) * (window + 1) / (all + 2));
        double lowest = Math.max(0, window - second);
        double highest = Math.min(first, window);
        double[] sums = new double[2];
        add(statistic, mode, highest, 1, new double[] {first, second, window}, share, sums);
        add(statistic, mode - 1, lowest, -1, new double[] {first, second, window}, share, sums);
        return Math.min(1, sums[1] / sums[0]);
    }

    /* Probabilities relative to the mode's, by the ratio of neighbours. */
    private static void add(
            double statistic, double from, double to, int step, double[] table, double share, double[] sums) {
        double first = table[0];
        double second = table[1];
        double window = table[2];
        double weight = step > 0 ? 1 : ratio(from, first, second, window, true);
        for (double a = from; step > 0 ? a <= to : a >= to; a += step) {
            sums[0] += weight;
            if (CellLaw.score(a, first, share) + CellLaw.score(window - a, second, share) >= statistic) {
                sums[1] += weight;
            }
            weight *= step > 0 ? ratio(a, first, second, window, false) : ratio(a - 1, first, second, window, true);
            if (weight < StrictMath.exp(-NEGLIGIBLE)) {
                return;
            }
        }
    }

    /* P(a + 1) / P(a), or its inverse. */
    private static double ratio(double a, double first, double second, double window, boolean inverse) {
        double up = (first - a) * (window - a);
        double down = (a + 1) * (second - window + a + 1);
        return inverse ? down / up : up / down;
    }
}
