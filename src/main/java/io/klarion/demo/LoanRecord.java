package io.klarion.demo;

/**
 * One record of the demo's stream, as it goes to Kafka.
 *
 * @param arrival when it is due, on the event-time line: epoch milliseconds
 * @param key the applicant's id
 * @param value JSON, or what was to be JSON
 * @param kind whether it is as it should be
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once to the producer, never changed
public record LoanRecord(long arrival, String key, byte[] value, Kind kind) {

    /** Whether a record is as it should be. */
    public enum Kind {
        /** It is. */
        GOOD,
        /** It comes so late that its window is closed. */
        LATE,
        /** It cannot be read: to be quarantined. */
        BROKEN
    }
}
