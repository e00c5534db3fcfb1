package io.klarion.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws over three cells and windows of six, counted one by one. */
class CountLawTest {

    private static final int RECORDS = 6;

    static Stream<CountLaw> laws() {
        ShareLaw shares = new FixedShares(RECORDS, new double[] {0.5, 0.3, 0.2});
        ShareLaw dirichlet = new DirichletMultinomial(RECORDS, new double[] {4, 1.5, 0.05});
        return Stream.of(
                shares,
                dirichlet,
                new WithoutReplacement(RECORDS, new long[] {7, 2, 5}),
                shares.leaning(new double[] {-1, 0, 1}),
                dirichlet.leaning(new double[] {-1, 0, 1}),
                shares.gaining(2, 0.6).law(),
                dirichlet.gaining(2, 0.6).law());
    }

    @ParameterizedTest
    @MethodSource("laws")
    void probabilitiesSumToOne(CountLaw law) {
        assertThat(sum(law, new double[] {1, 1, 1}) / RECORDS).isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void drawsHaveTheMeanOfTheLaw(CountLaw law) {
        Randomness random = new Randomness(5);
        double[] sums = new double[3];
        for (int i = 0; i < 20_000; i++) {
            long[] drawn = law.draw(random);
            for (int cell = 0; cell < 3; cell++) {
                sums[cell] += drawn[cell] / 20_000.0;
            }
        }
        for (int cell = 0; cell < 3; cell++) {
            double[] only = new double[3];
            only[cell] = 1;
            /* A standard error is at most 0.022. */
            assertThat(sums[cell]).isCloseTo(sum(law, only), within(0.11));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 0.6", "0, 0.9", "1, 0.01"})
    void aGainIsTheRatioOfTheTwoLaws(int cell, double share) {
        for (ShareLaw law : new ShareLaw[] {
            new FixedShares(RECORDS, new double[] {0.5, 0.3, 0.2}),
            new DirichletMultinomial(RECORDS, new double[] {4, 1.5, 0.05})
        }) {
            ShareLaw.Gain gain = law.gaining(cell, share);
            long[] counts = {1, 3, 2};
            assertThat(gain.logRatio().applyAsDouble(counts[cell]))
                    .isCloseTo(gain.law().logKernel(counts) - law.logKernel(counts), within(1e-9));
            assertThat(((ShareLaw) gain.law()).shares()[cell]).isCloseTo(share, within(1e-12));
        }
    }

    @Test
    void weightsOfAMixtureAreTheRatioOfTheLawToAllOfIt() {
        ShareLaw law = new FixedShares(RECORDS, new double[] {0.5, 0.3, 0.2});
        CountLaw other = law.leaning(new double[] {0, 0, 2});
        ShareLaw.Gain gain = law.gaining(0, 0.9);
        Mixture mixture = new Mixture(law, law).with(other, 2).withOneOf(List.of(gain), 3);
        long[] window = {1, 2, 3};
        double own = Math.exp(law.logKernel(window));
        double all = own
                + 2 * Math.exp(other.logKernel(window))
                + 3 * Math.exp(gain.law().logKernel(window));
        assertThat(mixture.weight(window)).isCloseTo(6 * own / all, within(1e-12));
        assertThat(mixture.draw(new Randomness(1))).hasSize(6);
    }

    /* Σ P(a) Σ a_i c_i over all windows. */
    private static double sum(CountLaw law, double[] scores) {
        double sum = 0;
        for (int a = 0; a <= RECORDS; a++) {
            for (int b = 0; a + b <= RECORDS; b++) {
                long[] counts = {a, b, RECORDS - a - b};
                double coefficient =
                        factorial(RECORDS) / (factorial(counts[0]) * factorial(counts[1]) * factorial(counts[2]));
                sum += coefficient
                        * Math.exp(law.logKernel(counts))
                        * (counts[0] * scores[0] + counts[1] * scores[1] + counts[2] * scores[2]);
            }
        }
        return sum;
    }

    private static double factorial(long x) {
        return DoubleStream.iterate(1, i -> i + 1).limit(x).reduce(1, (p, i) -> p * i);
    }
}
