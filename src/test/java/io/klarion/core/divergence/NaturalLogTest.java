package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NaturalLogTest {

    private static final int DRAWS = 300_000;

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.0,
                -0.0,
                1.0,
                2.0,
                0.5,
                4.0,
                -1.0,
                -0.5,
                0.2928932188134524,
                -0.2928932188134524,
                -0.2928,
                -0.2929,
                0.4142,
                0.41421356237309503,
                0.41421356237309515,
                1.4142135623730950,
                1.4142135623730954,
                0.7071067811865475,
                0.7071067811865477,
                0x1p-29,
                0x1p-30,
                0x1p-54,
                0x1p-1022,
                0x1p-1074,
                0x1.fffffp0,
                0x1.00001p0,
                0x1.000001p0,
                Double.MAX_VALUE,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NaN
            })
    void aroundEveryBorderItIsTheLogarithmOfTheLibrary(double border) {
        double x = border;
        for (int i = 0; i < 5; i++) {
            x = Math.nextDown(x);
        }
        for (int i = 0; i < 10; i++) {
            requireTheSame(x);
            x = Math.nextUp(x);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ofRatiosItIsTheLogarithmOfTheLibraryToTheBit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < DRAWS; i++) {
            requireTheSame(random.nextDouble() * 3);
            requireTheSame(random.nextDouble() - 0.5);
            requireTheSame((random.nextDouble() - 0.5) * Math.scalb(1.0, -random.nextInt(60)));
        }
    }

    @Test
    void ofAnyNumberItIsTheLogarithmOfTheLibraryToTheBit() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < DRAWS; i++) {
            requireTheSame(Double.longBitsToDouble(random.nextLong()));
        }
    }

    private static void requireTheSame(double x) {
        if (bits(NaturalLog.of(x)) != bits(StrictMath.log(x))) {
            assertThat(NaturalLog.of(x)).as("ln %s", x).isEqualTo(StrictMath.log(x));
        }
        if (bits(NaturalLog.ofOnePlus(x)) != bits(StrictMath.log1p(x))) {
            assertThat(NaturalLog.ofOnePlus(x)).as("ln(1 + %s)", x).isEqualTo(StrictMath.log1p(x));
        }
    }

    private static long bits(double value) {
        return Double.doubleToLongBits(value);
    }
}
