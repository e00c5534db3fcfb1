package io.klarion.core.detect;

import io.klarion.core.distribution.FeatureType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cells of a feature under names that may be shown to people.
 *
 * <p>Category values can be personal data. Unless the feature allows them they are called by their place,
 * {@code category 1} being the most frequent of the reference, {@code pair 1} the first cell of a pair of features. Intervals and the named cells are shown always.
 */
public final class ShownCells {

    /* other, missing and invalid, the last cells of every categorical binning */
    private static final int NAMED = 3;
    /* missing and invalid, the last cells of every pair */
    private static final int UNUSABLE = 2;

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
        boolean isPair = feature.type() == FeatureType.JOINT;
        int hidden = cells.size() - (isPair ? UNUSABLE : NAMED);
        String word = isPair ? "pair " : "category ";
        return IntStream.range(0, cells.size())
                .mapToObj(cell -> cell < hidden ? called(word + (cell + 1), cells.get(cell)) : cells.get(cell))
                .toList();
    }

    private static CellVerdict called(String name, CellVerdict cell) {
        return new CellVerdict(name, cell.count(), cell.window(), cell.reference(), cell.contribution());
    }
}
