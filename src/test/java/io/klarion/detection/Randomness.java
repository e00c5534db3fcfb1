package io.klarion.detection;

import io.klarion.core.divergence.Multinomial;
import java.util.SplittableRandom;

/** Seeded draws. Single-threaded. */
final class Randomness {

    private final SplittableRandom random;
    private final Multinomial multinomial;

    Randomness(long seed) {
        this.random = new SplittableRandom(seed);
        this.multinomial = new Multinomial(random);
    }

    /** The counts of {@code records} independent draws over cells with these shares, which sum to 1. */
    long[] counts(long records, double[] shares) {
        return multinomial.draw(records, shares);
    }

    long binomial(long records, double share) {
        return multinomial.draw(records, new double[] {share, 1 - share})[0];
    }

    /** How many of {@code left} records drawn without replacement are of {@code own}, with {@code rest} others. */
    long hypergeometric(long own, long rest, long left) {
        long least = Math.max(0, left - rest);
        long most = Math.min(own, left);
        long mode = Math.min(most, Math.max(least, (long) ((own + 1.0) * (left + 1.0) / (own + rest + 2.0))));
        double peak = Math.exp(logChoose(own, mode) + logChoose(rest, left - mode) - logChoose(own + rest, left));
        double uniform = random.nextDouble() - peak;
        double up = peak;
        double down = peak;
        for (long i = 1; uniform > 0 && (mode + i <= most || mode - i >= least); i++) {
            up *= mode + i > most ? 0 : ratio(own, rest, left, mode + i - 1);
            down *= mode - i < least ? 0 : 1 / ratio(own, rest, left, mode - i);
            if (uniform <= up) {
                return mode + i;
            }
            uniform -= up + down;
            if (uniform <= 0) {
                return mode - i;
            }
        }
        return mode;
    }

    /* P(count + 1) / P(count). */
    private static double ratio(long own, long rest, long left, long count) {
        return (double) (own - count) * (left - count) / ((count + 1.0) * (rest - left + count + 1));
    }

    private static double logChoose(long n, long k) {
        return DirichletMultinomial.logGamma(n + 1.0)
                - DirichletMultinomial.logGamma(k + 1.0)
                - DirichletMultinomial.logGamma(n - k + 1.0);
    }

    /** One of 0, 1, …, {@code bound} − 1. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    double gaussian() {
        return random.nextGaussian();
    }

    /** Shares of a Dirichlet law. */
    double[] dirichlet(double[] weights) {
        double[] shares = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            shares[i] = gamma(weights[i]);
            sum += shares[i];
        }
        for (int i = 0; i < weights.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /** G. Marsaglia, W. W. Tsang, A simple method for generating gamma variables, ACM Trans. Math. Softw. 26 (2000). */
    private double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = gaussian();
            double v = 1 + c * x;
            double cube = v * v * v;
            if (v > 0 && Math.log(1 - random.nextDouble()) < x * x / 2 + d * (1 - cube + Math.log(cube))) {
                return d * cube;
            }
        }
    }

    /** One entry a record, each with its cell, in random order. */
    int[] shuffled(long[] counts) {
        int size = 0;
        for (long count : counts) {
            size += (int) count;
        }
        int[] cells = new int[size];
        int next = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            for (long i = 0; i < counts[cell]; i++) {
                int place = random.nextInt(next + 1);
                cells[next++] = cells[place];
                cells[place] = cell;
            }
        }
        return cells;
    }
}
