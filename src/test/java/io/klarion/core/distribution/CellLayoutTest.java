package io.klarion.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellLayoutTest {

    private static final FeatureCells INCOME =
            new FeatureCells("income", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 10, 20));
    private static final FeatureCells CHANNEL = categories("channel", "web", "shop");
    private static final FeatureCells NEW =
            new FeatureCells("new", FeatureType.BOOLEAN, CategoricalBinning.ofBoolean());
    private static final CellLayout LAYOUT = CellLayout.of(List.of(INCOME, CHANNEL, NEW));

    private static FeatureCells categories(String name, String... categories) {
        return new FeatureCells(name, FeatureType.CATEGORICAL, CategoricalBinning.of(List.of(categories)));
    }

    private static CellLayout wide(int features) {
        List<FeatureCells> cells = new ArrayList<>();
        for (int i = 0; i < features; i++) {
            cells.add(categories("f" + i));
        }
        return CellLayout.of(cells);
    }

    @Test
    void featuresStandOneAfterTheOther() {
        assertThat(LAYOUT.size()).isEqualTo(3);
        assertThat(LAYOUT.cells()).isEqualTo(6 + 5 + 5);
        assertThat(List.of(LAYOUT.offset(0), LAYOUT.offset(1), LAYOUT.offset(2), LAYOUT.offset(3)))
                .containsExactly(0, 6, 11, 16);
        assertThat(LAYOUT.feature(1)).isEqualTo(CHANNEL);
        assertThat(LAYOUT.features()).containsExactly(INCOME, CHANNEL, NEW);
        assertThat(LAYOUT.indexOf("new")).hasValue(2);
        assertThat(LAYOUT.indexOf("old")).isEqualTo(OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "255, 1", "256, 1", "257, 2", "512, 2", "513, 3"})
    void aChunkHoldsAtMost256Features(int features, int chunks) {
        CellLayout layout = wide(features);
        assertThat(layout.chunks()).isEqualTo(chunks);
        int cells = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            assertThat(layout.chunkStart(chunk + 1) - layout.chunkStart(chunk)).isBetween(0, CellLayout.CHUNK);
            cells += layout.chunkCells(chunk);
        }
        assertThat(layout.chunkStart(chunks)).isEqualTo(features);
        assertThat(cells).isEqualTo(layout.cells()).isEqualTo(3 * features);
    }

    @Test
    void theDigestNamesTheCells() {
        assertThat(LAYOUT.digest())
                .matches("[0-9a-f]{64}")
                .isEqualTo(CellLayout.of(List.of(INCOME, CHANNEL, NEW)).digest())
                .isNotEqualTo(CellLayout.of(List.of(CHANNEL, INCOME, NEW)).digest())
                .isNotEqualTo(CellLayout.of(List.of(INCOME, CHANNEL)).digest());
        assertThat(CellLayout.of(List.of()).digest())
                .as("SHA-256 of nothing")
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void layoutsThatDifferInAnythingHaveDifferentDigests() {
        List<FeatureCells> different = List.of(
                categories("a", "x", "y"),
                categories("a", "y", "x"),
                categories("a", "xy"),
                categories("a", "x", ""),
                categories("a", "x"),
                categories("ax"),
                categories("a", "x", "other"),
                categories("b", "x", "y"),
                categories("a", "false", "true"),
                new FeatureCells("a", FeatureType.BOOLEAN, CategoricalBinning.ofBoolean()),
                new FeatureCells("a", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 1)),
                new FeatureCells("a", FeatureType.NUMERIC, NumericBinning.of(List.of(NumericBin.halfOpen(0, 1)))),
                new FeatureCells("a", FeatureType.NUMERIC, NumericBinning.ofEdges(0, Math.nextUp(1.0))));
        assertThat(different.stream().map(one -> CellLayout.of(List.of(one)).digest()))
                .doesNotHaveDuplicates();
    }

    @Test
    void equalFeaturesMakeEqualLayouts() {
        assertThat(CellLayout.of(List.of(INCOME, CHANNEL, NEW)))
                .isEqualTo(LAYOUT)
                .hasSameHashCodeAs(LAYOUT)
                .hasToString("CellLayout[3 features, 16 cells]");
        assertThat(LAYOUT).isNotEqualTo(wide(3)).isNotEqualTo(LAYOUT.digest());
    }

    @Test
    void impossibleLayoutsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CellLayout.of(List.of(INCOME, CHANNEL, categories("income"))))
                .withMessage("features[2].name: must be unique, was income");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureCells("a", FeatureType.NUMERIC, CategoricalBinning.of(List.of("x"))))
                .withMessage("feature a: must have the binning of its type, was numeric with [x]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureCells("a", FeatureType.BOOLEAN, NumericBinning.ofEdges(0, 1)))
                .withMessage("feature a: must have the binning of its type, was boolean with [[0, 1]]");
    }
}
