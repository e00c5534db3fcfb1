package io.klarion.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills the shop's topics, each partition at a pace of its own. */
public final class ShopFeed implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(50);

    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    private @Nullable ScheduledFuture<?> ticking;
    private final SortedMap<String, Lane> lanes = new TreeMap<>();

    /* What is still to be sent to one partition: so many each tick, from some tick on. */
    private static final class Lane {

        private final List<ShopRecord> records;
        private final int firstTick;
        private final int each;
        private volatile int sent;
        private int ticks;

        Lane(List<ShopRecord> records, int firstTick, int each) {
            this.records = records;
            this.firstTick = firstTick;
            this.each = each;
        }

        List<ShopRecord> next() {
            int until = ticks++ < firstTick ? sent : Math.min(records.size(), sent + each);
            return records.subList(sent, until);
        }

        void wasSent(int more) {
            int before = sent;
            sent = before + more;
        }
    }

    public ShopFeed(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends these now and waits until the broker has them. */
    public void send(List<ShopRecord> records) {
        records.forEach(this::send);
        producer.flush();
        requireNoFailure();
    }

    /** Will send these, so many each 50 ms, beginning after some such ticks. */
    public ShopFeed lane(List<ShopRecord> records, int firstTick, int each) {
        lanes.put(records.get(0).topic() + records.get(0).partition(), new Lane(records, firstTick, each));
        return this;
    }

    /** Begins to send. */
    public void start() {
        ticking = thread.scheduleAtFixedRate(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until all that was to be sent is on its way, so that another feed may go on where this one ends. */
    public void awaitSent() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> lanes.values().stream().allMatch(lane -> lane.sent == lane.records.size()));
        producer.flush();
        requireNoFailure();
    }

    private void tick() {
        for (Lane lane : lanes.values()) {
            List<ShopRecord> next = lane.next();
            next.forEach(this::send);
            // not before: who waits for it flushes the producer then
            lane.wasSent(next.size());
        }
    }

    private void send(ShopRecord record) {
        Future<RecordMetadata> unused = producer.send(record.toKafka(), (sent, error) -> {
            if (error != null) {
                failures.add(error);
            }
        });
    }

    /** Fails when the broker refused a record. */
    private void requireNoFailure() {
        assertThat(failures).as("records refused by the broker").isEmpty();
    }

    @Override
    public void close() {
        if (ticking != null) {
            ticking.cancel(false);
        }
        thread.shutdownNow();
        producer.close();
        requireNoFailure();
    }
}
