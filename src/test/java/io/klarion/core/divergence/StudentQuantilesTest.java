package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentQuantilesTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void everyAnswerIsTheOneThatIsComputedAnewHoweverOftenAsked(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5000; i++) {
            double degrees = random.nextInt(1, 60) / 2.0;
            double confidence = 1 - 1.0 / random.nextInt(2, 80);
            assertThat(StudentQuantiles.of(degrees, confidence))
                    .as("degrees %s, confidence %s", degrees, confidence)
                    .isEqualTo(TDistribution.of(degrees).inverseCumulativeProbability(confidence));
        }
    }

    @Test
    void moreQuestionsThanAreKeptAreAnsweredAllTheSame() {
        for (int i = 1; i <= 10_500; i++) {
            StudentQuantiles.of(i / 16.0, 0.75);
        }
        assertThat(StudentQuantiles.of(2, 0.75)).isEqualTo(TDistribution.of(2).inverseCumulativeProbability(0.75));
    }

    @Test
    void withNoEndOfDegreesItIsTheNormalQuantile() {
        assertThat(StudentQuantiles.normal(0.99))
                .isEqualTo(NormalDistribution.of(0, 1).inverseCumulativeProbability(0.99));
    }
}
