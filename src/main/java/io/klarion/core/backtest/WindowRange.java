package io.klarion.core.backtest;

/**
 * A stretch of event time, epoch milliseconds. A window lies within when all of it does.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record WindowRange(long from, long to) {

    /** All of it. */
    public static final WindowRange ALL = new WindowRange(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean holds(long start, long end) {
        return start >= from && end <= to;
    }

    /** Whether {@code [start, end)} and this have something in common. */
    boolean meets(long start, long end) {
        return start < to && end > from;
    }
}
