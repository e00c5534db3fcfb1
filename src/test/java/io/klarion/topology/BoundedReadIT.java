package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.codec.RecordFile;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.Finding;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.Tally;
import io.klarion.demo.EmbeddedBroker;
import io.klarion.metrics.LiveTasks;
import io.klarion.metrics.RecordCounters;
import io.klarion.metrics.RecordTotals;
import io.klarion.replay.FileReplay;
import io.klarion.replay.ReplayOutput;
import io.klarion.shop.Recount;
import io.klarion.shop.Results;
import io.klarion.shop.Shop;
import io.klarion.shop.ShopRecord;
import io.klarion.shop.ShopRecord.Fault;
import io.klarion.shop.ShopRecords;
import io.klarion.shop.WindowId;
import io.klarion.topology.StreamsSettings.StartFrom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BoundedReadIT {

    private static final long IDLE_IS_OFF = 1;

    /* Far in the future there is nothing in a file: it has no timestamps to be ahead of. */
    private final List<ShopRecord> records = new ShopRecords(3, Shop.ORDERS, 0)
            .over(900_000, 8_000).stream()
                    .filter(record -> record.fault() != Fault.TOO_FAR_AHEAD && record.fault() != Fault.TOMBSTONE)
                    .toList();

    private final Monitor monitor =
            Shop.monitor("orders", List.of(Shop.ORDERS), List.of("/region"), Shop.HOPPING, IDLE_IS_OFF);

    @TempDir
    Path directory;

    private EmbeddedBroker broker;

    @BeforeEach
    void startBroker() throws IOException, InterruptedException {
        broker = EmbeddedBroker.start();
        broker.createTopic(Shop.ORDERS, 2, Map.of("retention.ms", "-1"));
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void itEndsByItselfThoughTheTopicEndsInAnAbortedTransactionAndClosesEveryWindow() throws Exception {
        RecordCounters counters = new RecordCounters();
        fill();
        run("bounded", counters);

        Results results = new Results("bounded", broker.bootstrapServers());
        assertThat(results.counted("orders")).isEqualTo(new Recount(List.of(records)).all(monitor));
        requireBalance(counters);
        requireSameAsFile(results);
    }

    @Test
    void aSecondRunThatFindsNothingNewEndsTooAndAddsNothing() throws Exception {
        fill();
        run("again", new RecordCounters());
        Results results = new Results("again", broker.bootstrapServers());
        /* A transaction is decided before brokers have written so to each partition. */
        await().untilAsserted(() -> requireSameAsFile(results));
        List<Verdict> before = results.verdicts();
        RecordCounters second = new RecordCounters();
        run("again", second);
        assertThat(results.verdicts()).isEqualTo(before);
        assertThat(second.totals()).isEmpty();
    }

    @Test
    void aUsersInterceptorSeesRecordsAsTheyCameAndCountsStayTheSame() {
        fill();
        Map<String, String> kafka = TestSettings.quick(broker.bootstrapServers());
        kafka.put("main.consumer.interceptor.classes", Onlooker.class.getName());
        Onlooker.BYTES.set(0);

        run(
                TestSettings.with("watched", kafka, directory.resolve("watched"), StartFrom.EARLIEST, true),
                new RecordCounters());

        assertThat(Onlooker.BYTES)
                .hasValue(records.stream()
                        .mapToLong(record -> record.bytes().length)
                        .sum());
        assertThat(new Results("watched", broker.bootstrapServers()).counted("orders"))
                .isEqualTo(new Recount(List.of(records)).all(monitor));
    }

    /* Kafka Streams makes the consumers itself then. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNewerGroupProtocolCountsTheSame(boolean isWatched) {
        fill();
        String application = isWatched ? "newer-watched" : "newer";
        Map<String, String> kafka =
                new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers(), "group.protocol", "streams"));
        if (isWatched) {
            kafka.put("consumer.interceptor.classes", Onlooker.class.getName());
        }
        Onlooker.BYTES.set(0);

        run(
                TestSettings.with(application, kafka, directory.resolve(application), StartFrom.EARLIEST, true),
                new RecordCounters());

        assertThat(new Results(application, broker.bootstrapServers()).counted("orders"))
                .isEqualTo(new Recount(List.of(records)).all(monitor));
        assertThat(Onlooker.BYTES.get() > 0).isEqualTo(isWatched);
    }

    /* In transactions of a thousand records; the last one, of records nobody must see, is aborted. */
    private void fill() {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "shop");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int from = 0; from < records.size(); from += 1000) {
                producer.beginTransaction();
                send(records.subList(from, Math.min(records.size(), from + 1000)), producer);
                producer.commitTransaction();
            }
            producer.beginTransaction();
            send(records.subList(0, 50), producer);
            producer.flush();
            producer.abortTransaction();
        }
    }

    /* A record that cannot be sent fails its transaction. */
    private static void send(List<ShopRecord> some, KafkaProducer<byte[], byte[]> producer) {
        for (ShopRecord record : some) {
            Future<RecordMetadata> unused = producer.send(record.toKafka());
        }
    }

    private void run(String application, RecordCounters counters) {
        run(TestSettings.of(application, broker.bootstrapServers(), directory.resolve(application)), counters);
    }

    private void run(StreamsSettings settings, RecordCounters counters) {
        Watcher watcher = new Watcher();
        try (MonitorStreams streams = MonitorStreams.bounded(
                settings, List.of(monitor), new Ports(new LiveTasks(), counters, watcher), Map.of())) {
            streams.start();
            Set<Integer> all = Set.copyOf(
                    IntStream.range(0, streams.internalPartitions()).boxed().toList());
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(watcher.finished()).isEqualTo(all));
        }
    }

    private void requireBalance(RecordCounters counters) {
        RecordTotals totals = Objects.requireNonNull(counters.byMonitor().get("orders"));
        long rejected = records.stream().filter(ShopRecord::isRejected).count();
        long late = Recount.lateForAll(monitor, records);
        assertThat(rejected).isPositive();
        assertThat(late).isPositive();
        assertThat(totals.read()).isEqualTo(records.size());
        assertThat(totals.late()).isEqualTo(late);
        assertThat(totals.rejectedTotal()).isEqualTo(rejected);
        assertThat(totals.counted()).isEqualTo(records.size() - rejected - late);
    }

    private void requireSameAsFile(Results results) throws IOException {
        Path file = directory.resolve("records.jsonl");
        Files.write(
                file,
                records.stream()
                        .map(record -> new String(record.bytes(), StandardCharsets.UTF_8))
                        .toList());
        Collected replayed = new Collected();
        try (RecordFile opened = RecordFile.open(file)) {
            new FileReplay(List.of(monitor), Shop.ORDERS, replayed, 2).run(List.of(opened), read -> {});
        }
        assertThat(byWindow(results.verdicts())).isEqualTo(byWindow(replayed.verdicts));
        assertThat(sorted(results.alerts())).isEqualTo(sorted(replayed.alerts)).isNotEmpty();
    }

    /* Without the number of late records, which is what was known when the window closed. */
    private static SortedMap<WindowId, Verdict> byWindow(List<Verdict> verdicts) {
        SortedMap<WindowId, Verdict> windows = new TreeMap<>();
        for (Verdict verdict : verdicts) {
            Verdict before = windows.put(WindowId.of(verdict), withoutLate(verdict));
            assertThat(before).as("one verdict of " + WindowId.of(verdict)).isNull();
        }
        return windows;
    }

    private static Verdict withoutLate(Verdict verdict) {
        return new Verdict(
                verdict.monitor(),
                verdict.segmentNames(),
                verdict.segment(),
                verdict.start(),
                verdict.end(),
                verdict.revision(),
                verdict.completeness(),
                verdict.records(),
                Optional.empty(),
                0,
                verdict.reference(),
                verdict.configDigest(),
                verdict.part(),
                verdict.parts(),
                verdict.features());
    }

    private static List<Alert> sorted(List<Alert> alerts) {
        return alerts.stream()
                .sorted(Comparator.comparing(Alert::id).thenComparing(Alert::windowEnd))
                .toList();
    }

    private static final class Collected implements ReplayOutput {

        private final List<Verdict> verdicts = new ArrayList<>();
        private final List<Alert> alerts = new ArrayList<>();

        @Override
        public void verdict(Verdict verdict, Set<String> firing) {
            verdicts.add(verdict);
        }

        @Override
        public void alert(Alert alert) {
            alerts.add(alert);
        }

        @Override
        public void finding(Finding finding) {
            throw new AssertionError(finding);
        }

        @Override
        public void anomaly(Anomaly anomaly, String monitor, long count) {
            throw new AssertionError(anomaly + " in a file");
        }

        @Override
        public void quarantined(Quarantined record) {}

        @Override
        public void tally(Tally tally) {}
    }
}
