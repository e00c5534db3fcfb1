package io.klarion.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends a {@link LoanStream} to a topic at the pace of its plan, in a thread of its own, until it is closed.
 *
 * <p>The Kafka timestamp is the present; event time runs in the payload, faster, and never ahead of it. Safe to share
 * between threads.
 */
public final class LoanProducer implements AutoCloseable {

    private static final long TICK_MILLIS = 20;
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final DemoPlan plan;
    private final String topic;
    private final Clock clock;
    private final LoanStream stream;
    private final KafkaProducer<String, byte[]> producer;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Sent sent;
    private volatile String failure = "";
    private final Thread thread = new Thread(this::run, "loan-producer");

    /**
     * What has been sent so far.
     *
     * @param records all records
     * @param late how many of them were late on purpose
     * @param broken how many of them cannot be read, on purpose
     * @param eventTime the event time the stream has reached
     */
    public record Sent(long records, long late, long broken, Instant eventTime) {}

    private LoanProducer(DemoPlan plan, String topic, Clock clock, KafkaProducer<String, byte[]> producer) {
        this.plan = plan;
        this.topic = topic;
        this.clock = clock;
        this.stream = new LoanStream(plan);
        this.producer = producer;
        this.sent = new Sent(0, 0, 0, plan.start());
    }

    /** Starts to send the stream of {@code plan} to {@code topic}. */
    public static LoanProducer start(DemoPlan plan, String bootstrapServers, String topic, Clock clock) {
        Properties config = new Properties();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        KafkaProducer<String, byte[]> kafka =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        LoanProducer loans = new LoanProducer(plan, topic, clock, kafka);
        loans.thread.setDaemon(true);
        loans.thread.start();
        return loans;
    }

    /** What has been sent so far. */
    public Sent sent() {
        return sent;
    }

    /** Why it ended by itself; empty when it did not. */
    public String failure() {
        return failure;
    }

    private void run() {
        Map<LoanRecord.Kind, Long> counts = new EnumMap<>(LoanRecord.Kind.class);
        Instant began = clock.instant();
        try {
            while (!stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                sendUntil(plan.eventTime(began, clock.instant()), counts);
            }
        } catch (InterruptedException | KafkaException e) {
            failure = String.valueOf(e.getMessage());
        }
    }

    private void sendUntil(Instant eventTime, Map<LoanRecord.Kind, Long> counts) {
        long due = eventTime.toEpochMilli();
        while (stream.nextArrival() <= due && stopped.getCount() > 0) {
            LoanRecord loan = stream.next();
            var unused = producer.send(new ProducerRecord<>(topic, loan.key(), loan.value()), (metadata, error) -> {
                if (error != null) {
                    failure = String.valueOf(error.getMessage());
                }
            });
            counts.merge(loan.kind(), 1L, Long::sum);
        }
        sent = new Sent(
                counts.values().stream().mapToLong(Long::longValue).sum(),
                counts.getOrDefault(LoanRecord.Kind.LATE, 0L),
                counts.getOrDefault(LoanRecord.Kind.BROKEN, 0L),
                eventTime);
    }

    /** Stops sending and waits until what was sent has arrived. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE);
    }
}
