package io.klarion.core.protocol;

import java.util.Locale;

/** Why a record is not counted. It goes to quarantine with its coordinates. */
public enum RejectReason {
    /** No value at all (a tombstone). */
    EMPTY,
    /** More bytes than allowed. */
    TOO_LARGE,
    /** Not one JSON object. */
    MALFORMED,
    /** Well-formed, but nested deeper, or with longer texts, names or numbers than allowed. */
    LIMIT_EXCEEDED,
    /** The event-time field is absent or null. */
    TIME_MISSING,
    /** The event-time field cannot be read as a time of the configured unit, or is before 1970 or after 9999. */
    TIME_INVALID,
    /** The event time is ahead of the record's own timestamp by more than {@code max-lead}. */
    TIME_FUTURE;

    /** The value of the metric label {@code reason} and of the quarantine header. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
