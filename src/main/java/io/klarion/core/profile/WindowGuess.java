package io.klarion.core.profile;

/**
 * How long windows should be.
 *
 * @param size milliseconds, a duration people use
 * @param records how many records a window holds on average
 */
public record WindowGuess(long size, long records) {

    /** A window should hold about so many records. */
    public static final int RECORDS = 500;

    private static final int FEWEST_RECORDS = 250;
    private static final int ENOUGH_WINDOWS = 7;
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] USUAL = {
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        20 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        4 * HOUR,
        6 * HOUR,
        8 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        3 * DAY,
        7 * DAY,
        14 * DAY,
        28 * DAY
    };

    /**
     * The shortest usual duration that holds at least {@value #RECORDS} records on average; down to
     * {@value #FEWEST_RECORDS} when the reference would otherwise hold too few windows to learn how much they differ.
     * Five minutes when the times do not spread.
     *
     * @param share the share of the records that is the reference
     */
    public static WindowGuess of(TimeTrack times, double share) {
        long span = times.latest() - times.earliest();
        if (times.count() < 2 || span <= 0) {
            return new WindowGuess(5 * MINUTE, times.count());
        }
        double each = span / (times.count() - 1.0);
        long size = usual(RECORDS * each);
        if (size * (double) ENOUGH_WINDOWS > span * share) {
            size = usual(FEWEST_RECORDS * each);
        }
        return new WindowGuess(size, Math.round(size / each));
    }

    /** The shortest usual duration of at least {@code millis}: from a second to whole multiples of 28 days. */
    public static long usual(double millis) {
        for (long duration : USUAL) {
            if (duration >= millis) {
                return duration;
            }
        }
        return (long) Math.ceil(millis / (28 * DAY)) * 28 * DAY;
    }

    /** A bound on disorder: the greatest lag seen rounded up, or a hundredth of a window, at most 10 s, when there was none. */
    public long outOfOrderness(TimeTrack times) {
        return times.greatestLag() > 0
                ? Math.min(size, usual((double) times.greatestLag()))
                : Math.min(10 * SECOND, size / 100);
    }
}
