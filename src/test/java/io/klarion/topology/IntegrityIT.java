package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.Stage2;
import io.klarion.demo.EmbeddedBroker;
import io.klarion.metrics.KlarionMetrics;
import io.klarion.metrics.MetricsPlan;
import io.klarion.shop.Counted;
import io.klarion.shop.Recount;
import io.klarion.shop.Results;
import io.klarion.shop.Shop;
import io.klarion.shop.ShopFeed;
import io.klarion.shop.ShopRecord;
import io.klarion.shop.ShopRecords;
import io.klarion.shop.WindowId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the platform loses or repeats, each window is exact or says that it may not be. */
@Timeout(240)
class IntegrityIT {

    private static final long NEVER_IDLE = 600_000;
    private static final long HALF = 600_000;
    private static final int RECORDS = 3_000;
    private static final TopicPartition HURT = new TopicPartition(Shop.ORDERS, 0);

    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private ShopFeed feed;
    private final Monitor monitor = Shop.overall(NEVER_IDLE);
    private final SortedMap<Integer, List<ShopRecord>> log = new TreeMap<>();

    /* One instance with metrics of its own. */
    private final class Instance implements AutoCloseable {

        private final KlarionMetrics metrics = KlarionMetrics.create(Clock.systemUTC(), MetricsPlan.PLAIN);
        private final MonitorStreams streams;

        Instance(String application, StreamListener listener) {
            streams = MonitorStreams.live(
                    TestSettings.of(application, broker.bootstrapServers(), directory.resolve(application)),
                    List.of(monitor),
                    new Ports(metrics.tasks(), metrics.records(), listener));
            streams.start();
        }

        List<String> integrity() {
            return new String(metrics.scrape().scrape(null).body(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("klarion_integrity"))
                    .toList();
        }

        @Override
        public void close() {
            streams.close();
            metrics.close();
        }
    }

    @BeforeEach
    void startBroker() throws Exception {
        broker = EmbeddedBroker.start();
        broker.createTopic(Shop.ORDERS, 2, Map.of("retention.ms", "-1"));
        feed = new ShopFeed(broker.bootstrapServers());
    }

    @AfterEach
    void stopBroker() {
        feed.close();
        broker.close();
    }

    @Test
    void skippedAndRepeatedRecordsAreFoundAndOnlyTheirWindowsAreFlagged() throws Exception {
        send(ShopRecords.BEGIN);
        try (Instance one = new Instance("skipping", StreamListener.NONE);
                Instance other = new Instance("repeating", StreamListener.NONE)) {
            awaitCounted("skipping");
            awaitCounted("repeating");
            assertThat(one.integrity()).allMatch(line -> line.endsWith(" 0.0"));
            assertThat(other.integrity()).allMatch(line -> line.endsWith(" 0.0"));
        }
        move("skipping", 40);
        move("repeating", -40);
        send(ShopRecords.BEGIN + HALF);
        try (Instance one = new Instance("skipping", StreamListener.NONE);
                Instance other = new Instance("repeating", StreamListener.NONE)) {
            awaitWindows("skipping");
            awaitWindows("repeating");
            assertThat(one.integrity())
                    .containsExactly(
                            "klarion_integrity_gaps_total{monitor=\"overall\"} 1.0",
                            "klarion_integrity_overlaps_total{monitor=\"overall\"} 0.0");
            assertThat(other.integrity())
                    .contains("klarion_integrity_gaps_total{monitor=\"overall\"} 0.0")
                    .doesNotContain("klarion_integrity_overlaps_total{monitor=\"overall\"} 0.0");
        }
        assertThat(wrong("skipping")).isNotEmpty();
        assertThat(wrong("repeating")).isNotEmpty();
        for (String application : List.of("skipping", "repeating")) {
            assertThat(suspect(application)).containsAll(wrong(application)).hasSizeLessThan(6);
        }
    }

