package io.klarion.config;

import io.klarion.metrics.MetricsPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the whole document. Every default of the top level stands here. */
final class ConfigReader {

    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
    private static final Scalar<Duration> COMMIT_INTERVALS =
            Scalar.duration(Duration.ofMillis(10), Duration.ofMinutes(5));
    private static final int MAX_THREADS = 256;
    private static final int MAX_PARTITIONS = 1000;
    private static final int MAX_REPLICAS = 10;
    private static final int MAX_FEATURE_SERIES = 1_000_000;

    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    private final Reading reading;
    private final MonitorReader monitors;
    private final NotifyReader notifications;
    private final HttpReader http;

    /** Resolves reference files and templates against {@code directory}. */
    ConfigReader(Reading reading, Path directory) {
        this.reading = reading;
        this.monitors = new MonitorReader(directory);
        this.notifications = new NotifyReader(directory);
        this.http = new HttpReader(directory);
    }

    KlarionConfig read(Section section) {
        String applicationId = section.value("application-id", Limits.NAME).orElse("klarion");
        KafkaProperties kafka = kafka(section);
        StreamsConfig streams = section.section("streams", this::streams);
        TopicsConfig topics = section.section("topics", this::topics);
        List<MonitorConfig> watched = section.require("monitors").sections("monitors", monitors::read);
        HttpConfig served = section.section("http", http::read);
        NotifyConfig notify = section.section("notify", notifications::read);
        MetricsConfig metrics = section.section("metrics", this::metrics);
        boolean createTopics = section.value("create-topics", Scalar.FLAG).orElse(false);
        KlarionConfig config = new KlarionConfig(
                applicationId, kafka, streams, topics, watched, served, notify, metrics, createTopics, List.of());
        CrossChecks.check(config, section);
        return config;
    }

    private KafkaProperties kafka(Section section) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(BOOTSTRAP_SERVERS, "localhost:9092");
        properties.putAll(section.entries("kafka", Scalar.ANY));
        if (properties.getOrDefault(BOOTSTRAP_SERVERS, "").isBlank()) {
            section.problem("kafka." + BOOTSTRAP_SERVERS, "name a broker, such as localhost:9092", "blank");
        }
        OwnedProperties.check(section, properties);
        KafkaStores.check(section, properties);
        return new KafkaProperties(properties, reading.secrets());
    }

    private StreamsConfig streams(Section section) {
        return new StreamsConfig(
                section.value("threads", Scalar.integer(1, MAX_THREADS)).orElse(1),
                section.value("internal-partitions", Scalar.integer(1, MAX_PARTITIONS))
                        .orElse(8),
                section.value("guarantee", Scalar.choice(StreamsConfig.Guarantee.class))
                        .orElse(StreamsConfig.Guarantee.EXACTLY_ONCE),
                section.value("commit-interval", COMMIT_INTERVALS).orElse(COMMIT_INTERVAL),
                section.value("state-dir", Scalar.path("be the path of a directory"))
                        .orElse(Path.of("klarion-state")),
                section.value("standby-replicas", Scalar.integer(0, MAX_REPLICAS))
                        .orElse(0),
                section.value("start-from", START_FROM).orElse(new StartFrom.Earliest()));
    }

    private static final Scalar<StartFrom> START_FROM = new Scalar<>(
            "be earliest, latest or an instant such as 2026-01-01T00:00:00Z",
            node -> switch (node.stringValueOpt().orElse("")) {
                case "earliest" -> Optional.of(new StartFrom.Earliest());
                case "latest" -> Optional.of(new StartFrom.Latest());
                default -> Scalar.INSTANT.parser().apply(node).map(StartFrom.At::new);
            });

    private TopicsConfig topics(Section section) {
        return new TopicsConfig(
                section.value("verdicts", Limits.TOPIC).orElse("klarion.verdicts"),
                section.value("alerts", Limits.TOPIC).orElse("klarion.alerts"),
                section.value("quarantine", Limits.TOPIC).orElse("klarion.quarantine"),
                section.value("references", Limits.TOPIC),
                section.value("replication-factor", Scalar.integer(1, MAX_REPLICAS))
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()));
    }

    private MetricsConfig metrics(Section section) {
        return new MetricsConfig(
                section.value("kafka", Scalar.choice(KafkaMetrics.class)).orElse(KafkaMetrics.MINIMAL),
                section.value("feature-series", Scalar.integer(0, MAX_FEATURE_SERIES))
                        .orElse(MetricsPlan.DEFAULT_FEATURE_SERIES));
    }
}
