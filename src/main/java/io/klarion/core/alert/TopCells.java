package io.klarion.core.alert;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.distribution.FeatureType;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The cells of a feature that contribute most, under names that may be shown.
 *
 * <p>Category values can be personal data. Unless the feature allows them they are called by their place,
 * {@code category 1} being the most frequent of the reference. Intervals and the named cells are shown always.
 */
final class TopCells {

    private static final int MOST = 3;

    /* other, missing and invalid, the last cells of every categorical binning */
    private static final int NAMED = 3;

    private TopCells() {}

    /** At most 3 of those that contribute, greatest first; of equal ones the first in the feature's order. */
    static List<CellVerdict> of(FeatureVerdict feature, boolean showValues) {
        List<CellVerdict> cells = feature.cells();
        return IntStream.range(0, cells.size())
                .mapToObj(cell -> showValues ? cells.get(cell) : hidden(feature, cell))
                .filter(cell -> cell.contribution() > 0)
                .sorted(Comparator.comparingDouble(CellVerdict::contribution).reversed())
                .limit(MOST)
                .toList();
    }

    private static CellVerdict hidden(FeatureVerdict feature, int index) {
        CellVerdict cell = feature.cells().get(index);
        boolean isCategory =
                feature.type() != FeatureType.NUMERIC && index < feature.cells().size() - NAMED;
        return isCategory
                ? new CellVerdict(
                        "category " + (index + 1), cell.count(), cell.window(), cell.reference(), cell.contribution())
                : cell;
    }
}
