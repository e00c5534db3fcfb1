package io.klarion.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CategoricalBinningTest {

    private static final CategoricalBinning COLOURS = CategoricalBinning.of(List.of("red", "", "other"));

    @Test
    void everyTextHasOneCell() {
        assertThat(COLOURS.cellOf("red")).isZero();
        assertThat(COLOURS.cellOf("")).isEqualTo(1);
        assertThat(COLOURS.cellOf("other")).isEqualTo(2);
        assertThat(COLOURS.cellOf("Red")).isEqualTo(3).isEqualTo(COLOURS.other());
        assertThat(COLOURS.cellOf("missing")).isEqualTo(COLOURS.other());
    }

    @Test
    void cellsAreTheCategoriesThenOtherMissingInvalid() {
        assertThat(COLOURS.cells()).isEqualTo(6);
        assertThat(IntStream.range(0, 6).mapToObj(COLOURS::label))
                .containsExactly("red", "", "other", "other", "missing", "invalid");
        assertThat(IntStream.range(0, 6).mapToObj(COLOURS::kind))
                .containsExactly(
                        CellKind.CATEGORY,
                        CellKind.CATEGORY,
                        CellKind.CATEGORY,
                        CellKind.OTHER,
                        CellKind.MISSING,
                        CellKind.INVALID);
        assertThat(COLOURS.missing()).isEqualTo(4);
        assertThat(COLOURS.invalid()).isEqualTo(5);
    }

    @Test
    void withoutCategoriesEveryTextIsOther() {
        CategoricalBinning none = CategoricalBinning.of(List.of());
        assertThat(none.cells()).isEqualTo(3);
        assertThat(none.cellOf("red")).isZero();
        assertThat(none.kind(0)).isEqualTo(CellKind.OTHER);
    }

    @Test
    void booleansAreFalseThenTrue() {
        assertThat(CategoricalBinning.ofBoolean().categories()).containsExactly("false", "true");
    }

    @Test
    void aCategoryListedTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CategoricalBinning.of(List.of("a", "b", "a")))
                .withMessage("categories[2]: must differ from categories[0], was the same text");
    }

    @Test
    void equalCategoriesInEqualOrderMakeEqualBinnings() {
        CategoricalBinning same = CategoricalBinning.of(List.of("red", "", "other"));
        assertThat(same).isEqualTo(COLOURS).hasSameHashCodeAs(COLOURS).hasToString("[red, , other]");
        assertThat(COLOURS)
                .isNotEqualTo(CategoricalBinning.of(List.of("", "red", "other")))
                .isNotEqualTo("red");
    }
}
