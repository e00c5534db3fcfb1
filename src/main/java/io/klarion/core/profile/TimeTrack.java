package io.klarion.core.profile;

/** How times follow one another in the order of a file. Not thread-safe. */
public final class TimeTrack {

    private final ValueCounter times = new ValueCounter();
    private long count;
    private long rising;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private long greatestLag;
    private long previous = Long.MIN_VALUE;

    /** The next record's time, epoch milliseconds. */
    public void add(long time) {
        count++;
        rising += time >= previous ? 1 : 0;
        previous = time;
        earliest = Math.min(earliest, time);
        latest = Math.max(latest, time);
        greatestLag = Math.max(greatestLag, latest - time);
        times.add((double) time);
    }

    /** The number of times. */
    public long count() {
        return count;
    }

    /** The share of times that are not before the one before them; 1 when there are none. */
    public double inOrder() {
        return count == 0 ? 1 : rising / (double) count;
    }

    /** The earliest time. */
    public long earliest() {
        return earliest;
    }

    /** The latest time. */
    public long latest() {
        return latest;
    }

    /** By how many milliseconds a time was at most behind the latest one before it. */
    public long greatestLag() {
        return greatestLag;
    }

    /** The time up to which the share {@code share} of the records lies. */
    public long quantile(double share) {
        return (long) times.snapshot().quantile(share);
    }
}
