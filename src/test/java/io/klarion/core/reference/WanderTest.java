package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WanderTest {

    @Test
    void aCorrelationIsBetweenMinusOneAndOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Wander(1.5, 0))
                .withMessage("wander location: must be between -1 and 1, was 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Wander(0, Double.NaN))
                .withMessage("wander scale: must be between -1 and 1, was NaN");
    }
}
