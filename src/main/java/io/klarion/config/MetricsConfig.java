package io.klarion.config;

/**
 * What is served at {@code /metrics}.
 *
 * @param kafka how much of Kafka's own metrics
 * @param featureSeries how many features, counted once a monitor and segment, have series of their own
 */
public record MetricsConfig(KafkaMetrics kafka, int featureSeries) {}
