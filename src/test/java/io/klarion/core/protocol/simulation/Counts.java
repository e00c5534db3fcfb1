package io.klarion.core.protocol.simulation;

import java.util.Arrays;

/** The records of a window and its cells. */
final class Counts {

    long records;
    final long[] cells;

    Counts(int cells) {
        this.cells = new long[cells];
    }

    void add(long more, long[] counts) {
        records += more;
        for (int i = 0; i < cells.length; i++) {
            cells[i] += counts[i];
        }
    }

    boolean isAtMost(Counts that) {
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] > that.cells[i]) {
                return false;
            }
        }
        return records <= that.records;
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof Counts counts && records == counts.records && Arrays.equals(cells, counts.cells);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(records) + Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return records + " " + Arrays.toString(cells);
    }
}
