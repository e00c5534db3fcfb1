package io.klarion.core.protocol;

import io.klarion.core.distribution.OtherValues;
import java.util.Collections;
import java.util.SortedMap;

/**
 * Counts to be added to one pane: records of one segment and one chunk of the features.
 *
 * <p>{@code from} is the end of the first window these records are on time for: window E sums the panes in
 * [E − size, E) with {@code from} ≤ E. Records late for every window come with
 * {@link io.klarion.core.window.WindowSpec#LATE_FOR_ALL} and no cell counts.
 *
 * @param pane start of the pane, epoch milliseconds
 * @param from end of the first window the records are on time for
 * @param records how many records
 * @param counts one count a cell of the chunk; empty with {@code LATE_FOR_ALL}
 * @param others by feature, from 0 in the chunk: unknown values of features that show their values
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once between stage 1, codec and stage 2, never shared
public record PaneDelta(long pane, long from, long records, long[] counts, SortedMap<Integer, OtherValues> others) {

    /** Counts of features of which no values are kept. */
    public PaneDelta(long pane, long from, long records, long[] counts) {
        this(pane, from, records, counts, Collections.emptySortedMap());
    }
}
