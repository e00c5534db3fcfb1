package io.klarion.core.alert;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.ShownCells;
import io.klarion.core.distribution.FeatureType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The cells of a feature that contribute most, under names that may be shown, with the shares that were counted: a smoothed share
 * of a cell that nobody saw a record in is none to tell people of. Those of a pair keep the reference's share as it
 * would be had only the margins moved.
 */
final class TopCells {

    private static final int MOST = 3;

    private TopCells() {}

    /**
     * At most 3 of those that contribute and moved as their smoothed shares say, greatest first; of equal ones the
     * first in the feature's order.
     */
    static List<CellVerdict> of(FeatureVerdict feature, boolean showValues) {
        return ShownCells.of(feature, showValues).stream()
                .filter(cell -> cell.contribution() > 0)
                .flatMap(cell -> counted(feature, cell).stream())
                .sorted(Comparator.comparingDouble(CellVerdict::contribution).reversed())
                .limit(MOST)
                .toList();
    }

    /* Empty where the counts do not say what the smoothed shares do. */
    private static Optional<CellVerdict> counted(FeatureVerdict feature, CellVerdict cell) {
        boolean isPair = feature.type() == FeatureType.JOINT;
        long records = isPair ? feature.n() - feature.missing() - feature.invalid() : feature.n();
        double window = (double) cell.count() / Math.max(1, records);
        double reference = isPair
                ? cell.reference()
                : feature.spec()
                        .smoothing()
                        .counted(
                                cell.reference(),
                                (double) Math.max(1, feature.m()),
                                feature.cells().size());
        return Double.compare(window, reference) == 0 || (window > reference) != (cell.window() > cell.reference())
                ? Optional.empty()
                : Optional.of(new CellVerdict(cell.cell(), cell.count(), window, reference, cell.contribution()));
    }
}
