package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.distribution.NumericBinning;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Under which names cells are shown where category values are not. */
class ShownCellsTest {

    private static final FeatureCells COLOUR =
            new FeatureCells("colour", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("red", "blue")));
    private static final FeatureCells FLAG =
            new FeatureCells("flag", FeatureType.BOOLEAN, CategoricalBinning.of(List.of("true", "false")));
    private static final FeatureCells SIZE =
            new FeatureCells("size", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 1, 2));

    private static FeatureVerdict verdict(FeatureCells cells) {
        long[] counts = new long[cells.binning().cells()];
        Arrays.setAll(counts, cell -> cell + 1);
        return Detector.judge(cells, DetectSpec.DEFAULT, SchemaSpec.OFF, Optional.empty(), counts);
    }

    private static List<String> names(FeatureCells cells, boolean showValues) {
        return ShownCells.of(verdict(cells), showValues).stream()
                .map(cell -> cell.cell() + " " + cell.count())
                .toList();
    }

    @Test
    void categoriesAreCalledByTheirPlaceAndNamedCellsByTheirNames() {
        assertThat(names(COLOUR, false))
                .containsExactly("category 1 1", "category 2 2", "other 3", "missing 4", "invalid 5");
        assertThat(names(FLAG, false))
                .containsExactly("category 1 1", "category 2 2", "other 3", "missing 4", "invalid 5");
    }

    @Test
    void categoriesOfAFeatureThatAllowsItAreShown() {
        assertThat(names(COLOUR, true)).containsExactly("red 1", "blue 2", "other 3", "missing 4", "invalid 5");
    }

    @Test
    void intervalsAreShownAlways() {
        assertThat(names(SIZE, false)).isEqualTo(names(SIZE, true)).contains("below 1", "[0, 1) 2");
    }

    @Test
    void cellsOfAPairAreCalledByTheirPlaceToo() {
        FeatureCells pair = JointBinning.of(COLOUR, FLAG).feature();
        List<String> shown = names(pair, false);
        assertThat(shown.get(0)).isEqualTo("pair 1 1");
        assertThat(shown.subList(0, shown.size() - 2)).allMatch(name -> name.startsWith("pair "));
        assertThat(shown.subList(shown.size() - 2, shown.size()))
                .allMatch(name -> name.startsWith("missing ") || name.startsWith("invalid "));
        assertThat(names(pair, true)).noneMatch(name -> name.startsWith("pair "));
    }
}
