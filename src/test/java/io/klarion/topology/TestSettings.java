package io.klarion.topology;

import io.klarion.shop.Results;
import io.klarion.topology.StreamsSettings.StartFrom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings of the integration tests: quick to notice what died. */
final class TestSettings {

    private TestSettings() {}

    /** All that the topic holds, topics created, two internal partitions. */
    static StreamsSettings of(String application, String bootstrapServers, Path stateDir) {
        return with(application, quick(bootstrapServers), stateDir, StartFrom.EARLIEST, true);
    }

    static StreamsSettings with(
            String application, Map<String, String> kafka, Path stateDir, StartFrom start, boolean createTopics) {
        return new StreamsSettings(
                application,
                kafka,
                1,
                2,
                true,
                Duration.ofMillis(500),
                stateDir,
                0,
                start,
                new StreamsSettings.ResultTopics(
                        Results.verdicts(application), Results.alerts(application), Results.quarantine(application)),
                Optional.empty(),
                (short) 1,
                createTopics);
    }

    /** Client properties by which a killed process is missed soon. */
    static Map<String, String> quick(String bootstrapServers) {
        Map<String, String> kafka = new HashMap<>();
        kafka.put("bootstrap.servers", bootstrapServers);
        kafka.put("consumer.session.timeout.ms", "6000");
        kafka.put("consumer.heartbeat.interval.ms", "500");
        kafka.put("consumer.max.poll.records", "500");
        kafka.put("producer.transaction.timeout.ms", "6000");
        return kafka;
    }
}
