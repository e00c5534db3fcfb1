package io.klarion.core.detect;

import io.klarion.core.distribution.OtherValues;
import io.klarion.core.distribution.Segment;
import java.util.Collections;
import java.util.SortedMap;

/**
 * What was counted in one closed window, for one segment and one chunk of the features.
 *
 * @param segment the segment
 * @param start the window's start, epoch milliseconds, inclusive
 * @param end the window's end, exclusive
 * @param revision 0 for the first count of a window; the highest counts
 * @param completeness whether the window held all its records
 * @param isFullSpan whether the segment's records were seen from the window's start on; not so in the window in which
 *     it first appeared
 * @param records records of the segment in the window
 * @param late records that came too late for this window, as far as known when it closed
 * @param chunk which chunk of the features, from 0
 * @param cells one count a cell of the chunk, in the layout's order
 * @param others by feature, from 0 in the chunk: unknown values of features that show their values
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once from stage 2 to the judge, never shared
public record WindowCounts(
        Segment segment,
        long start,
        long end,
        int revision,
        Completeness completeness,
        boolean isFullSpan,
        long records,
        long late,
        int chunk,
        long[] cells,
        SortedMap<Integer, OtherValues> others) {

    /** Counts of features of which no values are kept. */
    public WindowCounts(
            Segment segment,
            long start,
            long end,
            int revision,
            Completeness completeness,
            boolean isFullSpan,
            long records,
            long late,
            int chunk,
            long[] cells) {
        this(
                segment,
                start,
                end,
                revision,
                completeness,
                isFullSpan,
                records,
                late,
                chunk,
                cells,
                Collections.emptySortedMap());
    }

    /** How many records the counts of one feature's cells are of: their sum. */
    static long recordsOf(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
