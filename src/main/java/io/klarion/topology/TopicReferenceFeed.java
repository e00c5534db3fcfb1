package io.klarion.topology;

import io.klarion.core.monitor.Monitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the topic of references with a consumer and a thread of its own. */
final class TopicReferenceFeed implements ReferenceFeed {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReferenceFeed.class);
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofSeconds(10);

    private final Map<String, String> kafka;
    private final TopicPartition partition;
    private final PublishedReferences published;
    private final Thread thread = new Thread(this::follow, "klarion-references");
    private volatile long knownUntil = System.nanoTime();
    private volatile boolean followed;
    private volatile boolean closed;
    private volatile Optional<String> refused = Optional.empty();
    private long position;

    /**
     * Loads the topic to its end.
     *
     * @throws StartException when it cannot be read
     */
    TopicReferenceFeed(Cluster cluster, Map<String, String> kafka, String topic, List<Monitor> monitors) {
        this.kafka = Map.copyOf(kafka);
        this.partition = new TopicPartition(topic, 0);
        this.published = new PublishedReferences(monitors);
        try (KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
            take(consumer);
        } catch (KafkaException e) {
            throw new StartException("topics.references: must be readable, was not: " + e.getMessage(), e);
        }
    }

    @Override
    public TopicReferenceFeed followed() {
        followed = true;
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void follow() {
        while (!closed) {
            try (Cluster cluster = new Cluster(kafka);
                    KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
                while (!closed) {
                    take(consumer);
                    Thread.sleep(PAUSE.toMillis());
                }
            } catch (InterruptException | InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("cannot follow {}, windows wait for it: {}", partition.topic(), e.getMessage());
                refused = Refusal.find(AuthorizationException.class, e)
                        .map(why -> Refusal.of("Read on topic " + partition.topic()));
                if (!rest()) {
                    return;
                }
            }
        }
    }

    private static boolean rest() {
        try {
            Thread.sleep(REST.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /* To the end as it is when this begins: what is published later is for the next time. */
    private void take(KafkaConsumer<byte[], byte[]> consumer) {
        long begun = System.nanoTime();
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        RangePoll poll = new RangePoll(consumer, partition, position, end);
        while (!poll.isOver()) {
            poll.next().forEach(published::accept);
        }
        position = Math.max(position, end);
        knownUntil = begun;
    }

    @Override
    public boolean isKnownUntil(long nanoTime) {
        return !followed || knownUntil - nanoTime >= 0;
    }

    @Override
    public int revision() {
        return published.revision();
    }

    @Override
    public List<Monitor> monitors() {
        return published.monitors();
    }

    @Override
    public Optional<String> waiting() {
        boolean isLate = followed && System.nanoTime() - knownUntil > LATE.toNanos();
        return isLate
                ? Optional.of("windows wait for the topic " + partition.topic() + ", which has not been read for "
                        + Duration.ofNanos(System.nanoTime() - knownUntil).toSeconds() + " s")
                : Optional.empty();
    }

    @Override
    public Optional<String> failure() {
        return refused;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
