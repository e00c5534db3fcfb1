package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CellLawTest {

    /* K and its derivatives at s = v = 0: the mass, the mean score, the mean count less its expectation, its variance. */
    private static double[] moments(CellLaw law) {
        double[] sums = new double[6];
        law.addCumulants(0, 0, sums);
        return sums;
    }

    /* Made within the test, where a tool that counts what tests reach sees it. */
    private static Arguments law(String name, Supplier<CellLaw> made, double mean, double variance) {
        return Arguments.of(name, made, mean, variance);
    }

    static Stream<Arguments> laws() {
        return Stream.of(
                law("binomial", () -> CellLaw.of(50, 0.3, 0.3), 15, 10.5),
                law("wide binomial", () -> CellLaw.of(400_000, 0.2, 0.3), 80_000, 64_000),
                law("thin binomial", () -> CellLaw.of(2, 0.01, 0.3), 0.02, 0.0198),
                law("between edges", () -> CellLaw.between(20, 0.25, 0.3), 20 / 3.0, 20 * 4 / 9.0),
                law("wide between edges", () -> CellLaw.between(5000, 0.9, 0.3), 45_000, 450_000),
                law("beyond the extreme", () -> CellLaw.beyondExtreme(0.2, 0.3), 0.25, 0.3125),
                law("far beyond the extreme", () -> CellLaw.beyondExtreme(0.99, 0.3), 99, 9900));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("laws")
    void theTableHoldsTheWholeLaw(String name, Supplier<CellLaw> made, double mean, double variance) {
        CellLaw law = made.get();
        double[] moments = moments(law);
        assertThat(law.expected()).as(name).isEqualTo(mean, within(1e-9));
        assertThat(Math.exp(moments[0])).isEqualTo(1, within(0.01));
        assertThat(moments[2]).isEqualTo(0, within(0.01 * Math.sqrt(variance)));
        assertThat(moments[5]).isEqualTo(variance, within(0.02 * variance));
    }

    /* 100 of the records in the window, 1000 in all but where said; G and χ² worked out by hand. */
    @ParameterizedTest(name = "{0} of {1} at share {2}: {3}")
    @CsvSource({
        "15, 100, 0.1, 2.7778", // Pearson's 25 / 9, as no number is large
        "1, 2, 0.01, 6.4579", // G, as less than one is expected
        "40, 100, 0.1, 74.2477", // Pearson's 100 is cut to G + 12
        "300, 310, 0.9090909, 16.7904", // G, as a small reference lacks the cell
        "10, 100, 0.1, 0"
    })
    void theScoreIsTheOneThatSeesTheCellBest(double a, double total, double share, double score) {
        assertThat(CellLaw.score(a, total, share)).isEqualTo(score, within(2e-3));
    }

    @Test
    void beyondTheExtremeOneRecordIsWorthWhatItsChanceIs() {
        assertThat(CellLaw.scoreBeyondExtreme(0, 0.01)).isZero();
        assertThat(CellLaw.scoreBeyondExtreme(1, 0.5)).isZero();
        assertThat(CellLaw.scoreBeyondExtreme(2, 0.01)).isEqualTo(-4 * Math.log(0.01) - 3, within(1e-12));
    }

    @Test
    void stirlingsErrorIsThatOfTheFactorial() {
        double logFactorial = 0;
        for (int x = 1; x < 200; x++) {
            logFactorial += Math.log(x);
            double formula = (x + 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2;
            assertThat(Stirling.error(x))
                    .as("%s!", x)
                    .isEqualTo(logFactorial - formula, within(1e-12 * logFactorial + 1e-13));
        }
    }
}
