package io.klarion.core.divergence;

import java.util.SplittableRandom;

/** Draws counts over cells with given shares, cell by cell from binomial laws; exact and quick at any size. */
public final class Multinomial {

    private static final double INVERSION_BELOW = 10;
    private static final double[] STIRLING_TAIL = {
        0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.02079067210376509, 0.01664469118982119,
        0.01387612882307075, 0.01189670994589177, 0.01041126526197209, 0.00925546218271273, 0.00833056343336287
    };

    private final SplittableRandom random;

    Multinomial(long seed) {
        this(new SplittableRandom(seed));
    }

    /** Draws from {@code random}, which others may draw from too. */
    public Multinomial(SplittableRandom random) {
        this.random = random;
    }

    /** The counts of {@code records} independent draws. */
    public long[] draw(long records, double[] shares) {
        long[] counts = new long[shares.length];
        long left = records;
        double rest = 1;
        for (int i = 0; i + 1 < shares.length; i++) {
            counts[i] = binomial(left, Math.min(1, shares[i] / rest));
            left -= counts[i];
            rest -= shares[i];
        }
        counts[shares.length - 1] = left;
        return counts;
    }

    private long binomial(long n, double p) {
        if (p > 0.5) {
            return n - binomial(n, 1 - p);
        }
        return n * p < INVERSION_BELOW ? inversion(n, p) : transformedRejection(n, p);
    }

    private long inversion(long n, double p) {
        double odds = p / (1 - p);
        double probability = Math.pow(1 - p, (double) n);
        double uniform = random.nextDouble();
        long count = 0;
        while (uniform > probability && count < n) {
            uniform -= probability;
            count++;
            probability *= odds * (n - count + 1) / count;
        }
        return count;
    }

    /** Algorithm BTRS of W. Hörmann, The generation of binomial random variates, J. Stat. Comput. Simul. 46 (1993). */
    private long transformedRejection(long n, double p) {
        double deviation = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double alpha = (2.83 + 5.1 / b) * deviation;
        while (true) {
            double v = random.nextDouble();
            double u = random.nextDouble() - 0.5;
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + n * p + 0.5);
            boolean isInside = k >= 0 && k <= n;
            if (us >= 0.07 && v <= 0.92 - 4.2 / b) {
                return (long) k;
            }
            if (isInside && Math.log(v * alpha / (a / (us * us) + b)) <= logRatio(n, p, k)) {
                return (long) k;
            }
        }
    }

    /** Logarithm of the probability of k over that of the mode. */
    private static double logRatio(long n, double p, double k) {
        double mode = Math.floor((n + 1) * p);
        double odds = p / (1 - p);
        return (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1)))
                + (n + 1) * Math.log((n - mode + 1) / (n - k + 1))
                + (k + 0.5) * Math.log(odds * (n - k + 1) / (k + 1))
                + tail(mode)
                + tail(n - mode)
                - tail(k)
                - tail(n - k);
    }

    private static double tail(double k) {
        if (k < STIRLING_TAIL.length) {
            return STIRLING_TAIL[(int) k];
        }
        double square = (k + 1) * (k + 1);
        return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
    }
}
