package io.klarion.report.page;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.ShownCells;
import java.util.Comparator;
import java.util.List;

/**
 * A cell that moved, with the shares that were counted, as the histogram beside it shows them: smoothing, which the
 * divergence needs, would give an empty cell something.
 *
 * @param cell its name, which may be shown
 * @param reference its share of the reference, in [0, 1]
 * @param window its share of the window's records, in [0, 1]; 0 where the window has none
 */
record MovedCell(String cell, double reference, double window) {

    private static final int MOST = 3;
    /* Of the divergence: what adds less is not worth a line. */
    private static final double LEAST_PART = 0.05;

    private static MovedCell of(CellVerdict cell, long records) {
        return new MovedCell(cell.cell(), cell.reference(), records > 0 ? (double) cell.count() / records : 0);
    }

    /** The cells of an alert. */
    static List<MovedCell> of(Alert fired) {
        return fired.topCells().stream().map(cell -> of(cell, fired.n())).toList();
    }

    /** The cells of a window that make up most of its divergence, greatest first, at most 3. */
    static List<MovedCell> of(FeatureVerdict feature, boolean showValues) {
        double all = feature.cells().stream()
                .mapToDouble(CellVerdict::contribution)
                .filter(contribution -> contribution > 0)
                .sum();
        return ShownCells.of(feature, showValues).stream()
                .filter(cell -> cell.contribution() > LEAST_PART * all)
                .sorted(Comparator.comparingDouble(CellVerdict::contribution).reversed())
                .limit(MOST)
                .map(cell -> of(cell, feature.n()))
                .toList();
    }
}
