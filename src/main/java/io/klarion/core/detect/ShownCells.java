package io.klarion.core.detect;

import io.klarion.core.distribution.FeatureType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cells of a feature under names that may be shown to people.
 *
 * <p>Category values can be personal data. Unless the feature allows them they are called by their place,
 * {@code category 1} being the most frequent of the reference. Intervals and the named cells are shown always.
 */
public final class ShownCells {

    /* other, missing and invalid, the last cells of every categorical binning */
    private static final int NAMED = 3;

    private ShownCells() {}

    /**
     * All cells of {@code feature}, in its order.
     *
     * @param showValues whether the feature allows its category values to be shown
     */
    public static List<CellVerdict> of(FeatureVerdict feature, boolean showValues) {
        List<CellVerdict> cells = feature.cells();
        if (showValues || feature.type() == FeatureType.NUMERIC) {
            return cells;
        }
        return IntStream.range(0, cells.size())
                .mapToObj(cell -> cell < cells.size() - NAMED ? hidden(cells.get(cell), cell) : cells.get(cell))
                .toList();
    }

    private static CellVerdict hidden(CellVerdict cell, int index) {
        return new CellVerdict(
                "category " + (index + 1), cell.count(), cell.window(), cell.reference(), cell.contribution());
    }
}
