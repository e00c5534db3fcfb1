package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratorSumsTest {

    @ParameterizedTest
    @EnumSource(Generator.class)
    void eachSumAndItsTermsAreToTheBitWhatTheGeneratorGivesAlone(Generator f) {
        for (long seed = 0; seed < 200; seed++) {
            RandomCounts random = RandomCounts.of(seed);
            int cells = random.cells();
            SharePair pair = SharePair.of(random.row(cells), random.row(cells), Smoothing.none());

            GeneratorSums sums = new GeneratorSums(pair, f);

            double[] alone = f.terms(pair);
            assertThat(sums.terms()).containsExactly(alone);
            double sum = 0;
            for (double term : alone) {
                sum += term;
            }
            assertThat(sums.sum(f)).as("seed %d", seed).isEqualTo(sum);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Measure.class,
            names = {"KS", "WASSERSTEIN"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatOnePassGivesIsWhatIsGivenOneByOne(Measure measure) {
        for (long seed = 0; seed < 200; seed++) {
            RandomCounts random = RandomCounts.of(seed);
            int cells = random.cells();
            SharePair pair = SharePair.of(random.row(cells), random.row(cells), Smoothing.additive(0.5));
            OrderedCells order = OrderedCells.first(cells);

            JudgedDivergences together = Divergences.judged(measure, pair, order);

            assertThat(together.contributions()).containsExactly(Divergences.contributions(measure, pair, order));
            Arrays.stream(Measure.values())
                    .forEach(each ->
                            assertThat(together.values()).containsEntry(each, Divergences.value(each, pair, order)));
        }
    }

    @ParameterizedTest
    @CsvSource({"KL", "REVERSE_KL", "JEFFREYS", "PEARSON"})
    void aCellThatOneSideLacksIsInfiniteWhereTheMeasureIs(Generator f) {
        SharePair lacking = SharePair.ofShares(new double[] {1, 0}, new double[] {0, 1});

        assertThat(new GeneratorSums(lacking, f).sum(f)).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
