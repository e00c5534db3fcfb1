package io.klarion.topology;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Whether stream threads hang. A thread that waits for the brokers to take its results does not poll for records in
 * the meantime, and Kafka Streams calls itself running all the same.
 */
final class ThreadPolls {

    /* Longer than a commit while another broker takes over. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String SINCE_POLL = "last-poll-seconds-ago";
    private static final String MAIN_CONSUMER = ".*-StreamThread-\\d+-consumer";

    private ThreadPolls() {}

    /**
     * Why work has come to a stop, by the metrics of {@code KafkaStreams}; empty while every thread polls, or has yet
     * to poll for the first time.
     */
    static Optional<String> hanging(Map<MetricName, ? extends Metric> metrics) {
        double longest = metrics.values().stream()
                .filter(metric -> isOfMainConsumer(metric.metricName()))
                .mapToDouble(metric -> metric.metricValue() instanceof Number seconds ? seconds.doubleValue() : 0)
                .max()
                .orElse(0);
        return longest <= PATIENCE.toSeconds()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "a stream thread has not come back for records for %.0f s: the brokers may not be taking its"
                                + " results",
                        longest));
    }

    private static boolean isOfMainConsumer(MetricName name) {
        return name.name().equals(SINCE_POLL)
                && name.tags().getOrDefault("client-id", "").matches(MAIN_CONSUMER);
    }
}
