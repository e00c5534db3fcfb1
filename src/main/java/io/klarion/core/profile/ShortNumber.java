package io.klarion.core.profile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers with few significant digits, for edges that people read. */
final class ShortNumber {

    private static final int ALL_DIGITS = 17;

    private ShortNumber() {}

    /** A number above {@code low} and at most {@code high}: {@code high} rounded down to as few digits as that allows. */
    static double between(double low, double high) {
        if (low < 0 && high >= 0) {
            return 0;
        }
        BigDecimal exact = new BigDecimal(high);
        for (int digits = 1; digits <= ALL_DIGITS; digits++) {
            double candidate =
                    exact.round(new MathContext(digits, RoundingMode.FLOOR)).doubleValue();
            if (low < candidate && candidate <= high) {
                return candidate;
            }
        }
        return high;
    }

    /** A number at most {@code value} and above {@code value − slack}; {@code value} itself without slack. */
    static double atMost(double value, double slack) {
        double low = value - slack;
        return low < value && Double.isFinite(low) ? between(low, value) : value;
    }
}
