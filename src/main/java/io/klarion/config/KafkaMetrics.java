package io.klarion.config;

/** How much of Kafka's own metrics is served. */
public enum KafkaMetrics {
    /** A short list: lag, state, rates. */
    MINIMAL,
    /** Nothing. */
    OFF
}
