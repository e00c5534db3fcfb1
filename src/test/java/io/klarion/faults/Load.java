package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.core.protocol.SourcePartition;
import io.klarion.shop.ShopRecord;
import io.klarion.shop.ShopRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/**
 * A producer that fills partitions at rates of their own for as long as it is let: event times pass {@value #SPEED}
 * times faster than the clock, a drift comes every four minutes of them. What it sends is drawn from a seed; what of
 * it is in the log is known from the brokers' acknowledgements.
 */
public final class Load implements AutoCloseable {

    static final int SPEED = 30;

    private static final long TICK = 50;
    private static final long CYCLE = 240_000;
    private static final long DRIFT_BEGIN = 60_000;
    private static final long DRIFT_END = 180_000;

    /* Past the end and grace of every window with a record, and the bound. */
    private static final long CLOSING = 180_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<Lane> lanes = new ArrayList<>();
    private final KnownLog log = new KnownLog();
    private @Nullable ScheduledFuture<?> ticking;
    private volatile long now = ShopRecords.BEGIN;

    /* One partition: so many records each tick. While it is held, they wait at the producer. */
    private static final class Lane {

        private final ShopRecords records;
        private final SourcePartition partition;
        private final int eachTick;
        private final List<ShopRecord> waiting = new ArrayList<>();
        private volatile boolean held;

        Lane(ShopRecords records, SourcePartition partition, int eachTick) {
            this.records = records;
            this.partition = partition;
            this.eachTick = eachTick;
        }
    }

    Load(Map<String, String> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 600_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 600_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Will fill a partition with so many records each 50 ms. */
    Load lane(String topic, int partition, int eachTick) {
        lanes.add(new Lane(
                new ShopRecords(31L * lanes.size() + 7, topic, partition),
                new SourcePartition(topic, partition),
                eachTick));
        return this;
    }

    /* The first record of a partition goes alone: a broker takes whatever sequence number a producer that is new to it
     * sends first, so of several batches on their way to a leader that is not ready for the first of them, the second
     * is taken and the first is then out of order for ever. */
    void start() {
        lanes.stream().filter(lane -> !lane.held).forEach(lane -> send(lane.records.onTime(now)));
        producer.flush();
        ticking = thread.scheduleAtFixedRate(this::tick, 0, TICK, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        long span = TICK * SPEED;
        for (Lane lane : lanes) {
            for (int i = 0; i < lane.eachTick; i++) {
                long nominal = now + i * span / lane.eachTick;
                long phase = (nominal - ShopRecords.BEGIN) % CYCLE;
                ShopRecord next = lane.records.next(nominal, phase >= DRIFT_BEGIN && phase < DRIFT_END);
                lane.waiting.add(next);
            }
            if (!lane.held) {
                lane.waiting.forEach(this::send);
                lane.waiting.clear();
            }
        }
        advance(span);
    }

    /* Only one thread ever writes it. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void advance(long span) {
        now += span;
    }

    /** Lets nothing more into a partition, as a producer that has lost its way to it: its records wait. */
    public void hold(SourcePartition partition) {
        lane(partition).held = true;
    }

    /** Lets everything that waits into the partition, soon. */
    public void release(SourcePartition partition) {
        lane(partition).held = false;
    }

    private Lane lane(SourcePartition partition) {
        return lanes.stream()
                .filter(lane -> lane.partition.equals(partition))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no records are sent to " + partition));
    }

    /** The event time that is reached now. */
    public long now() {
        return now;
    }

    /** Sends one more record; it is known like all others. */
    public void send(ShopRecord record) {
        Future<RecordMetadata> unused = producer.send(record.toKafka(), (sent, error) -> {
            if (error == null) {
                log.acknowledged(record, sent.offset());
            } else {
                log.refused(record, error);
            }
        });
    }

    /** Waits until everything is acknowledged that was sent by now. */
    public void awaitAcknowledged() {
        producer.flush();
    }

    /** What is in the log. */
    public KnownLog log() {
        return log;
    }

    /** Waits until so many more records are acknowledged. */
    public void awaitMore(long records) {
        long goal = log.size() + records;
        await(records + " more records acknowledged")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(log.size()).isGreaterThanOrEqualTo(goal));
    }

    /** Ends every partition with a record that closes all windows before it. */
    void finish() {
        stopTicking();
        for (Lane lane : lanes) {
            send(lane.records.onTime(now + CLOSING));
        }
        producer.flush();
    }

    private void stopTicking() {
        if (ticking != null) {
            ticking.cancel(false);
        }
        thread.shutdown();
        try {
            assertThat(thread.awaitTermination(2, TimeUnit.MINUTES))
                    .as("the load ends")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        producer.close(Duration.ofSeconds(5));
    }
}
