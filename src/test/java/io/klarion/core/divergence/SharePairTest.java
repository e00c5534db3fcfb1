package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SharePairTest {

    @Test
    void countsBecomeSharesOfEitherSide() {
        SharePair pair = SharePair.of(new long[] {1, 3}, new long[] {4, 4}, Smoothing.none());
        assertThat(pair.cells()).isEqualTo(2);
        assertThat(pair.window(1)).isEqualTo(0.75);
        assertThat(pair.reference(0)).isEqualTo(0.5);
        assertThat(pair.windowShares()).containsExactly(0.25, 0.75);
        assertThat(pair.referenceShares()).containsExactly(0.5, 0.5);
    }

    @Test
    void arraysAreCopiedInAndOut() {
        double[] window = {0.25, 0.75};
        SharePair pair = SharePair.ofShares(window, new double[] {0.5, 0.5});
        window[0] = 1;
        pair.windowShares()[0] = 1;
        pair.referenceShares()[0] = 1;
        assertThat(pair.window(0)).isEqualTo(0.25);
        assertThat(pair.reference(0)).isEqualTo(0.5);
    }

    @Test
    void sharesThatSumToOneUpToRoundingAreDividedByTheirSum() {
        SharePair pair = SharePair.ofShares(new double[] {0.3333333, 0.6666666}, new double[] {0.5, 0.5});
        assertThat(pair.window(0) + pair.window(1)).isCloseTo(1, within(1e-15));
    }

    @Test
    void sharesThatDoNotSumToOneAreRefused() {
        assertThatThrownBy(() -> SharePair.ofShares(new double[] {0.5, 0.5}, new double[] {0.5, 0.25}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reference: must hold shares that sum to 1, was 0.75");
        assertThatThrownBy(() -> SharePair.ofShares(new double[] {Double.NaN}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("window: must hold shares that sum to 1, was NaN");
    }

    @Test
    void negativeSharesAreRefused() {
        assertThatThrownBy(() -> SharePair.ofShares(new double[] {1.5, -0.5}, new double[] {0.5, 0.5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("counts[1]: must be at least 0 and finite, was -0.5");
    }

    @Test
    void sidesOfDifferentLengthAreRefused() {
        assertThatThrownBy(() -> SharePair.of(new long[] {1, 2}, new long[] {1, 2, 3}, Smoothing.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("window: must have as many cells as the reference, 3, was 2");
    }

    @Test
    void sharesTooSmallToDivideByAreRefused() {
        assertThatThrownBy(() -> SharePair.ofShares(new double[] {0.5, 0.5}, new double[] {1, 1e-200}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reference[1]: must have a share of 0 or at least 1.0E-150, was 1.0E-200");
    }

    @Test
    void theSmallestShareAcceptedIsOneInTenToTheHundredAndFifty() {
        double[] shares = {1, 1e-150};
        assertThat(SharePair.ofShares(shares, shares).reference(1)).isEqualTo(1e-150);
        assertThatThrownBy(() -> SharePair.ofShares(new double[] {1, Math.nextDown(1e-150)}, shares))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("window[1]: must have a share of 0 or at least 1.0E-150, was " + Math.nextDown(1e-150));
    }
}
