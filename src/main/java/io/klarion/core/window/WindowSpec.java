package io.klarion.core.window;

/**
 * Which windows there are. A window is {@code [start, end)} in epoch milliseconds; windows of {@code size} start
 * every {@code advance} from {@code origin}. A pane is the slice of time that windows are made of, of length
 * gcd(size, advance): every window is a whole number of panes.
 *
 * <p>With size 60 s, advance 20 s, origin 0, the pane is 20 s; the pane [20 s, 40 s) belongs to the windows that
 * end at 40, 60 and 80 s. A record is late for the window that ends at E when the watermark of its own source
 * partition, as it was when the record was read, is at or past E + grace.
 *
 * @param size length of a window, at least 1
 * @param advance distance between starts, 1 to {@code size}
 * @param grace how long after its end a window still takes records, at least 0
 * @param origin an instant at which a window starts
 */
public record WindowSpec(long size, long advance, long grace, long origin) {

    /** The watermark of a partition from which nothing is known yet. */
    public static final long NO_WATERMARK = Long.MIN_VALUE;

    /** In place of a window end: the record is late for every window it belongs to. */
    public static final long LATE_FOR_ALL = Long.MAX_VALUE;

    public WindowSpec {
        if (size < 1 || advance < 1 || advance > size || grace < 0) {
            throw new IllegalArgumentException("window: must have 1 ≤ advance ≤ size and grace ≥ 0, was size " + size
                    + " ms, advance " + advance + " ms, grace " + grace + " ms");
        }
    }

    /** Windows that follow one another without overlap. */
    public static WindowSpec tumbling(long size, long grace) {
        return new WindowSpec(size, size, grace, 0);
    }

    /** The length of a pane: gcd(size, advance). */
    public long pane() {
        long a = size;
        long b = advance;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    /** The start of the pane that holds {@code time}. */
    public long paneStart(long time) {
        return time - Math.floorMod(time - origin, pane());
    }

    /** The earliest end of a window that holds the pane starting at {@code paneStart}. */
    public long firstEnd(long paneStart) {
        long from = paneStart + 1;
        return from + Math.floorMod(origin + size - from, advance);
    }

    /** The latest end of a window that holds the pane starting at {@code paneStart}. */
    public long lastEnd(long paneStart) {
        long latest = paneStart + size;
        return latest - Math.floorMod(latest - origin - size, advance);
    }

    /**
     * The earliest end of a window for which a record of this pane is on time, when it is read at
     * {@code watermark}; {@link #LATE_FOR_ALL} when there is none.
     */
    public long firstEndOnTime(long paneStart, long watermark) {
        long first = firstEnd(paneStart);
        if (watermark < first + grace) {
            return first;
        }
        long after = watermark - grace + 1;
        long end = after + Math.floorMod(origin + size - after, advance);
        return end <= lastEnd(paneStart) ? end : LATE_FOR_ALL;
    }

    /** The latest end of a window that may close at {@code watermark}: the greatest E with E + grace ≤ watermark. */
    public long lastClosable(long watermark) {
        long latest = watermark - grace;
        return latest - Math.floorMod(latest - origin - size, advance);
    }
}
