package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.codec.AlertJson;
import io.klarion.codec.VerdictJson;
import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.delivery.Alerts;
import io.klarion.core.detect.SampleVerdicts;
import io.klarion.core.detect.Verdict;
import io.klarion.faults.GuardedBroker;
import io.klarion.shop.Results;
import io.klarion.topology.StreamsSettings.StartFrom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the console and the sinks read, with a broker that refuses, goes away, comes back, and has more partitions. */
@Timeout(180)
class ResultFeedIT {

    private static final String SHOP = "shop";
    private static final String VERDICTS = Results.verdicts(SHOP);
    private static final String ALERTS = Results.alerts(SHOP);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    /* What was told, in words. */
    private static final class Told implements ResultListener {

        private final List<String> results = new CopyOnWriteArrayList<>();
        private volatile boolean isCaughtUp;
        private volatile String trouble = "";

        @Override
        public void verdict(Verdict verdict) {
            results.add("verdict " + (verdict.start() - SampleVerdicts.NOON) / SampleVerdicts.SIZE);
        }

        @Override
        public void alert(Alert alert) {
            results.add("alert " + alert.feature());
        }

        @Override
        public void state(boolean caughtUp, String why, long unreadable) {
            isCaughtUp = caughtUp;
            trouble = why;
        }
    }

    @Test
    void refusalsOutagesAndAddedPartitionsAreToldAndOvercome() throws Exception {
        Told told = new Told();
        try (GuardedBroker broker = GuardedBroker.start(directory)) {
            broker.createTopics(List.of(VERDICTS, ALERTS));
            send(broker, 0, 0);
            StreamsSettings settings = settings(broker);
            try (ResultFeed feed = ResultFeed.start(settings, told, Duration.ofSeconds(1))) {
                await("the refusal")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(told.trouble)
                                .isEqualTo("kafka: must be allowed Read on topics " + VERDICTS + " and " + ALERTS
                                        + ", was refused"));
                assertThat(told.isCaughtUp).isFalse();
                assertThat(findings(settings))
                        .containsExactly(
                                "the console will show no results: " + refused(ALERTS, VERDICTS),
                                "notify: no sink will be told: " + refused(ALERTS),
                                "notify: no sink will be told: kafka: must be allowed Describe and Read on group"
                                        + " shop-notify-pager, was refused");

                broker.allow(List.of(
                        read(ResourceType.TOPIC, VERDICTS),
                        read(ResourceType.TOPIC, ALERTS),
                        read(ResourceType.GROUP, "shop-notify-")));
                awaitTold(told, "verdict 0", "alert income");
                assertThat(told.trouble).isEmpty();
                assertThat(findings(settings))
                        .containsExactly("the console may read the results", "the sinks of notify may read the alerts");

                broker.restart();
                send(broker, 1, 0);
                awaitTold(told, "verdict 0", "alert income", "verdict 1", "alert income");

                addPartition(broker);
                send(broker, 2, 1);
                awaitTold(told, "verdict 0", "alert income", "verdict 1", "alert income", "verdict 2", "alert income");
                assertThat(feed).isNotNull();
            }
        }
    }

    private static void awaitTold(Told told, String... results) {
        await("results")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told.results).containsExactlyInAnyOrder(results));
        await("caught up").atMost(PATIENCE).until(() -> told.isCaughtUp);
    }

    private static String refused(String... topics) {
        return Stream.of(topics)
                .map(topic -> "Read on topic " + topic + ", Describe on topic " + topic)
                .collect(Collectors.joining(", ", "kafka: must be allowed ", ", was refused"));
    }

    private List<String> findings(StreamsSettings settings) {
        try (Cluster cluster = new Cluster(settings.kafka())) {
            return new ResultReaders(true, List.of("shop-notify-pager"))
                    .diagnoses(cluster, settings).stream()
                            .map(found -> found.text())
                            .toList();
        }
    }

    private StreamsSettings settings(GuardedBroker broker) {
        return TestSettings.with(
                SHOP, broker.user(GuardedBroker.PASSWORD), directory.resolve("state"), StartFrom.EARLIEST, false);
    }

    private static AclBinding read(ResourceType type, String name) {
        PatternType pattern = type == ResourceType.GROUP ? PatternType.PREFIXED : PatternType.LITERAL;
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + GuardedBroker.USER, "*", AclOperation.READ, AclPermissionType.ALLOW));
    }

    /* A verdict of a window, and an alert. */
    private static void send(GuardedBroker broker, int window, int partition) throws Exception {
        Verdict verdict = SampleVerdicts.verdict(window, SampleVerdicts.stable("income"));
        Alert alert = Alerts.alert(SHOP, "DE", "income", Severity.WARNING, AlertTransition.FIRING, 0.2);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.copyOf(broker.administrator()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(VERDICTS, partition, null, VerdictJson.write(verdict)))
                    .get(60, TimeUnit.SECONDS);
            producer.send(new ProducerRecord<>(ALERTS, partition, null, AlertJson.write(alert)))
                    .get(60, TimeUnit.SECONDS);
        }
    }

    private static void addPartition(GuardedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(broker.administrator()))) {
            admin.createPartitions(Map.of(VERDICTS, NewPartitions.increaseTo(2), ALERTS, NewPartitions.increaseTo(2)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
    }
}
