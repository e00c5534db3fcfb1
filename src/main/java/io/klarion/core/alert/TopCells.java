package io.klarion.core.alert;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.ShownCells;
import java.util.Comparator;
import java.util.List;

/** The cells of a feature that contribute most, under names that may be shown. */
final class TopCells {

    private static final int MOST = 3;

    private TopCells() {}

    /** At most 3 of those that contribute, greatest first; of equal ones the first in the feature's order. */
    static List<CellVerdict> of(FeatureVerdict feature, boolean showValues) {
        return ShownCells.of(feature, showValues).stream()
                .filter(cell -> cell.contribution() > 0)
                .sorted(Comparator.comparingDouble(CellVerdict::contribution).reversed())
                .limit(MOST)
                .toList();
    }
}
