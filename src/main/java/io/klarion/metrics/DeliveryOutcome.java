package io.klarion.metrics;

import java.util.Locale;

/** What became of a message about alerts. */
public enum DeliveryOutcome {
    /** The receiver took it. */
    DELIVERED,
    /** An attempt failed; it will be sent again. */
    RETRIED,
    /** The receiver will never take it. */
    REFUSED,
    /** It was given up after too many attempts. */
    DROPPED,
    /** A silence covers it. */
    SILENCED;

    /** The name in the metric's label. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
