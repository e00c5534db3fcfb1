package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatiosTest {

    private static void requireEachAsAlone(double[] window, double[] reference) {
        Ratios ratios = new Ratios(window, reference);
        double[] jensenShannon = JensenShannon.of(ratios);
        for (int i = 0; i < window.length; i++) {
            Ratio alone = Ratio.of(window[i], reference[i]);
            assertThat(new double[] {ratios.value(i), ratios.excess(i), ratios.log(i), jensenShannon[i]})
                    .as("%s to %s", window[i], reference[i])
                    .containsExactly(alone.value(), alone.excess(), alone.log(), Generator.JENSEN_SHANNON.value(alone));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 24, 61})
    void everyCellIsToTheBitWhatItIsAlone(int cells) {
        SplittableRandom random = new SplittableRandom(cells);
        for (int draw = 0; draw < 500; draw++) {
            double spread = Math.scalb(1.0, -random.nextInt(40));
            double[] window = new double[cells];
            double[] reference = new double[cells];
            for (int i = 0; i < cells; i++) {
                reference[i] = 1 - random.nextDouble();
                window[i] = random.nextInt(5) == 0
                        ? 1 - random.nextDouble()
                        : reference[i] * (1 + spread * (random.nextDouble() - 0.5));
            }
            requireEachAsAlone(window, reference);
        }
    }

    @Test
    void soItIsAroundEveryBorderBetweenTwoWaysToComputeIt() {
        double[] borders = {
            0, -0.2928, 0.4142, 0.5, -0.5, 2, -2.0 / 3, 0.00391, -0.0039, 0x1p-29, -0x1p-29, 1e150, 1e-16
        };
        for (double border : borders) {
            double[] window = new double[2001];
            double[] reference = new double[window.length];
            for (int i = 0; i < window.length; i++) {
                reference[i] = 1;
                window[i] = (1 + border) * (1 + (i - 1000) * 1e-6);
            }
            requireEachAsAlone(window, reference);
        }
    }

    @Test
    void aCellThatASideLacksHasNoLogarithmAndTroublesNoOther() {
        Ratios ratios = new Ratios(new double[] {0, 0.5, 0, 0.5}, new double[] {0.5, 0, 0, 0.5});

        assertThat(new double[] {ratios.log(0), ratios.log(1), ratios.log(2)})
                .containsExactly(Double.NaN, Double.NaN, Double.NaN);
        assertThat(ratios.log(3)).isZero();
    }
}
