package io.klarion.config;

import java.util.List;

/**
 * A whole configuration, with every default filled in. Its printed form shows no secrets.
 *
 * @param applicationId names the consumer group and the internal topics
 * @param kafka client properties
 * @param streams how the work is run
 * @param topics where results go
 * @param monitors what is watched
 * @param http where metrics are served
 * @param notifications who is told of alerts
 * @param metrics what is served there
 * @param createTopics whether missing topics other than sources are created
 * @param warnings what works but may surprise
 */
public record KlarionConfig(
        String applicationId,
        KafkaProperties kafka,
        StreamsConfig streams,
        TopicsConfig topics,
        List<MonitorConfig> monitors,
        HttpConfig http,
        NotifyConfig notifications,
        MetricsConfig metrics,
        boolean createTopics,
        List<String> warnings) {

    public KlarionConfig {
        monitors = List.copyOf(monitors);
        warnings = List.copyOf(warnings);
    }

    /** The same with other warnings. */
    KlarionConfig withWarnings(List<String> others) {
        return new KlarionConfig(
                applicationId, kafka, streams, topics, monitors, http, notifications, metrics, createTopics, others);
    }
}
