package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.demo.EmbeddedBroker;
import io.klarion.shop.Recount;
import io.klarion.shop.Results;
import io.klarion.shop.Shop;
import io.klarion.shop.ShopFeed;
import io.klarion.shop.ShopRecord;
import io.klarion.shop.ShopRecords;
import io.klarion.topology.StreamsSettings.StartFrom;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong before the first record is read, and where reading begins. */
@Timeout(120)
class StartErrorsIT {

    private static final long NEVER_IDLE = 600_000;

    private final Monitor monitor = Shop.monitor("orders", List.of(Shop.ORDERS), List.of(), Shop.TUMBLING, NEVER_IDLE);
    private final List<ShopRecord> first = new ShopRecords(1, Shop.ORDERS, 0).over(300_000, 900);
    private final List<ShopRecord> second =
            new ShopRecords(2, Shop.ORDERS, 0).between(ShopRecords.BEGIN + 300_000, ShopRecords.BEGIN + 600_000, 700);

    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private ShopFeed feed;

    @BeforeEach
    void startBroker() throws IOException {
        broker = EmbeddedBroker.start();
        feed = new ShopFeed(broker.bootstrapServers());
    }

    @AfterEach
    void stopBroker() {
        feed.close();
        broker.close();
    }

    @Test
    @Timeout(20)
    void aBrokerThatDoesNotAnswerIsNamedWithin20Seconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String servers = "127.0.0.1:" + silent.getLocalPort();
            assertThatThrownBy(() -> prepare(TestSettings.of("app", servers, directory)))
                    .isInstanceOf(StartException.class)
                    .hasMessage("kafka.bootstrap.servers: must be a reachable broker, was " + servers
                            + " (no answer within 15 s when trying to reach the cluster)");
        }
    }

    @Test
    void allMissingTopicsAreNamedAtOnceAndNoneIsCreated() throws Exception {
        StreamsSettings settings = TestSettings.with(
                "app", TestSettings.quick(broker.bootstrapServers()), directory, StartFrom.EARLIEST, false);
        broker.createTopic("app.alerts", 1, Map.of());
        assertThatThrownBy(() -> prepare(settings))
                .isInstanceOf(StartException.class)
                .hasMessage("source topics: must exist, was missing: orders;"
                        + " topics: must exist, was missing: app-internal, app.quarantine, app.verdicts;"
                        + " create them, or set create-topics: true");
        try (Admin admin = admin()) {
            assertThat(admin.listTopics().names().get()).containsExactly("app.alerts");
        }
    }

    @Test
    void aSourceTopicIsNeverCreatedAsItsNameMayBeMistyped() throws Exception {
        assertThatThrownBy(() -> prepare(settings("app", StartFrom.EARLIEST)))
                .isInstanceOf(StartException.class)
                .hasMessage("source topics: must exist, was missing: orders");
        try (Admin admin = admin()) {
            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }

    @Test
    void aPropertyThatWouldBreakAPromiseIsNamedBeforeTheClusterIsTouched() throws Exception {
        Map<String, String> kafka = TestSettings.quick(broker.bootstrapServers());
        kafka.put("processing.guarantee", "at_least_once");
        assertThatThrownBy(() -> prepare(TestSettings.with("app", kafka, directory, StartFrom.EARLIEST, true)))
                .isInstanceOf(StartException.class)
                .hasMessage("kafka: must not set processing.guarantee, on which correct counts depend;"
                        + " see the streams section");
        try (Admin admin = admin()) {
            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }

    @Test
    void aSecondStartContinuesWhereTheFirstStopped() throws Exception {
        createOrders();
        feed.send(first);
        runUntilRead(settings("app", StartFrom.EARLIEST), first.size());
        feed.send(second);
        runUntilRead(settings("app", StartFrom.EARLIEST), first.size() + second.size());
        requireWindowsOf("app", concat());
    }

    @Test
    void startingAtTheEndLosesNothingThatCameAfterTheFirstStartThoughThatNeverCommitted() throws Exception {
        createOrders();
        feed.send(first);
        prepare(settings("late", new StartFrom(StartFrom.Kind.LATEST, 0))).close();
        feed.send(second);
        runUntilRead(settings("late", new StartFrom(StartFrom.Kind.LATEST, 0)), first.size() + second.size());
        requireWindowsOf("late", second);
    }

    @Test
    void aStartThatWasCommittedByAProcessWhichDiedBeforeItToldAnyoneIsToldByTheNext() throws Exception {
        createOrders();
        feed.send(first);
        try (Admin admin = admin()) {
            admin.alterConsumerGroupOffsets(
                            "app", Map.of(new TopicPartition(Shop.ORDERS, 0), new OffsetAndMetadata(first.size())))
                    .all()
                    .get();
        }
        feed.send(second);
        runUntilRead(settings("app", StartFrom.EARLIEST), first.size() + second.size());
        requireWindowsOf("app", second);
        assertThat(new Results("app", broker.bootstrapServers()).verdicts())
                .extracting(Verdict::completeness)
                .containsOnly(Completeness.COMPLETE);
    }

    @Test
    void recordsThatWereDeletedBeforeTheyWereReadAreNotPassedOverInSilence() throws Exception {
        createOrders();
        feed.send(first);
        runUntilRead(settings("app", StartFrom.EARLIEST), first.size());
        feed.send(second);
        try (Admin admin = admin()) {
            RecordsToDelete some = RecordsToDelete.beforeOffset(first.size() + 100);
            admin.deleteRecords(Map.of(new TopicPartition(Shop.ORDERS, 0), some))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> prepare(settings("app", StartFrom.EARLIEST)))
                .isInstanceOf(StartException.class)
                .hasMessage("topics: must still hold the offsets that group app has reached, was orders-0 at 900"
                        + " (holds 1000 to 1600): recreated, or deleted before it was read; start again under another"
                        + " application-id");
    }

    @Test
    void aGroupThatLostItsOffsetsDoesNotCountEverythingTwice() throws Exception {
        createOrders();
        feed.send(first);
        runUntilRead(settings("app", StartFrom.EARLIEST), first.size());
        try (Admin admin = admin()) {
            admin.deleteConsumerGroups(List.of("app")).all().get();
        }
        assertThatThrownBy(() -> prepare(settings("app", StartFrom.EARLIEST)))
                .isInstanceOf(StartException.class)
                .hasMessage(
                        "application-id: must be new, or have its committed offsets, was app: the group has none, but"
                                + " the topic app-internal holds what it counted; start again under another application-id");
    }

    @Test
    void aSourceTopicThatWasRecreatedSinceIsNotCountedOn() throws Exception {
        createOrders();
        feed.send(first);
        runUntilRead(settings("app", StartFrom.EARLIEST), first.size());
        String change = recreateOrders();
        feed.send(first);
        feed.send(second);
        try (MonitorStreams again = prepare(settings("app", StartFrom.EARLIEST))) {
            again.start();
            awaitRecreated(again, change);
        }
    }

    @Test
    void aSourceTopicThatIsRecreatedMeanwhileIsNotCountedOn() throws Exception {
        createOrders();
        feed.send(first);
        try (MonitorStreams running = prepare(settings("app", StartFrom.EARLIEST))) {
            running.start();
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(running.notReady()).isEmpty());
            assertThat(running.failure()).isEmpty();
            String change = recreateOrders();
            feed.send(first);
            feed.send(second);
            awaitRecreated(running, change);
        }
    }

    private static void awaitRecreated(MonitorStreams streams, String change) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(streams.failure())
                        .contains("topics: must be the ones this application-id has counted so far, was recreated: "
                                + change + "; start again under another application-id"));
    }

    private String recreateOrders() throws Exception {
        try (Admin admin = admin()) {
            String before = id(admin);
            admin.deleteTopics(List.of(Shop.ORDERS)).all().get();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(admin.listTopics().names().get()).doesNotContain(Shop.ORDERS));
            createOrders();
            return "orders (id " + before + " → " + id(admin) + ")";
        }
    }

    /** The topic's id, once a broker knows it: a topic is created before every broker has heard of it. */
    private static String id(Admin admin) {
        return await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsMatching(StartErrorsIT::unknownYet)
                .until(
                        () -> Objects.requireNonNull(admin.describeTopics(List.of(Shop.ORDERS))
                                        .allTopicNames()
                                        .get()
                                        .get(Shop.ORDERS))
                                .topicId()
                                .toString(),
                        Objects::nonNull);
    }

    private static boolean unknownYet(Throwable failure) {
        return failure.getCause() instanceof UnknownTopicOrPartitionException;
    }

    @Test
    void anInternalTopicOfAnotherSizeIsNotReadOn() throws Exception {
        createOrders();
        feed.send(first);
        runUntilRead(settings("app", StartFrom.EARLIEST), first.size());
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of("app-internal", NewPartitions.increaseTo(3)))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> prepare(settings("app", StartFrom.EARLIEST)))
                .isInstanceOf(StartException.class)
                .hasMessage("topics: must be the ones this application-id has counted so far, was of another number of"
                        + " partitions: app-internal (2 → 3); start again under another application-id");
    }

    private void createOrders() throws InterruptedException {
        broker.createTopic(Shop.ORDERS, 1, Map.of("retention.ms", "-1"));
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private StreamsSettings settings(String application, StartFrom start) {
        return TestSettings.with(
                application,
                TestSettings.quick(broker.bootstrapServers()),
                directory.resolve(application),
                start,
                true);
    }

    private MonitorStreams prepare(StreamsSettings settings) {
        return MonitorStreams.live(settings, List.of(monitor), Ports.none());
    }

    private void runUntilRead(StreamsSettings settings, long offset) {
        try (MonitorStreams streams = prepare(settings);
                Admin admin = admin()) {
            streams.start();
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(reached(admin, settings)).isEqualTo(offset));
        }
    }

    private static long reached(Admin admin, StreamsSettings settings) throws ExecutionException, InterruptedException {
        return admin
                .listConsumerGroupOffsets(settings.applicationId())
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().topic().equals(Shop.ORDERS))
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    /* The counts may still be on their way between the stages when the sources are read: one more run brings them. */
    private void requireWindowsOf(String application, List<ShopRecord> records) {
        Results results = new Results(application, broker.bootstrapServers());
        try (MonitorStreams streams = prepare(settings(application, StartFrom.EARLIEST))) {
            streams.start();
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(results.counted("orders"))
                            .isEqualTo(new Recount(List.of(records)).closed(monitor))
                            .isNotEmpty());
        }
    }

    private List<ShopRecord> concat() {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
