package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatioTest {

    private static final MathContext DIGITS = new MathContext(60);

    @ParameterizedTest
    @ValueSource(
            doubles = {
                1e-12, 1e-7, 1e-4, 0.001, 0.003, 0.009, 0.00999, 0.01, 0.0101, 0.02, 0.1, 0.3, 0.49, 0.5, 0.51, 0.6
            })
    void theGapToTheLogarithmKeepsThirteenDigitsOnBothSidesOfOne(double distance) {
        for (double excess : new double[] {distance, -distance}) {
            double expected = gap(excess).doubleValue();
            assertThat(new Ratio(1 + excess, excess).logGap())
                    .as("%s", excess)
                    .isCloseTo(expected, within(1e-13 * expected));
        }
    }

    /** x − ln(1 + x) as the sum of (−x)^k / k over k ≥ 2, to sixty digits. */
    private static BigDecimal gap(double excess) {
        BigDecimal minusX = new BigDecimal(excess).negate();
        BigDecimal power = minusX;
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 2; k < 400; k++) {
            power = power.multiply(minusX, DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS), DIGITS);
        }
        return sum;
    }
}
