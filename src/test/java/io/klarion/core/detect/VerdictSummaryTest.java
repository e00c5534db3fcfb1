package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.divergence.Measure;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictSummaryTest {

    @Test
    void theNumbersOfAVerdictStayWithoutItsCells() {
        FeatureVerdict income = SampleVerdicts.drifted("income");
        Verdict verdict = SampleVerdicts.revised(SampleVerdicts.verdict(3), 2, income);
        assertThat(VerdictSummary.of(verdict))
                .isEqualTo(new VerdictSummary(
                        verdict.end(),
                        2,
                        1000,
                        "loans",
                        1,
                        List.of(new FeatureSummary(
                                "income",
                                Measure.KL,
                                FeatureState.DRIFT,
                                OptionalDouble.of(0.3),
                                OptionalDouble.of(0.27),
                                OptionalDouble.of(0.33),
                                OptionalDouble.of(0.31),
                                0.1,
                                OptionalDouble.of(0.01)))));
    }

    @Test
    void withoutRecordsNoShareOfThemIsMissing() {
        FeatureVerdict empty = SampleVerdicts.unjudged("income", FeatureState.NO_DATA);
        assertThat(FeatureSummary.of(empty).missingRatio()).isEmpty();
    }

    @ParameterizedTest(name = "[{index}] {0} revision {1} after {2} revision {3}: {4}")
    @CsvSource({
        "10, 0, 10, 0, false",
        "10, 1, 10, 0, true",
        "10, 0, 10, 1, false",
        "20, 0, 10, 1, true",
        "10, 1, 20, 0, false"
    })
    void laterIsALaterWindowOrAHigherRevisionOfTheSame(long end, int revision, long than, int old, boolean isLater) {
        assertThat(summary(end, revision).isLaterThan(summary(than, old))).isEqualTo(isLater);
    }

    private static VerdictSummary summary(long end, int revision) {
        return new VerdictSummary(end, revision, 0, "", 0, List.of());
    }
}
