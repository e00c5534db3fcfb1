package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.core.monitor.Monitor;
import io.klarion.demo.EmbeddedBroker;
import io.klarion.shop.Shop;
import io.klarion.shop.ShopFeed;
import io.klarion.shop.ShopRecord;
import io.klarion.shop.ShopRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ready means that what is shown is of now: restored, and caught up with what was there at the start. */
@Timeout(120)
class ReadinessIT {

    private static final String APPLICATION = "readiness";
    private static final long NEVER_IDLE = 600_000;
    private static final int MANY = 150_000;

    @TempDir
    Path directory;

    private final Monitor monitor =
            Shop.monitor("orders", List.of(Shop.ORDERS), List.of("/region"), Shop.HOPPING, NEVER_IDLE);
    private EmbeddedBroker broker;

    @BeforeEach
    void startBroker() throws IOException, InterruptedException {
        broker = EmbeddedBroker.start();
        broker.createTopic(Shop.ORDERS, 1, Map.of("retention.ms", "-1"));
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void itIsNotReadyBeforeItHasReadWhatWasThereAtItsStart() throws Exception {
        try (ShopFeed feed = new ShopFeed(broker.bootstrapServers())) {
            feed.send(new ShopRecords(1, Shop.ORDERS, 0).over(3_000_000, MANY));
        }
        List<String> causes = new ArrayList<>();
        try (MonitorStreams streams = prepare("one");
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(streams.notReady()).contains("Kafka Streams is CREATED");
            streams.start();
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        streams.notReady().ifPresent(causes::add);
                        return streams.notReady().isEmpty();
                    });
            assertThat(read(admin)).isEqualTo(MANY);
        }
        assertThat(causes)
                .as("why it was not ready")
                .anyMatch(cause -> cause.matches("catching up with what the topics held when this process started:"
                        + " [0-9]+ offsets of orders-0 to go"));
    }

    @Test
    void anInstanceWithoutSourcePartitionsIsReadyWhenItRuns() throws Exception {
        try (ShopFeed feed = new ShopFeed(broker.bootstrapServers())) {
            feed.send(new ShopRecords(1, Shop.ORDERS, 0).over(300_000, 1_000));
        }
        try (MonitorStreams one = prepare("one");
                MonitorStreams two = prepare("two")) {
            one.start();
            two.start();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> one.notReady().isEmpty() && two.notReady().isEmpty());
        }
    }

    @Test
    void whatNobodyCanSeeAtTheEndIsNotWaitedFor() throws Exception {
        sendInTransactions(new ShopRecords(1, Shop.ORDERS, 0).over(300_000, 100));
        awaitReadyOnce();
        awaitReadyOnce();
    }

    private void awaitReadyOnce() {
        try (MonitorStreams streams = prepare("one")) {
            streams.start();
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> streams.notReady().isEmpty());
        }
    }

    /* The end of the log is then a committed record, its marker, an aborted record and its marker. */
    private void sendInTransactions(List<ShopRecord> records) throws ExecutionException, InterruptedException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "shop");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (ShopRecord record : records) {
                Future<RecordMetadata> unused = producer.send(record.toKafka());
            }
            producer.commitTransaction();
            producer.beginTransaction();
            Future<RecordMetadata> aborted = producer.send(records.get(0).toKafka());
            producer.flush();
            assertThat(aborted.get().offset()).isEqualTo(records.size() + 1L);
            producer.abortTransaction();
        }
    }

    private MonitorStreams prepare(String instance) {
        return MonitorStreams.live(
                TestSettings.of(APPLICATION, broker.bootstrapServers(), directory.resolve(instance)),
                List.of(monitor),
                Ports.none());
    }

    private static long read(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(APPLICATION).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(Shop.ORDERS))
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }
}
