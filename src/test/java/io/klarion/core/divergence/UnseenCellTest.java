package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnseenCellTest {

    private static final double COUNTS = 1.2;

    @ParameterizedTest(name = "{0} of {1} records in the window, none of {2} in the reference")
    @CsvSource({"2, 200, 1000", "5, 200, 1000", "3, 50, 1000", "8, 1000, 10000", "4, 1000, 1000", "20, 10000, 5000"})
    void itIsTheGreatestChanceThatAnyProbabilityOfTheCellGives(int x, int n, int m) {
        double greatest = 0;
        for (double mean = 0.001; mean < x; mean *= 1.002) {
            double q = mean / n;
            greatest = Math.max(
                    greatest,
                    StrictMath.exp(m * StrictMath.log1p(-q))
                            * BinomialDistribution.of(n, q).survivalProbability(x - 1));
        }
        assertThat(UnseenCell.pValue(x, n, m) / COUNTS).isBetween(greatest * 0.9999, greatest * 1.12);
    }

    @Test
    void fiveOf200ThatAReferenceOf1000NeverHadAreRarerThanConditioningOnThemSays() {
        assertThat(UnseenCell.pValue(5, 200, 1000)).isBetween(3.1e-5, 3.2e-5);
        assertThat(CellExcess.of(200, 1000).pValue(5, 5)).isBetween(1.2e-4, 1.3e-4);
    }

    @ParameterizedTest(name = "{0} of {1} in the window, {2} in the reference")
    @CsvSource({"1, 200, 1000", "1, 5, 1000000", "50, 100, 10", "3, 1000, 10"})
    void whereTheWindowIsTheLargerOrHasOneItSaysNothing(int x, int n, int m) {
        assertThat(UnseenCell.pValue(x, n, m))
                .isGreaterThanOrEqualTo(CellExcess.of(n, m).pValue(x, x));
    }

    private record Place(int x, int y, double p) {}

    /* All tables of one cell that can come, in the order of their p-values. */
    @ParameterizedTest(name = "{0} records in the window, {1} in the reference")
    @CsvSource({"20, 1000", "50, 200", "100, 100", "200, 1000", "30, 15"})
    void withTheSmallerOfBothNoLevelIsExceededWhateverTheProbabilityOfTheCellIs(int n, int m) {
        CellExcess seen = CellExcess.of(n, m);
        List<Place> places = new ArrayList<>();
        for (int x = 0; x <= Math.min(n, 60); x++) {
            for (int y = 0; y <= Math.min(m, 150); y++) {
                double p = x == 0 ? 1 : seen.pValue(x, x + y);
                places.add(new Place(x, y, x > 0 && y == 0 && p < 1 ? Math.min(p, UnseenCell.pValue(x, n, m)) : p));
            }
        }
        places.removeIf(place -> place.p() > 0.02);
        places.sort(Comparator.comparingDouble(Place::p));
        for (double mean = 0.05; mean < 20 && mean < n / 2.0; mean *= 1.1) {
            BinomialDistribution window = BinomialDistribution.of(n, mean / n);
            BinomialDistribution reference = BinomialDistribution.of(m, mean / n);
            double chance = 0;
            for (int i = 0; i < places.size(); i++) {
                Place place = places.get(i);
                chance += window.probability(place.x()) * reference.probability(place.y());
                boolean isLast = i + 1 == places.size() || places.get(i + 1).p() > place.p() * (1 + 1e-9);
                if (isLast) {
                    assertThat(chance).as("mean %s, p %s", mean, place.p()).isLessThanOrEqualTo(place.p() * (1 + 1e-9));
                }
            }
        }
    }
}
