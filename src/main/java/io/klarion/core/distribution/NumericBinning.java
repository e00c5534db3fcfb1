package io.klarion.core.distribution;

import java.util.ArrayList;
import java.util.List;

/**
 * The cells of a numeric feature: {@code below}, the bins in rising order, {@code above}, {@code other} when
 * there are gaps between bins, {@code missing}, {@code invalid}.
 *
 * <p>With the bins {@code [0, 10)} and {@code [10, 20]}: −1 is below, 0 is in the first, 10 and 20 are in the
 * second, 20.5 is above, NaN is invalid. Finding a cell is a look into an index of the ends of the bins,
 * at worst O(log bins), and allocates nothing.
 */
public final class NumericBinning implements Binning {

    private static final int NAMED_WITHOUT_OTHER = 4;

    private final List<NumericBin> bins;
    private final List<String> labels;
    private final boolean gaps;
    /* Slot i holds the numbers in [cuts[i-1], cuts[i]); slotCells[i] is its cell. */
    private final CutIndex cuts;
    private final int[] slotCells;
    private final CellStrips strips;

    private NumericBinning(List<NumericBin> bins, boolean gaps, CutIndex cuts, int[] slotCells) {
        this.bins = bins;
        this.labels = bins.stream().map(NumericBin::label).toList();
        this.gaps = gaps;
        this.cuts = cuts;
        this.slotCells = slotCells;
        this.strips = new CellStrips(cuts, slotCells);
    }

    /**
     * The binning of these bins.
     *
     * @throws IllegalArgumentException when there is no bin or more than 32,767, or two bins overlap or are out of order
     */
    public static NumericBinning of(List<NumericBin> bins) {
        if (bins.isEmpty()) {
            throw new IllegalArgumentException("bins: must hold at least one bin, was empty");
        }
        if (bins.size() > CutIndex.MOST_CUTS / 2) {
            throw new IllegalArgumentException(
                    "bins: must hold at most " + CutIndex.MOST_CUTS / 2 + " bins, was " + bins.size());
        }
        List<Double> cuts = new ArrayList<>();
        List<Integer> cells = new ArrayList<>(List.of(0));
        boolean gaps = hasGaps(bins);
        int other = bins.size() + 2;
        for (int i = 0; i < bins.size(); i++) {
            NumericBin bin = bins.get(i);
            double start = bin.startInclusive();
            if (i == 0) {
                cuts.add(start);
            } else if (start > cuts.get(cuts.size() - 1)) {
                cells.add(other);
                cuts.add(start);
            } else if (start < cuts.get(cuts.size() - 1)) {
                throw new IllegalArgumentException("bins[" + i + "]: must start after bins[" + (i - 1) + "] "
                        + bins.get(i - 1).label() + ", was " + bin.label());
            }
            cells.add(i + 1);
            cuts.add(bin.endExclusive());
        }
        cells.add(bins.size() + 1);
        return new NumericBinning(
                List.copyOf(bins),
                gaps,
                new CutIndex(cuts.stream().mapToDouble(Double::doubleValue).toArray()),
                cells.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The bins {@code [e0, e1), [e1, e2), …, [ek-1, ek]} of rising edges; the last one is closed. */
    public static NumericBinning ofEdges(double... edges) {
        if (edges.length < 2) {
            throw new IllegalArgumentException("edges: must hold at least two numbers, was " + edges.length);
        }
        List<NumericBin> bins = new ArrayList<>();
        for (int i = 0; i + 1 < edges.length; i++) {
            bins.add(new NumericBin(edges[i], true, edges[i + 1], i + 2 == edges.length));
        }
        return of(bins);
    }

    private static boolean hasGaps(List<NumericBin> bins) {
        for (int i = 1; i < bins.size(); i++) {
            if (bins.get(i).startInclusive() > bins.get(i - 1).endExclusive()) {
                return true;
            }
        }
        return false;
    }

    /** The cell of {@code value}: {@link #invalid()} for NaN and infinities, else below, a bin, other or above. */
    public int cellOf(double value) {
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            return invalid();
        }
        return cell(cuts.atOrBelow(value));
    }

    /** The cell of all numbers within {@code slack} of {@code value}; −1 when they are not finite or not all in one. */
    public int cellAround(double value, double slack) {
        if (!(Math.abs(value) + slack <= Double.MAX_VALUE)) {
            return -1;
        }
        int slot = cuts.atOrBelow(value);
        boolean isInside = (slot == 0 || value - slack >= cuts.cut(slot - 1))
                && (slot == cuts.size() || value + slack < cuts.cut(slot));
        return isInside ? cell(slot) : -1;
    }

    /**
     * The cell of all numbers that are as near to {@code value}, which is finite, as 1e-7 times the larger of 1 and its size; −1 where they may not all
     * be in one. Quicker than {@link #cellAround}, and not as often sure.
     */
    public int cellNear(double value) {
        return strips.cellNear(value);
    }

    /* Without gaps, slots and cells are the same. */
    private int cell(int slot) {
        return gaps ? slotCells[slot] : slot;
    }

    /** The bins in rising order; bin {@code i} is cell {@code i + 1}. */
    public List<NumericBin> bins() {
        return bins;
    }

    /** The number of cells that lie on the number line: below, the bins, above. They are the first cells. */
    public int orderedCells() {
        return bins.size() + 2;
    }

    @Override
    public int cells() {
        return bins.size() + NAMED_WITHOUT_OTHER + (gaps ? 1 : 0);
    }

    @Override
    public CellKind kind(int cell) {
        if (cell < orderedCells()) {
            return cell == 0 ? CellKind.BELOW : cell <= bins.size() ? CellKind.BIN : CellKind.ABOVE;
        }
        return cell == invalid() ? CellKind.INVALID : cell == missing() ? CellKind.MISSING : CellKind.OTHER;
    }

    @Override
    public String label(int cell) {
        return switch (kind(cell)) {
            case BIN -> labels.get(cell - 1);
            case BELOW -> "below";
            case ABOVE -> "above";
            case MISSING -> "missing";
            case INVALID -> "invalid";
            case OTHER, CATEGORY, PAIR -> "other";
        };
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof NumericBinning binning && bins.equals(binning.bins);
    }

    @Override
    public int hashCode() {
        return bins.hashCode();
    }

    @Override
    public String toString() {
        return bins.stream().map(NumericBin::label).toList().toString();
    }
}
