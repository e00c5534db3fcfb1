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
