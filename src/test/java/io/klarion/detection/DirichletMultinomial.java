package io.klarion.detection;

import java.util.Arrays;

/** Logarithms of the probability of counts, without the multinomial coefficient that all laws of counts share. */
final class DirichletMultinomial {

    private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

    private DirichletMultinomial() {}

    /** Of counts whose shares follow a Dirichlet law with these weights. */
    static double logKernel(long[] counts, double[] weights) {
        double total = Arrays.stream(weights).sum();
        double log = logGamma(total) - logGamma(total + Arrays.stream(counts).sum());
        for (int i = 0; i < weights.length; i++) {
            log += counts[i] == 0 ? 0 : logGamma(weights[i] + counts[i]) - logGamma(weights[i]);
        }
        return log;
    }

    /** Of counts with these shares. */
    static double logMultinomialKernel(long[] counts, double[] shares) {
        double log = 0;
        for (int i = 0; i < shares.length; i++) {
            log += counts[i] == 0 ? 0 : counts[i] * Math.log(shares[i]);
        }
        return log;
    }

    /** ln Γ(x) for x > 0: Stirling's series from 10 on, the recurrence below; absolute error below 1e-10. */
    static double logGamma(double x) {
        double up = x;
        double log = 0;
        while (up < 10) {
            log -= Math.log(up);
            up++;
        }
        double square = up * up;
        double series = (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / square) / square) / square) / up;
        return log + (up - 0.5) * Math.log(up) - up + HALF_LOG_TWO_PI + series;
    }
}
