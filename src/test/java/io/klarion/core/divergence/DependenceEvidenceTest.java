package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependenceEvidenceTest {

    private static DependenceEvidence of(long[] window, long[] reference, int columns, double confidence) {
        double n = java.util.Arrays.stream(window).sum();
        double m = java.util.Arrays.stream(reference).sum();
        return DependenceEvidence.of(window, reference, columns, EffectiveSizes.independent(n, m), confidence);
    }

    /** Bartlett's own 2 × 2 × 2 example, plum root cuttings: χ² of the three-way interaction is 2.27, 1 degree. */
    @Test
    void theTestIsThatOfTheThreeWayInteraction() {
        long[] ofLong = {156, 84, 84, 156};
        long[] ofShort = {107, 133, 31, 209};

        double p = of(ofLong, ofShort, 2, 0.999).pValue();

        assertThat(p).isCloseTo(0.132, within(0.002));
    }

    @Test
    void theEstimateIsTheDependenceWithoutItsBias() {
        long[] window = {450, 50, 50, 450};
        long[] reference = {2500, 2500, 2500, 2500};
        DependenceEvidence shown = of(window, reference, 2, 0.999);

        double raw = .9 * Math.log(1.8) + .1 * Math.log(.2);
        assertThat(shown.evidence().estimate()).isCloseTo(raw - (1 / 1000.0 + 1 / 10_000.0) / 2, within(1e-6));
        assertThat(shown.evidence().lower()).isGreaterThan(0.25);
        assertThat(shown.pValue()).isLessThan(1e-50);
    }

    @Test
    void oneRowOrOneColumnCannotHangTogether() {
        DependenceEvidence shown = of(new long[] {5, 7, 0, 0}, new long[] {9, 3, 0, 0}, 2, 0.999);

        assertThat(shown.evidence().estimate()).isZero();
        assertThat(shown.noise()).isZero();
        assertThat(shown.pValue()).isEqualTo(1);
    }

    @Test
    void anEmptySideSaysNothing() {
        DependenceEvidence shown = of(new long[4], new long[] {9, 3, 1, 2}, 2, 0.999);

        assertThat(shown.evidence().upper()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(shown.pValue()).isEqualTo(1);
    }

    private static double[] dependent(int groups, double strength) {
        double[] shares = new double[groups * groups];
        for (int row = 0; row < groups; row++) {
            for (int column = 0; column < groups; column++) {
                shares[row * groups + column] =
                        (1 - strength) / (groups * groups) + (row == column ? strength / groups : 0);
            }
        }
        return shares;
    }

    /** Nominal 1 %; the reference is dependent, and the window comes from it with other margins. */
    @ParameterizedTest(name = "{0} records against {1}, {2} groups")
    @CsvSource({"50, 1000, 4", "200, 1000, 8", "200, 100000, 4", "1000, 1000, 8", "1000, 100000, 8", "10000, 1000, 4"})
    void whereOnlyMarginsMoveFalseAlarmsKeepTheLevel(int n, int m, int groups) {
        Multinomial random = new Multinomial(n + m + groups);
        double[] q = dependent(groups, 0.3);
        double[] p = new double[q.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = q[i] * (1 + i / groups) * (1 + i % groups);
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        int trials = 2000;
        int significant = 0;
        int above = 0;
        for (int i = 0; i < trials; i++) {
            DependenceEvidence shown = of(random.draw(n, p), random.draw(m, q), groups, 0.99);
            significant += shown.pValue() < 0.01 ? 1 : 0;
            above += shown.evidence().lower() > 0 ? 1 : 0;
        }
        assertThat((double) significant / trials).isLessThan(0.0175);
        assertThat((double) above / trials).isLessThan(0.0175);
    }

    /** The true dependence stands exactly at the threshold: nominal 1 % of the bounds clear it, 2 % with three records a cell. */
    @ParameterizedTest(name = "{0} records against {1}, {2} groups")
    @CsvSource({"200, 1000, 4", "200, 100000, 8", "1000, 1000, 8", "1000, 100000, 8", "10000, 1000, 4"})
    void theBoundKeepsTheLevelAtTheThresholdToo(int n, int m, int groups) {
        Multinomial random = new Multinomial(n + m + groups);
        double[] q = dependent(groups, 0);
        double[] p = dependent(groups, 0.35);
        double truth = JointDivergence.of(p, q, groups).dependence();
        int trials = 2000;
        int above = 0;
        int below = 0;
        for (int i = 0; i < trials; i++) {
            Evidence shown =
                    of(random.draw(n, p), random.draw(m, q), groups, 0.99).evidence();
            above += shown.lower() > truth ? 1 : 0;
            below += shown.upper() < truth ? 1 : 0;
        }
        assertThat((double) above / trials).isLessThan(0.025);
        assertThat((double) below / trials).isLessThan(0.025);
    }
}
