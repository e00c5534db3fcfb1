package io.klarion.core.distribution;

import java.util.Arrays;

/**
 * The cells of numbers that are not next to a cut: the range of the cuts in equal strips, and more on either side for
 * what lies beyond. Each knows the cell that all numbers in it are in, unless a cut is in it or next to it. A multiplication and a look,
 * without a branch; allocates nothing. Immutable.
 */
final class CellStrips {

    /** How far off the number that is meant may be, as a part of the larger of 1 and its size. */
    static final double NEAR = 1e-7;

    private static final int STRIPS_PER_CUT = 16;
    private static final int MOST_STRIPS = 4096;
    /* Half a strip on either side, so that the first and the last cut lie in the middle of theirs; and those for what lies beyond. */
    private static final double BEFORE = 1.5;
    private static final int BEYOND = 3;
    private static final int UNSURE = -1;

    private final double low;
    private final double perUnit;
    private final short[] cells;

    /**
     * The strips of these cuts.
     *
     * @param slotCells the cell of numbers with so many cuts at or below
     */
    CellStrips(CutIndex cuts, int[] slotCells) {
        int count = Math.min(MOST_STRIPS, STRIPS_PER_CUT * cuts.size());
        double first = cuts.cut(0);
        double width = (cuts.cut(cuts.size() - 1) - first) / count;
        boolean isUsable = isNormal(width) && isNormal(1 / width);
        this.perUnit = isUsable ? 1 / width : 0;
        this.low = isUsable ? first - BEFORE * width : 0;
        this.cells = new short[count + BEYOND];
        Arrays.fill(cells, (short) UNSURE);
        for (int slot = 0; isUsable && slot < slotCells.length; slot++) {
            int from = slot == 0 ? 0 : strip(cuts.cut(slot - 1) + reach(cuts.cut(slot - 1))) + 1;
            int to = slot == cuts.size() ? cells.length : strip(cuts.cut(slot) - reach(cuts.cut(slot)));
            boolean isHeld = from < to && slotCells[slot] <= Short.MAX_VALUE;
            Arrays.fill(cells, from, isHeld ? to : from, (short) slotCells[slot]);
        }
    }

    private static boolean isNormal(double number) {
        return number > 0 && number < Double.MAX_VALUE;
    }

    /* Twice, for a number that is a little larger than the cut, and for how it rounds. */
    private static double reach(double cut) {
        return 2 * NEAR * Math.max(1, Math.abs(cut));
    }

    /* Rising with the number, however it rounds: what is in another strip than a cut lies on the side of that strip. */
    private int strip(double number) {
        int strip = (int) ((number - low) * perUnit);
        return Math.max(0, Math.min(strip, cells.length - 1));
    }

    /** The cell of all numbers that are as near as {@link #NEAR} to a finite one; −1 where they may not all be in one. */
    int cellNear(double number) {
        return cells[strip(number)];
    }
}
