package io.klarion.core.monitor;

/**
 * Where a record's event time stands and what is accepted. Monitors that read the same topic must agree on it.
 *
 * @param field JSON pointer of the field; empty for the Kafka record's own timestamp
 * @param unit how it is written
 * @param outOfOrderness how far, in milliseconds, a partition's watermark trails its highest event time
 * @param maxLead by how many milliseconds an event time may exceed the Kafka record's timestamp;
 *     {@link #NO_LEAD_GUARD} for files, which have no such timestamp
 */
public record EventTimeSpec(String field, Unit unit, long outOfOrderness, long maxLead) {

    /** The lead guard is off. */
    public static final long NO_LEAD_GUARD = Long.MAX_VALUE;

    /** The last millisecond of the year 9999: what is later is a mistake of unit far more often than a time. */
    public static final long LATEST = 253_402_300_799_999L;

    /** How an event time is written. */
    public enum Unit {
        /** Text such as {@code 2026-01-01T00:00:00Z}; with an offset, or taken as UTC without one. */
        ISO8601,
        /** Seconds since 1970, fractions allowed. */
        SECONDS,
        /** Milliseconds since 1970. */
        MILLIS,
        /** Microseconds since 1970. */
        MICROS,
        /** Nanoseconds since 1970. */
        NANOS
    }
}