    @Test
    void corruptedTasksLeaveEveryWindowExactOrFlagged() throws Exception {
        Corruption corruption = new Corruption(List.of(
                Set.of(new TaskId(0, 0)),
                Set.of(new TaskId(1, 0)),
                Set.of(new TaskId(0, 0), new TaskId(0, 1), new TaskId(1, 0), new TaskId(1, 1))));
        for (int partition = 0; partition < 2; partition++) {
            List<ShopRecord> records = new ShopRecords(31L + partition, Shop.ORDERS, partition).over(2 * HALF, RECORDS);
            log.put(partition, records);
            feed.lane(records.subList(0, RECORDS * 2 / 3), 0, 16);
        }
        feed.start();
        try (Instance one = new Instance("corrupted", corruption);
                ShopFeed rest = new ShopFeed(broker.bootstrapServers())) {
            await().atMost(Duration.ofSeconds(60)).until(corruption.planned::isEmpty);
            feed.awaitSent();
            // what is lost is noticed by what comes after it
            log.forEach((partition, records) -> rest.lane(records.subList(RECORDS * 2 / 3, RECORDS), 0, 16));
            rest.start();
            awaitWindows("corrupted");
            assertThat(wrong("corrupted")).allMatch(isFlagged("corrupted"));
            assertThat(one.streams.failure()).isEmpty();
        }
    }

    /* Marks tasks as corrupted from user code, between two records, now and then. */
    private static final class Corruption implements StreamListener {

        private final Deque<Set<TaskId>> planned;
        private int reports;

        Corruption(List<Set<TaskId>> planned) {
            this.planned = new ConcurrentLinkedDeque<>(planned);
        }

        @Override
        public void waiting(int internalPartition, List<Stage2.Waiting> waiting) {
            boolean isReading =
                    waiting.stream().flatMap(one -> one.partitions().stream()).allMatch(mark -> mark.read() > 0);
            if (isReading && ++reports % 2 == 0 && !planned.isEmpty()) {
                throw new TaskCorruptedException(planned.remove());
            }
        }

        @Override
        public void verdict(Verdict verdict) {}

        @Override
        public void alert(Alert alert) {}

        @Override
        public void finished(int internalPartition) {}
    }

    private void send(long begin) {
        for (int partition = 0; partition < 2; partition++) {
            List<ShopRecord> records =
                    new ShopRecords(begin + partition, Shop.ORDERS, partition).between(begin, begin + HALF, RECORDS);
            log.merge(partition, records, (before, more) -> {
                List<ShopRecord> all = new ArrayList<>(before);
                all.addAll(more);
                return all;
            });
            feed.send(records);
        }
    }

    /* Moves how far the group has come, as a fault of the platform does. */
    private void move(String application, long records) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            OffsetAndMetadata at =
                    Objects.requireNonNull(committed(admin, application).get(HURT));
            admin.alterConsumerGroupOffsets(
                            application,
                            Map.of(HURT, new OffsetAndMetadata(at.offset() + records, at.leaderEpoch(), at.metadata())))
                    .all()
                    .get();
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String application) throws Exception {
        return admin.listConsumerGroupOffsets(application)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private void awaitCounted(String application) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(new Results(application, broker.bootstrapServers()).counted("overall"))
                        .isEqualTo(recount()));
    }

    private void awaitWindows(String application) {
        long last = recount().lastKey().end();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(lastEnd(application)).isEqualTo(last));
    }

    private long lastEnd(String application) {
        return new Results(application, broker.bootstrapServers())
                .verdicts().stream().mapToLong(Verdict::end).max().orElse(0);
    }

    private SortedMap<WindowId, Counted> recount() {
        return new Recount(log.values()).closed(monitor);
    }

    private Set<WindowId> wrong(String application) {
        SortedMap<WindowId, Counted> counted = new Results(application, broker.bootstrapServers()).counted("overall");
        return recount().entrySet().stream()
                .filter(window -> !window.getValue().equals(counted.get(window.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /* A window without any record may have no verdict, when the one before it had none either and was flagged. */
    private Predicate<WindowId> isFlagged(String application) {
        NavigableMap<Long, Completeness> told = new TreeMap<>();
        new Results(application, broker.bootstrapServers())
                .verdicts()
                .forEach(verdict -> told.put(verdict.end(), verdict.completeness()));
        return window -> Optional.ofNullable(told.floorEntry(window.end()))
                .filter(last -> last.getValue() == Completeness.INTEGRITY_SUSPECT)
                .isPresent();
    }

    private Set<WindowId> suspect(String application) {
        return new Results(application, broker.bootstrapServers())
                .verdicts().stream()
                        .filter(verdict -> verdict.completeness() == Completeness.INTEGRITY_SUSPECT)
                        .map(WindowId::of)
                        .collect(Collectors.toSet());
    }
}
