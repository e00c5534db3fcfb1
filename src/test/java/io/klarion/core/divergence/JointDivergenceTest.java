package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointDivergenceTest {

    private static final double EXACT = 1e-12;

    private static double[] random(SplittableRandom random, int cells, double power) {
        double[] shares = new double[cells];
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            shares[i] = Math.pow(random.nextDouble(1e-6, 1), power);
            sum += shares[i];
        }
        double total = sum;
        return Arrays.stream(shares).map(share -> share / total).toArray();
    }

    private static double kl(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] == 0 ? 0 : p[i] * Math.log(p[i] / q[i]);
        }
        return sum;
    }

    private static double[] sums(double[] table, int columns, boolean byRow) {
        double[] sums = new double[byRow ? table.length / columns : columns];
        for (int i = 0; i < table.length; i++) {
            sums[byRow ? i / columns : i % columns] += table[i];
        }
        return sums;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itSplitsExactlyIntoMarginsShiftAndDependence(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            int columns = random.nextInt(1, 9);
            int cells = columns * random.nextInt(1, 9);
            double[] p = random(random, cells, 1 + random.nextInt(4));
            double[] q = random(random, cells, 1 + random.nextInt(4));
            JointDivergence split = JointDivergence.of(p, q, columns);

            assertThat(split.total()).isCloseTo(kl(p, q), within(EXACT));
            assertThat(split.margins() + split.dependence()).isCloseTo(split.total(), within(EXACT));
            assertThat(split.first()).isCloseTo(kl(sums(p, columns, true), sums(q, columns, true)), within(EXACT));
            assertThat(split.second()).isCloseTo(kl(sums(p, columns, false), sums(q, columns, false)), within(EXACT));
            assertThat(split.first() + split.second() + split.shift() + split.dependence())
                    .isCloseTo(split.total(), within(EXACT));
            assertThat(Arrays.stream(split.contributions()).sum()).isCloseTo(split.dependence(), within(EXACT));
            assertThat(Arrays.stream(split.contributions()).min().orElseThrow()).isGreaterThanOrEqualTo(0);
            assertThat(sums(split.expected(), columns, true)).containsExactly(sums(p, columns, true), within(EXACT));
            assertThat(sums(split.expected(), columns, false)).containsExactly(sums(p, columns, false), within(EXACT));
        }
    }

    /** Rows and columns of the reference scaled by any factors: other margins, the same odds ratios. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void thereIsNoDependenceWhereOnlyTheMarginsMoved(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int columns = 4;
        double[] q = random(random, 20, 2);
        double[] rows = random(random, 5, 2);
        double[] cols = random(random, 4, 2);
        double[] p = new double[20];
        for (int i = 0; i < p.length; i++) {
            p[i] = q[i] * rows[i / columns] * cols[i % columns];
        }
        double sum = Arrays.stream(p).sum();
        JointDivergence split =
                JointDivergence.of(Arrays.stream(p).map(share -> share / sum).toArray(), q, columns);

        assertThat(split.dependence()).isCloseTo(0, within(EXACT));
        assertThat(split.margins()).isGreaterThan(0.01);
    }

    @Test
    void allIsDependenceWhereTheMarginsStayed() {
        double[] q = {.25, .25, .25, .25};
        double[] p = {.45, .05, .05, .45};
        JointDivergence split = JointDivergence.of(p, q, 2);

        assertThat(split.first()).isZero();
        assertThat(split.second()).isZero();
        assertThat(split.shift()).isCloseTo(0, within(EXACT));
        assertThat(split.dependence()).isCloseTo(.9 * Math.log(1.8) + .1 * Math.log(.2), within(EXACT));
    }

    @Test
    void withAnIndependentReferenceDependenceIsTheMutualInformationOfTheWindow() {
        double[] q = {.12, .28, .18, .42};
        double[] p = {.3, .1, .2, .4};
        JointDivergence split = JointDivergence.of(p, q, 2);
        double information = .3 * Math.log(.3 / (.4 * .5))
                + .1 * Math.log(.1 / (.4 * .5))
                + .2 * Math.log(.2 / (.6 * .5))
                + .4 * Math.log(.4 / (.6 * .5));

        assertThat(split.dependence()).isCloseTo(information, within(EXACT));
        assertThat(split.shift()).isCloseTo(0, within(EXACT));
    }

    @Test
    void thePlainRestIsNegativeWhereFeaturesThatHangTogetherMoveTogether() {
        double[] q = {.45, .05, .05, .45};
        double[] p = {.75, .05, .05, .15};
        JointDivergence split = JointDivergence.of(p, q, 2);

        assertThat(split.shift() + split.dependence()).isNegative();
        assertThat(split.dependence()).isPositive();
    }

    @Test
    void emptyRowsOfTheWindowAreFitted() {
        JointDivergence split = JointDivergence.of(new double[] {.5, .5, 0, 0}, new double[] {.1, .3, .2, .4}, 2);

        assertThat(split.expected()).containsExactly(new double[] {.5, .5, 0, 0}, within(EXACT));
        assertThat(split.dependence()).isCloseTo(0, within(EXACT));
    }

    @Test
    void tablesThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> JointDivergence.of(new double[4], new double[6], 2));
        assertThatIllegalArgumentException().isThrownBy(() -> JointDivergence.of(new double[4], new double[4], 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JointDivergence.of(new double[] {1, 0}, new double[] {1, 0}, 2));
    }
}
