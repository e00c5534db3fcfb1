package io.klarion.codec;

import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.EventTimeSpec.Unit;

/**
 * Event times as they are written in records, to epoch milliseconds. What is finer than a millisecond is cut off.
 * Times before 1970 and after 9999 are not read: they are mistakes of unit far more often than data.
 */
final class EventTimes {

    /** The last millisecond of the year 9999. */
    static final long LATEST = EventTimeSpec.LATEST;

    private EventTimes() {}

    /**
     * Epoch milliseconds of the time written in these characters; {@link RecordFields#TIME_UNREADABLE} when they
     * are not a time of this unit.
     */
    static long parse(Unit unit, char[] chars, int offset, int length) {
        long millis = switch (unit) {
            case ISO8601 -> IsoTime.parse(chars, offset, length);
            case SECONDS -> DecimalTime.parse(chars, offset, length, 3);
            case MILLIS -> DecimalTime.parse(chars, offset, length, 0);
            case MICROS -> DecimalTime.parse(chars, offset, length, -3);
            case NANOS -> DecimalTime.parse(chars, offset, length, -6);
        };
        return held(millis);
    }

    /** Epoch milliseconds of so many whole units, not negative; no ISO 8601. */
    static long of(Unit unit, long whole) {
        return switch (unit) {
            case SECONDS -> whole <= LATEST / 1000 ? whole * 1000 : RecordFields.TIME_UNREADABLE;
            case MILLIS -> held(whole);
            case MICROS -> held(whole / 1000);
            case NANOS -> held(whole / 1_000_000);
            case ISO8601 -> throw new IllegalArgumentException("unit: must be a number's, was ISO8601");
        };
    }

    private static long held(long millis) {
        return millis >= 0 && millis <= LATEST ? millis : RecordFields.TIME_UNREADABLE;
    }
}
