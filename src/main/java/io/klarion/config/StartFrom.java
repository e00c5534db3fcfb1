package io.klarion.config;

import java.time.Instant;

/** Where a source topic is read from when there is no committed offset. */
public sealed interface StartFrom {

    /** The oldest record the topic still has. */
    record Earliest() implements StartFrom {}

    /** The first record after the start. */
    record Latest() implements StartFrom {}

    /**
     * The first record whose Kafka timestamp is at or after an instant.
     *
     * @param instant the instant
     */
    record At(Instant instant) implements StartFrom {}
}
