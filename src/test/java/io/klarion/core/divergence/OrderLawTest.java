package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderLawTest {

    @Test
    void withoutWindowsItIsTheNormalLaw() {
        assertThat(OrderLaw.independent().ofLocation(1.959964, 500)).isCloseTo(0.05, within(1e-6));
        assertThat(OrderLaw.independent().ofScale(-3.290527, 500)).isCloseTo(0.001, within(1e-8));
    }

    /* A printed table: Student's t of 30 degrees is beyond 3.645959 in 0.1 % of cases, both sides together. */
    @Test
    void windowsThatDifferByChanceCountHalfAgainAsManyWithoutInflation() {
        OrderLaw law = OrderLaw.of(0.003, 0, 21);
        double moderated = (20 * (1 + 199 * 0.003) + 10) / 30;
        assertThat(law.ofLocation(3.645959 * Math.sqrt(moderated), 200)).isCloseTo(0.001, within(1e-7));
        assertThat(law.ofScale(-3.645959, 200)).isCloseTo(0.001, within(1e-7));
    }

    @Test
    void windowsMoreAlikeThanChanceDoNotMakeItSmallerThanChanceDoes() {
        OrderLaw law = OrderLaw.of(-0.004, -1, 1000);
        assertThat(law.ofLocation(3, 200)).isEqualTo(OrderLaw.independent().ofLocation(3, 200));
        assertThat(law.ofScale(3, 200)).isEqualTo(OrderLaw.independent().ofScale(3, 200));
    }

    /* How often a window of ten like it is below 1 % when its location wanders; by chance alone, and twice as much. */
    @ParameterizedTest(name = "inflated {0} times: at most {1}")
    @CsvSource({"1, 0.01", "2, 0.025"})
    void littleWanderingCostsLittle(double inflation, double most) {
        SplittableRandom random = new SplittableRandom(1_000);
        int runs = 100_000;
        int small = 0;
        for (int r = 0; r < runs; r++) {
            double squares = 0;
            for (int w = 0; w < 9; w++) {
                double z = random.nextGaussian();
                squares += z * z * inflation / 9;
            }
            OrderLaw law = OrderLaw.of((squares - 1) / 199, 0, 10);
            small += law.ofLocation(random.nextGaussian() * Math.sqrt(inflation), 200) < 0.01 ? 1 : 0;
        }
        assertThat(small / (double) runs).isBetween(0.003, most);
    }
}
