package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldOutTest {

    /* Estimates are 1, 2, … m, in falling order. */
    @ParameterizedTest(name = "of {0} windows the {1}. smallest, exceeded by {2}")
    @CsvSource({"2, 2, 0.3333", "20, 20, 0.0476", "98, 98, 0.0101", "99, 99, 0.01", "100, 100, 0.0099", "199, 198, 0.01"
    })
    void theLevelIsARankThatOnePercentExceedsOrTheLargestOfFew(int windows, double rank, double exceeding) {
        double[] falling =
                IntStream.range(0, windows).mapToDouble(i -> windows - i).toArray();

        assertThat(HeldOut.level(falling)).isEqualTo(rank);
        assertThat(new HeldOut(windows, new TreeMap<>()).exceeding()).isCloseTo(exceeding, within(1e-4));
    }

    @Test
    void aLevelIsNeverBelowNothing() {
        assertThat(HeldOut.level(new double[] {-0.2, -0.1})).isZero();
    }

    @Test
    void anotherMeasureHasNoLevel() {
        HeldOut held = new HeldOut(30, new TreeMap<>(Map.of("kl", 0.2)));

        assertThat(held.level("kl")).hasValue(0.2);
        assertThat(held.level("ks")).isEmpty();
    }

    @Test
    void oneWindowHasNothingToBeHeldAgainst() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeldOut(1, new TreeMap<>()))
                .withMessage("held out: must be at least 2 windows, was 1");
    }

    @Test
    void levelsMustBeNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeldOut(2, new TreeMap<>(Map.of("kl", Double.NaN))))
                .withMessage("held out: levels must be finite and at least 0, was NaN for kl");
    }
}
