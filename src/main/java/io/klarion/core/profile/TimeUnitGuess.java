package io.klarion.core.profile;

import java.util.Optional;

/**
 * In what unit a number would be a time between 1980 and 2100. The ranges do not overlap: 2026-01-01 is about 1.8e9
 * seconds, 1.8e12 milliseconds, 1.8e15 microseconds, 1.8e18 nanoseconds.
 */
public enum TimeUnitGuess {
    /** Seconds since 1970. */
    SECONDS(1),
    /** Milliseconds since 1970. */
    MILLIS(1e3),
    /** Microseconds since 1970. */
    MICROS(1e6),
    /** Nanoseconds since 1970. */
    NANOS(1e9);

    private static final double FROM = 315_532_800; // 1980-01-01
    private static final double TO = 4_102_444_800.0; // 2100-01-01

    private final double perSecond;

    TimeUnitGuess(double perSecond) {
        this.perSecond = perSecond;
    }

    /** The unit in which {@code number} is a time of these years; empty when there is none. */
    public static Optional<TimeUnitGuess> of(double number) {
        for (TimeUnitGuess unit : values()) {
            if (number >= FROM * unit.perSecond && number < TO * unit.perSecond) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** Epoch milliseconds of {@code number} in this unit. */
    public long toMillis(double number) {
        return (long) (number / perSecond * 1000);
    }
}
