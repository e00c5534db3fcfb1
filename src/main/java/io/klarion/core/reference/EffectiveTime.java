package io.klarion.core.reference;

import io.klarion.core.window.WindowSpec;

/**
 * From which event time on a published version of a reference is in force.
 *
 * <p>A version must never come too late for a window that some task has closed without it. A record is rejected when its
 * event time is more than the lead ahead of its own timestamp; so records of event times from {@code published + lead} on
 * have been written after the version was published, and whoever reads one of them can know the version. A version that
 * asks for an earlier time gets that one.
 */
public final class EffectiveTime {

    private static final long LATEST = 253_402_300_799_999L;

    private EffectiveTime() {}

    /**
     * The start of the first window that uses the version, epoch milliseconds.
     *
     * @param wanted the event time asked for; {@link Long#MIN_VALUE} for as early as may be
     * @param published when it was published, by the timestamp in its topic
     * @param lead how far event times may be ahead of their records' timestamps, at least 0
     * @throws IllegalArgumentException when that is after the year 9999
     */
    public static long of(long wanted, long published, long lead, WindowSpec window) {
        long earliest = Math.max(wanted, published + Math.min(lead, LATEST));
        if (earliest > LATEST) {
            throw new IllegalArgumentException(
                    "effective time: must be before the year 10000, was " + earliest + " ms since 1970");
        }
        return earliest + Math.floorMod(window.origin() - earliest, window.advance());
    }
}
