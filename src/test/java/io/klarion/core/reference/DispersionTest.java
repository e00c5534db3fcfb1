package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispersionTest {

    @ParameterizedTest(name = "{0} records at ρ ≤ {1} are worth {2}")
    @CsvSource({
        "100, 0, 100",
        "101, 0.01, 50.5",
        "100, 1, 1",
        "2, 0.5, 1.3333333333333333",
        "1, 0.5, 1",
        "0.5, 0.5, 0.5",
        "0, 1, 0"
    })
    void recordsOfOneWindowAreWorthWhatTheDesignEffectLeaves(double n, double upper, double effective) {
        assertThat(new Dispersion(0, upper, 30).effective(n)).isEqualTo(effective);
    }

    @Test
    void itIsKnownWhenItWasEstimatedFromWindows() {
        assertThat(Dispersion.UNKNOWN.isKnown()).isFalse();
        assertThat(new Dispersion(0, 0, 1).isKnown()).isTrue();
        assertThat(new Dispersion(0.1, 0.2, 30).isKnown()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 0.5, 3", "0.5, 0.4, 3", "0.5, 1.1, 3", "NaN, 0.5, 3", "0.1, NaN, 3", "0.1, 0.2, -1"})
    void impossibleCorrelationsAreRefused(double rho, double upper, int windows) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dispersion(rho, upper, windows))
                .withMessage("dispersion: must have 0 ≤ rho ≤ upper ≤ 1, was rho " + rho + ", upper " + upper);
    }
}
