package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispersionTest {

    @ParameterizedTest(name = "{0} records at ρ = {1} are worth {2}")
    @CsvSource({
        "100, 0, 100",
        "101, 0.01, 50.5",
        "100, 1, 1",
        "2, 0.5, 1.3333333333333333",
        "1, 0.5, 1",
        "0.5, 0.5, 0.5",
        "0, 1, 0"
    })
    void recordsOfOneWindowAreWorthWhatTheDesignEffectLeaves(double n, double rho, double effective) {
        assertThat(new Dispersion(rho, 1, 1, 30).effective(n)).isEqualTo(effective);
    }

    @Test
    void itIsKnownWhenItWasEstimatedFromWindows() {
        assertThat(Dispersion.UNKNOWN.isKnown()).isFalse();
        assertThat(new Dispersion(0, 0, 1, 2).isKnown()).isTrue();
        assertThat(new Dispersion(0.1, 0.2, 1.5, 30).isKnown()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 0.5, 1, 3",
        "0.5, 0.4, 1, 3",
        "0.5, 1.1, 1, 3",
        "NaN, 0.5, 1, 3",
        "0.1, NaN, 1, 3",
        "0.1, 0.2, 0.9, 3",
        "0.1, 0.2, NaN, 3",
        "0.1, 0.2, 1, -1",
        "0.1, 0.2, 1, 1"
    })
    void impossibleOnesAreRefused(double rho, double upper, double spread, int windows) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dispersion(rho, upper, spread, windows))
                .withMessage(
                        "dispersion: must have 0 ≤ rho ≤ upper ≤ 1, spread ≥ 1 and no or at least 2 windows, was rho "
                                + rho + ", upper " + upper + ", spread " + spread + ", windows " + windows);
    }
}
