package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.distribution.CategoricalBinning;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgedCellsTest {

    private final JudgedCells cells = new JudgedCells(
            CategoricalBinning.of(List.of("web")),
            new long[] {4, 3, 2, 1},
            new double[] {0.4, 0.3, 0.2, 0.1},
            new double[] {0.5, 0.5, 0, 0},
            new double[] {0.01, 0.02, 0.03, 0.04});

    @Test
    void theyAreEqualToAListOfTheSameCells() {
        List<CellVerdict> list = List.of(
                new CellVerdict("web", 4, 0.4, 0.5, 0.01),
                new CellVerdict("other", 3, 0.3, 0.5, 0.02),
                new CellVerdict("missing", 2, 0.2, 0, 0.03),
                new CellVerdict("invalid", 1, 0.1, 0, 0.04));

        assertThat(cells).isEqualTo(list).hasSameHashCodeAs(list).hasToString(list.toString());
        assertThat(list).isEqualTo(cells);
    }

    @Test
    void theyCannotBeChanged() {
        assertThatThrownBy(() -> cells.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(cells::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
