package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverDispersionTest {

    @Test
    void rhoIsPearsonsInflationOverTheMeanSize() {
        /* Four one-sided windows of 10 with X² = 25/5 + 25/5 each, one even: φ = 40 / 4, n̄ = 10, ρ = (10 − 1) / (10 − 1). */
        Dispersion dispersion = OverDispersion.of(windows(new long[][] {{10, 0}, {0, 10}, {10, 0}, {0, 10}, {5, 5}}));

        assertThat(dispersion.rho()).isEqualTo(1, within(1e-12));
        assertThat(dispersion.upper()).isEqualTo(1);
        assertThat(dispersion.windows()).isEqualTo(5);
    }

    @Test
    void unequalWindowsUseDonnersMeanSize() {
        /* Shares 1/4 or 3/4 against the pool's half: X² = Σ n_w / 4 = 12 over 5 degrees of freedom;
         * n̄ = (48 − 448/48) / 5. */
        Dispersion dispersion =
                OverDispersion.of(windows(new long[][] {{9, 3}, {1, 3}, {2, 6}, {9, 3}, {1, 3}, {2, 6}}));

        assertThat(dispersion.rho()).isEqualTo((2.4 - 1) / ((48 - 448 / 48.0) / 5 - 1), within(1e-12));
        assertThat(dispersion.upper()).isGreaterThan(dispersion.rho());
    }

    @Test
    void aConstantFeatureHasNoDispersion() {
        assertThat(OverDispersion.of(windows(new long[][] {{9, 0}, {8, 0}, {7, 0}, {9, 0}, {9, 0}})))
                .isEqualTo(new Dispersion(0, 0, 5));
    }

    @Test
    void fourWindowsAreTooFewAndEmptyOnesDoNotCount() {
        assertThat(OverDispersion.of(windows(new long[][] {{5, 5}, {9, 1}, {0, 0}, {3, 7}, {4, 6}})))
                .isEqualTo(Dispersion.UNKNOWN);
    }

    @Test
    void windowsOfOneRecordSayNothing() {
        assertThat(OverDispersion.of(windows(new long[][] {{1, 0}, {0, 1}, {1, 0}, {1, 0}, {0, 1}, {1, 0}})))
                .isEqualTo(Dispersion.UNKNOWN);
    }

    @Test
    void oneStrayRecordInARareCellDoesNotRuleTheEstimate() {
        long[][] even = new long[20][];
        Arrays.setAll(even, w -> new long[] {500, 500, 0});
        even[7] = new long[] {500, 499, 1};

        assertThat(OverDispersion.of(windows(even)).upper()).isZero();
    }

    private static List<long[]> windows(long[][] counts) {
        return List.of(counts);
    }
}
