package io.klarion.core.delivery;

import java.util.OptionalLong;

/**
 * How long to wait after failures: twice as long each time, the second half of it by chance, so that many who failed
 * together do not come back together.
 *
 * @param first the wait after the first failure, milliseconds
 * @param most the longest wait of its own accord
 */
public record RetrySchedule(long first, long most) {

    /** A wait that a recipient asks for is kept up to this long. */
    private static final long MOST_ASKED = 3_600_000;

    public RetrySchedule {
        if (first < 1 || most < first) {
            throw new IllegalArgumentException("first: must be between 1 and " + most + ", was " + first);
        }
    }

    /**
     * The wait in milliseconds.
     *
     * @param failures how many attempts in a row have failed, at least 1
     * @param chance from 0 to 1, drawn anew each time
     * @param asked the wait that the recipient asked for, which is kept; empty for none
     */
    public long delay(int failures, double chance, OptionalLong asked) {
        long full = (long) Math.min((double) most, (double) first * StrictMath.pow(2, failures - 1));
        long own = full / 2 + (long) (chance * (full - full / 2));
        return Math.max(own, Math.min(MOST_ASKED, asked.orElse(0)));
    }
}
