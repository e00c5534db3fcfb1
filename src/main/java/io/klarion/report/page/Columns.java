package io.klarion.report.page;

import java.util.Arrays;
import java.util.SortedMap;

/**
 * The windows of one monitor as the columns of a page. Where there are more windows than columns, each column stands
 * for the same number of windows one after the other. Immutable.
 */
final class Columns {

    private final long[] ends;
    private final long[] starts;
    private final int windowsEach;

    /**
     * The columns of these windows.
     *
     * @param startsByEnd the start of each window by its end
     * @param most how many columns there may be, at least 1
     */
    Columns(SortedMap<Long, Long> startsByEnd, int most) {
        this.ends = startsByEnd.keySet().stream().mapToLong(Long::longValue).toArray();
        this.starts = startsByEnd.values().stream().mapToLong(Long::longValue).toArray();
        this.windowsEach = Math.max(1, (ends.length + most - 1) / most);
    }

    /** How many there are. */
    int size() {
        return (ends.length + windowsEach - 1) / windowsEach;
    }

    /** How many windows a column stands for; the last one may have fewer. */
    int windowsEach() {
        return windowsEach;
    }

    /** The column of the window with this end. */
    int of(long end) {
        return Arrays.binarySearch(ends, end) / windowsEach;
    }

    /** Where the first window of a column starts. */
    long start(int column) {
        return starts[column * windowsEach];
    }

    /** Where the last window of a column ends. */
    long end(int column) {
        return ends[Math.min(ends.length, (column + 1) * windowsEach) - 1];
    }
}
