package io.klarion.core.divergence;

import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.NumericBin;
import io.klarion.core.distribution.NumericBinning;
import java.util.List;

/**
 * Which cells may have been cut at the reference's own values, so that their edges are as random as it is.
 *
 * <p>They were when nothing of the reference lies beyond either end: the outermost edges are then its extremes.
 */
public final class CutCells {

    private static final CutCells NONE = new CutCells(new boolean[0]);

    /* Whether the cells from the second on are intervals between two edges; empty for none at all. */
    private final boolean[] intervals;

    private CutCells(boolean[] intervals) {
        this.intervals = intervals;
    }

    /** No cell was cut. */
    public static CutCells none() {
        return NONE;
    }

    /** The intervals of a numeric feature; those of one single value are no intervals. None of a categorical one. */
    public static CutCells of(Binning binning) {
        if (!(binning instanceof NumericBinning numeric)) {
            return NONE;
        }
        List<NumericBin> bins = numeric.bins();
        boolean[] intervals = new boolean[bins.size()];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = !bins.get(i).isPoint();
        }
        return new CutCells(intervals);
    }

    /** Whether the cells were cut at values of this reference. */
    boolean isCut(long[] reference) {
        return intervals.length > 1 && reference[below()] == 0 && reference[above()] == 0;
    }

    /** Whether {@code cell} lies between two edges. */
    boolean isInterval(int cell) {
        return cell >= 1 && cell <= intervals.length && intervals[cell - 1];
    }

    /** Whether an edge of {@code cell} is a value of the reference that the cells were cut from. */
    boolean isBetween(int cell) {
        return cell == below() || cell == above() || isInterval(cell);
    }

    /** How many cells lie on a line, the first of all; 0 for features without an order. */
    int ordered() {
        return intervals.length == 0 ? 0 : above() + 1;
    }

    /** The cell below the lowest edge. */
    int below() {
        return 0;
    }

    /** The cell above the highest edge. */
    int above() {
        return intervals.length + 1;
    }
}
