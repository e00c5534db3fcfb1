package io.klarion.core.protocol;

import io.klarion.core.distribution.OtherValues;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The counts of one pane of one group.
 *
 * @param records how many records
 * @param counts one a cell of the chunk; empty when the records are late for every window
 * @param others by feature, from 0 in the chunk: unknown values of features that show their values
 */
@SuppressWarnings("ArrayRecordComponent") // owned by the store it was read from or written to, never shared
public record PaneRow(long records, long[] counts, SortedMap<Integer, OtherValues> others) {

    /** Counts of features of which no values are kept. */
    public PaneRow(long records, long[] counts) {
        this(records, counts, Collections.emptySortedMap());
    }

    /** The counts of a first delta. */
    static PaneRow of(PaneDelta delta) {
        return new PaneRow(delta.records(), delta.counts(), delta.others());
    }

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
        SortedMap<Integer, OtherValues> all = new TreeMap<>(others);
        delta.others().forEach((feature, values) -> all.merge(feature, values, OtherValues::plus));
        return new PaneRow(Math.addExact(records, delta.records()), sum, all);
    }
}
