package io.klarion.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointBinningTest {

    private static final FeatureCells INCOME = numeric("income", NumericBinning.ofEdges(0, 10, 20));
    private static final FeatureCells CHANNEL = categorical("channel", "web", "shop");

    private static FeatureCells numeric(String name, NumericBinning binning) {
        return new FeatureCells(name, FeatureType.NUMERIC, binning);
    }

    private static FeatureCells categorical(String name, String... categories) {
        return new FeatureCells(name, FeatureType.CATEGORICAL, CategoricalBinning.of(List.of(categories)));
    }

    private static List<String> labels(Binning binning) {
        return IntStream.range(0, binning.cells()).mapToObj(binning::label).toList();
    }

    @Test
    void everyGroupOfTheOneMeetsEveryGroupOfTheOther() {
        JointBinning pair = JointBinning.of(INCOME, CHANNEL);

        assertThat(pair.feature().name()).isEqualTo("income & channel");
        assertThat(labels(pair))
                .containsExactly(
                        "below 10 & web",
                        "below 10 & shop",
                        "below 10 & other",
                        "from 10 & web",
                        "from 10 & shop",
                        "from 10 & other",
                        "missing",
                        "invalid");
    }

    @Test
    void theCellOfARecordIsThatOfItsTwoCells() {
        JointBinning pair = JointBinning.of(INCOME, CHANNEL);
        NumericBinning income = (NumericBinning) INCOME.binning();
        CategoricalBinning channel = (CategoricalBinning) CHANNEL.binning();

        assertThat(pair.label(pair.cellOf(income.cellOf(-5), channel.cellOf("shop"))))
                .isEqualTo("below 10 & shop");
        assertThat(pair.label(pair.cellOf(income.cellOf(99), channel.cellOf("tram"))))
                .isEqualTo("from 10 & other");
        assertThat(pair.label(pair.cellOf(income.missing(), channel.invalid()))).isEqualTo("missing");
        assertThat(pair.label(pair.cellOf(income.invalid(), channel.missing()))).isEqualTo("missing");
        assertThat(pair.label(pair.cellOf(income.invalid(), channel.cellOf("web"))))
                .isEqualTo("invalid");
    }

    @Test
    void manyBinsAndCategoriesJoinToEightGroups() {
        FeatureCells wide = numeric(
                "wide",
                NumericBinning.ofEdges(
                        IntStream.rangeClosed(0, 20).mapToDouble(i -> i).toArray()));
        FeatureCells many = categorical(
                "many", IntStream.range(0, 50).mapToObj(i -> "c" + i).toArray(String[]::new));
        JointBinning pair = JointBinning.of(wide, many);

        assertThat(pair.rows()).isEqualTo(8);
        assertThat(pair.columns()).isEqualTo(8);
        assertThat(IntStream.range(0, 8).mapToObj(row -> pair.label(row * 8)))
                .containsExactly(
                        "below 3 & c0",
                        "[3, 5) & c0",
                        "[5, 8) & c0",
                        "[8, 10) & c0",
                        "[10, 13) & c0",
                        "[13, 15) & c0",
                        "[15, 18) & c0",
                        "from 18 & c0");
        assertThat(pair.label(pair.cellOf(1, 30))).isEqualTo("below 3 & other");
    }

    @Test
    void singleValuesWithGapsKeepTheGapsApart() {
        FeatureCells points = numeric(
                "points",
                NumericBinning.of(
                        Stream.of(1.0, 2.0, 5.0).map(NumericBin::point).toList()));
        JointBinning pair = JointBinning.of(points, CHANNEL);

        assertThat(IntStream.range(0, pair.rows()).mapToObj(row -> pair.label(row * pair.columns())))
                .containsExactly("up to 1 & web", "2 & web", "from 5 & web", "other & web");
    }

    @ParameterizedTest(name = "{0} bins")
    @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 100})
    void theGroupsOfANumberFollowItsBinsAndHoldAsEqualANumberOfThemAsCanBe(int bins) {
        NumericBinning binning = NumericBinning.ofEdges(
                IntStream.rangeClosed(0, bins).mapToDouble(i -> i).toArray());
        Coarsening groups = Coarsening.of(binning);
        int[] sizes = new int[groups.size()];
        int before = 0;
        for (int bin = 1; bin <= bins; bin++) {
            assertThat(groups.groupOf(bin)).isBetween(before, before + 1);
            before = groups.groupOf(bin);
            sizes[before]++;
        }
        assertThat(groups.size()).isEqualTo(Math.min(8, bins));
        assertThat(IntStream.of(sizes).max().orElseThrow()
                        - IntStream.of(sizes).min().orElseThrow())
                .isLessThanOrEqualTo(1);
        assertThat(groups.groupOf(0)).isZero();
        assertThat(groups.groupOf(bins + 1)).isEqualTo(groups.size() - 1);
    }

    @Test
    void aPairIsOfTwoSingleFeaturesOfItsLayout() {
        JointBinning pair = JointBinning.of(INCOME, CHANNEL);

        assertThatIllegalArgumentException().isThrownBy(() -> JointBinning.of(INCOME, INCOME));
        assertThatIllegalArgumentException().isThrownBy(() -> JointBinning.of(INCOME, pair.feature()));
        assertThatIllegalArgumentException().isThrownBy(() -> CellLayout.of(List.of(INCOME, pair.feature())));
        assertThat(CellLayout.of(List.of(INCOME, CHANNEL, pair.feature())).size())
                .isEqualTo(3);
    }

    @Test
    void pairsOfOtherCellsAreOthers() {
        JointBinning pair = JointBinning.of(INCOME, CHANNEL);

        assertThat(pair)
                .isEqualTo(JointBinning.of(INCOME, CHANNEL))
                .hasSameHashCodeAs(JointBinning.of(INCOME, CHANNEL));
        assertThat(pair).isNotEqualTo(JointBinning.of(CHANNEL, INCOME));
        assertThat(pair).isNotEqualTo(JointBinning.of(INCOME, categorical("channel", "web")));
    }
}
