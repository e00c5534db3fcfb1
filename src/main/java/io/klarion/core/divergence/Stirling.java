package io.klarion.core.divergence;

/** The error of Stirling's formula: ln x! − [(x + ½) ln x − x + ½ ln 2π], for whole x from 1 on. */
final class Stirling {

    private static final int TABLE = 16;
    private static final double[] ERRORS = table();

    private Stirling() {}

    static double error(double x) {
        if (x < TABLE) {
            return ERRORS[(int) x];
        }
        double square = x * x;
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / square) / square) / square) / x;
    }

    private static double[] table() {
        double[] errors = new double[TABLE];
        double logFactorial = 0;
        for (int x = 1; x < TABLE; x++) {
            logFactorial += StrictMath.log(x);
            errors[x] = logFactorial - (x + 0.5) * StrictMath.log(x) + x - StrictMath.log(2 * Math.PI) / 2;
        }
        return errors;
    }
}
