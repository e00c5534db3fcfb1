package io.klarion.detection;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Textbook statistics of two rows of counts, written without the product's code. */
final class Statistics {

    private Statistics() {}

    /** KL(P‖Q) in nats, half a record added to every cell that either side uses. */
    static double kullbackLeibler(long[] window, long[] reference) {
        double sum = 0;
        double[][] shares = smoothed(window, reference);
        for (int i = 0; i < window.length; i++) {
            sum += shares[1][i] == 0 ? 0 : shares[0][i] * Math.log(shares[0][i] / shares[1][i]);
        }
        return sum;
    }

    /** The population stability index: both directions of KL. */
    static double populationStability(long[] window, long[] reference) {
        return kullbackLeibler(window, reference) + kullbackLeibler(reference, window);
    }

    private static double[][] smoothed(long[] window, long[] reference) {
        double[][] shares = new double[2][window.length];
        for (int i = 0; i < window.length; i++) {
            double added = window[i] + reference[i] == 0 ? 0 : 0.5;
            shares[0][i] = window[i] + added;
            shares[1][i] = reference[i] + added;
        }
        for (double[] side : shares) {
            double total = Arrays.stream(side).sum();
            for (int i = 0; i < side.length; i++) {
                side[i] /= total;
            }
        }
        return shares;
    }

    /** The Jensen–Shannon distance to base 2, in [0, 1], without smoothing. */
    static double jensenShannon(long[] window, long[] reference) {
        double n = sum(window);
        double m = sum(reference);
        double bits = 0;
        for (int i = 0; i < window.length; i++) {
            double p = window[i] / n;
            double q = reference[i] / m;
            bits += half(p, (p + q) / 2) + half(q, (p + q) / 2);
        }
        return Math.sqrt(Math.max(0, bits / Math.log(2)));
    }

    private static double half(double share, double mixed) {
        return share == 0 ? 0 : share * Math.log(share / mixed) / 2;
    }

    /** The p-value of Pearson's two-sample test. */
    static double chiSquareP(long[] window, long[] reference) {
        return homogeneityP(
                window, reference, (observed, expected) -> (observed - expected) * (observed - expected) / expected);
    }

    /** The p-value of the two-sample G-test. */
    static double likelihoodRatioP(long[] window, long[] reference) {
        return homogeneityP(
                window,
                reference,
                (observed, expected) -> observed == 0 ? 0 : 2 * observed * Math.log(observed / expected));
    }

    private interface Term {
        double of(double observed, double expected);
    }

    private static double homogeneityP(long[] window, long[] reference, Term term) {
        double n = sum(window);
        double m = sum(reference);
        double statistic = 0;
        int used = 0;
        for (int i = 0; i < window.length; i++) {
            double total = window[i] + reference[i];
            if (total > 0) {
                used++;
                statistic += term.of((double) window[i], total * n / (n + m))
                        + term.of((double) reference[i], total * m / (n + m));
            }
        }
        return used < 2 ? 1 : ChiSquaredDistribution.of(used - 1.0).survivalProbability(Math.max(0, statistic));
    }

    /**
     * The p-value of the two-sample Kolmogorov–Smirnov test by its limit law, with Stephens' correction; a little too
     * large, as the greatest distance is looked for at the ends of the fine cells only.
     */
    static double kolmogorovSmirnovP(long[] window, long[] reference) {
        double n = sum(window);
        double m = sum(reference);
        double distance = 0;
        double below = 0;
        for (int i = 0; i < window.length; i++) {
            below += window[i] / n - reference[i] / m;
            distance = Math.max(distance, Math.abs(below));
        }
        double size = Math.sqrt(n * m / (n + m));
        double scaled = (size + 0.12 + 0.11 / size) * distance;
        double p = 0;
        for (int j = 1; j <= 100; j++) {
            p += (j % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * j * j * scaled * scaled);
        }
        return scaled < 0.2 ? 1 : Math.min(1, Math.max(0, p));
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** The standard deviation of a whole population (divisor N), as NannyML takes it. */
    static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElse(Double.NaN));
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double sum(long[] counts) {
        return Arrays.stream(counts).sum();
    }
}
