package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectSpecTest {

    private static DetectSpec spec(double threshold, OptionalDouble critical, double confidence) {
        return new DetectSpec(Rule.BOUND, Measure.KL, threshold, critical, confidence, Smoothing.none());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -0.1     | 0.3  | 0.999 | threshold: must be at least 0 and finite, was -0.1
                    NaN      | 0.3  | 0.999 | threshold: must be at least 0 and finite, was NaN
                    Infinity | 0.3  | 0.999 | threshold: must be at least 0 and finite, was Infinity
                    0.1      | 0.09 | 0.999 | critical: must be at least the threshold, 0.1, was 0.09
                    0.1      | NaN  | 0.999 | critical: must be at least the threshold, 0.1, was NaN
                    0.1      | 0.3  | 0.49  | confidence: must be at least 0.5 and below 1, was 0.49
                    0.1      | 0.3  | 1     | confidence: must be at least 0.5 and below 1, was 1
                    """)
    void sayWhichRuleIsBroken(double threshold, double critical, double confidence, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(threshold, OptionalDouble.of(critical), confidence))
                .withMessage(message);
    }

    @Test
    void theLimitsThemselvesAreAllowed() {
        assertThat(spec(0, OptionalDouble.of(0), 0.5).threshold()).isZero();
        assertThat(spec(0.1, OptionalDouble.empty(), 0.999).critical()).isEmpty();
    }

    @Test
    void aHigherThresholdTakesTheCriticalLevelAlong() {
        DetectSpec doubled = spec(0.1, OptionalDouble.of(0.3), 0.99).withThreshold(0.2);
        assertThat(doubled).isEqualTo(spec(0.2, OptionalDouble.of(0.6), 0.99));
        assertThat(spec(0.1, OptionalDouble.empty(), 0.99).withThreshold(0.2))
                .isEqualTo(spec(0.2, OptionalDouble.empty(), 0.99));
    }

    @Test
    void anotherConfidenceChangesNothingElse() {
        assertThat(spec(0.1, OptionalDouble.of(0.3), 0.99).withConfidence(0.999))
                .isEqualTo(spec(0.1, OptionalDouble.of(0.3), 0.999));
    }
}
