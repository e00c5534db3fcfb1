package io.klarion.core.distribution;

import java.math.BigDecimal;

/** Numbers as people write them: the shortest text that reads back as the same {@code double}, without {@code .0}. */
public final class NumberText {

    private static final double PLAIN_FROM = 1e-4;
    private static final double PLAIN_TO = 1e15;

    private NumberText() {}

    /** {@code 20}, {@code 0.05}, {@code 1.5E-7}; {@code NaN} and infinities as {@link Double#toString}. */
    public static String of(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size < PLAIN_FROM || size >= PLAIN_TO) {
            return Double.toString(value);
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
