package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareDifferenceTest {

    private static final double BOTH_SIDES_95 = 0.975;

    /** The 95 % intervals of Newcombe 1998, table II, method 11. */
    @ParameterizedTest(name = "{0}/{1} − {2}/{3}")
    @CsvSource({
        "56, 70, 48, 80, 0.0428, 0.3422",
        "9, 10, 3, 10, 0.1013, 0.8387",
        "6, 7, 2, 7, -0.0290, 0.8423",
        "5, 56, 0, 29, -0.0667, 0.2037",
        "0, 10, 0, 20, -0.2005, 0.3445",
        "0, 10, 0, 10, -0.3445, 0.3445",
        "10, 10, 0, 20, 0.6014, 1.0000",
        "10, 10, 0, 10, 0.5128, 1.0000"
    })
    void theBoundsAreThePublishedOnes(long x, long n, long y, long m, double lower, double upper) {
        ShareDifference difference =
                ShareDifference.of(x, n, y, m, EffectiveSizes.independent((double) n, (double) m), BOTH_SIDES_95);

        assertThat(difference.estimate()).isCloseTo((double) x / n - (double) y / m, within(1e-15));
        assertThat(difference.lower()).isCloseTo(lower, within(5e-5));
        assertThat(difference.upper()).isCloseTo(upper, within(5e-5));
    }

    @Test
    void fewerEffectiveRecordsSayLess() {
        ShareDifference all = ShareDifference.of(300, 1000, 50, 1000, EffectiveSizes.independent(1000, 1000), 0.999);
        ShareDifference few = ShareDifference.of(300, 1000, 50, 1000, EffectiveSizes.independent(100, 100), 0.999);
        ShareDifference guessed = ShareDifference.of(300, 1000, 50, 1000, new EffectiveSizes(100, 100, 1, 10), 0.999);

        assertThat(few.estimate()).isEqualTo(all.estimate());
        assertThat(few.lower()).isLessThan(all.lower());
        assertThat(guessed.lower()).isLessThan(few.lower());
        assertThat(guessed.upper()).isGreaterThan(few.upper());
    }

    @ParameterizedTest(name = "{0} of {1} against {2} of {3}")
    @CsvSource({"0, 0, 1, 2", "1, 2, 0, 0"})
    void aSideWithoutRecordsSaysNothing(long x, long n, long y, long m) {
        assertThat(ShareDifference.of(x, n, y, m, EffectiveSizes.independent((double) n, (double) m), 0.999))
                .isEqualTo(new ShareDifference(0, -1, 1));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"-1, 2", "3, 2"})
    void aPartIsWithinItsTotal(long part, long total) {
        EffectiveSizes sizes = EffectiveSizes.independent(2, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> ShareDifference.of(part, total, 1, 2, sizes, 0.9));
        assertThatIllegalArgumentException().isThrownBy(() -> ShareDifference.of(1, 2, part, total, sizes, 0.9));
    }

    /** Nominal 1 % on one side; where the share has risen by exactly the bound that is asked for. */
    @ParameterizedTest(name = "{0} records, from {2} to {3}")
    @CsvSource({
        "50, 1000, 0.02, 0.07",
        "200, 1000, 0, 0.05",
        "1000, 100000, 0.3, 0.35",
        "1000, 100000, 0, 0.01",
        "100000, 1000, 0.05, 0.05"
    })
    void theLowerBoundIsTooHighNoMoreOftenThanItSays(int n, int m, double before, double now) {
        Multinomial random = new Multinomial(1);
        int trials = 20_000;
        int wrong = 0;
        for (int i = 0; i < trials; i++) {
            long x = random.draw(n, new double[] {now, 1 - now})[0];
            long y = random.draw(m, new double[] {before, 1 - before})[0];
            ShareDifference difference =
                    ShareDifference.of(x, n, y, m, EffectiveSizes.independent((double) n, (double) m), 0.99);
            wrong += difference.lower() > now - before + 1e-12 ? 1 : 0;
        }
        assertThat((double) wrong / trials).isLessThanOrEqualTo(0.0155);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theBoundsHoldTheEstimateAndTurnRoundWithTheSides(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1000; i++) {
            long n = random.nextLong(1, 1000);
            long m = random.nextLong(1, 1000);
            long x = random.nextLong(n + 1);
            long y = random.nextLong(m + 1);
            double confidence = 0.5 + random.nextDouble() * 0.4999;
            ShareDifference one =
                    ShareDifference.of(x, n, y, m, EffectiveSizes.independent((double) n, (double) m), confidence);
            ShareDifference other =
                    ShareDifference.of(y, m, x, n, EffectiveSizes.independent((double) m, (double) n), confidence);

            assertThat(one.lower()).isLessThanOrEqualTo(one.estimate()).isGreaterThanOrEqualTo(-1 - 1e-12);
            assertThat(one.upper()).isGreaterThanOrEqualTo(one.estimate()).isLessThanOrEqualTo(1 + 1e-12);
            assertThat(one.lower()).isCloseTo(-other.upper(), within(1e-12));
        }
    }
}
