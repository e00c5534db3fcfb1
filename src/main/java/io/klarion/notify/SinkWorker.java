package io.klarion.notify;

import io.klarion.metrics.DeliveryCounters;
import io.klarion.metrics.DeliveryOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sink with a thread, a consumer and a group of its own, so that it waits for nobody and nobody for it. What fails
 * here is tried again after a rest, for ever.
 */
final class SinkWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SinkWorker.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration REST = Duration.ofSeconds(5);

    private final String sink;
    private final NotifierSettings settings;
    private final Supplier<Courier> couriers;
    private final DeliveryCounters counters;
    private final Clock clock;
    private final Duration patience;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Made, not started.
     *
     * @param couriers a new courier with an empty desk, one an ownership
     * @param patience how long a courier may be at work when it is closed
     */
    SinkWorker(
            String sink,
            NotifierSettings settings,
            Supplier<Courier> couriers,
            DeliveryCounters counters,
            Clock clock,
            Duration patience) {
        this.sink = sink;
        this.settings = settings;
        this.couriers = couriers;
        this.counters = counters;
        this.clock = clock;
        this.patience = patience;
        this.thread = new Thread(this::run, "notify-" + sink);
        thread.setDaemon(true);
        counters.open(sink);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!isStopped()) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                serve(consumer);
            } catch (WakeupException | InterruptException e) {
                LOG.debug("{} is asked to stop", sink);
            } catch (RuntimeException e) {
                LOG.warn("{} is told nothing, next attempt in {} s: {}", sink, REST.toSeconds(), why(e));
                rest();
            }
        }
    }

    private String why(RuntimeException e) {
        if (e instanceof GroupAuthorizationException) {
            return "kafka: must be allowed Read on group " + settings.group(sink) + ", was refused";
        }
        return e instanceof TopicAuthorizationException
                ? "kafka: must be allowed Read on topic " + settings.topic() + ", was refused"
                : e.toString();
    }

    private void rest() {
        try {
            if (stopped.await(REST.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("{} is asked to stop", sink);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(KafkaConsumer<byte[], byte[]> consumer) {
        AlertFeed feed = new AlertFeed(
                consumer, settings.monitors(), clock, taken -> counters.count(sink, DeliveryOutcome.SILENCED));
        consumer.subscribe(List.of(settings.topic()), feed);
        Courier courier = couriers.get();
        while (!isStopped()) {
            Iterable<ConsumerRecord<byte[], byte[]>> records =
                    feed.poll(courier.desk().isFull(), LOOK);
            if (feed.isReassigned()) {
                courier = couriers.get();
            }
            for (ConsumerRecord<byte[], byte[]> each : records) {
                feed.lay(each, courier.desk());
            }
            if (feed.isOwner() && feed.hasRecalled()) {
                courier.work();
                feed.commit(courier.desk());
            }
            counters.waiting(sink, feed.isOwner() ? courier.desk().ready() : 0);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        // members of other groups have these
        properties
                .keySet()
                .removeIf(name -> name.endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)
                        || name.endsWith(ConsumerConfig.GROUP_PROTOCOL_CONFIG)
                        || name.endsWith(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG));
        settings.kafka().forEach((name, value) -> {
            if (name.startsWith("consumer.") && !properties.containsKey(name.substring("consumer.".length()))) {
                properties.put(name.substring("consumer.".length()), value);
            }
        });
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group(sink));
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, OneOwner.class.getName());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Asks it to stop; returns at once. */
    void stop() {
        stopped.countDown();
    }

    /** Stops it, and waits until it has. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(patience.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
