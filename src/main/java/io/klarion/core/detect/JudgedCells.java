package io.klarion.core.detect;

import io.klarion.core.distribution.Binning;
import java.util.AbstractList;
import java.util.RandomAccess;

/** The cells of a judged feature, as columns of numbers: an object a cell is made only when it is looked at. Immutable. */
final class JudgedCells extends AbstractList<CellVerdict> implements RandomAccess {

    private final Binning binning;
    private final long[] counts;
    private final double[] window;
    private final double[] reference;
    private final double[] contributions;

    /**
     * The cells of {@code binning} with these numbers, one array entry each; kept, not copied, and not to be changed any
     * more.
     */
    JudgedCells(Binning binning, long[] counts, double[] window, double[] reference, double[] contributions) {
        this.binning = binning;
        this.counts = counts;
        this.window = window;
        this.reference = reference;
        this.contributions = contributions;
    }

    @Override
    public CellVerdict get(int cell) {
        return new CellVerdict(binning.label(cell), counts[cell], window[cell], reference[cell], contributions[cell]);
    }

    @Override
    public int size() {
        return counts.length;
    }
}
