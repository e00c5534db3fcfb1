package io.klarion.core.protocol;

/**
 * The counts of one pane of one group.
 *
 * @param records how many records
 * @param counts one a cell of the chunk; empty when the records are late for every window
 */
@SuppressWarnings("ArrayRecordComponent") // owned by the store it was read from or written to, never shared
public record PaneRow(long records, long[] counts) {

    /** This row and a delta added up, as a new row. */
    PaneRow plus(PaneDelta delta) {
        if (counts.length != delta.counts().length) {
            throw new IllegalArgumentException(
                    "counts: must have " + counts.length + " cells, was " + delta.counts().length);
        }
        long[] sum = counts.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(sum[i], delta.counts()[i]);
        }
        return new PaneRow(Math.addExact(records, delta.records()), sum);
    }
}
