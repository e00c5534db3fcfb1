package io.klarion.topology;

import io.klarion.core.monitor.Monitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
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
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread own = new Thread(task, "klarion-references");
        own.setDaemon(true);
        return own;
    });
    private @Nullable ScheduledFuture<?> looking;
    private volatile long knownUntil = System.nanoTime();
    private volatile boolean followed;
    private volatile Optional<String> refused = Optional.empty();
    private long position;
    private long restUntil = System.nanoTime();
    private @Nullable Connection connection;

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
        looking = thread.scheduleWithFixedDelay(this::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void look() {
        if (restUntil - System.nanoTime() > 0) {
            return;
        }
        try {
            if (connection == null) {
                connection = Connection.to(kafka);
            }
            take(connection.consumer());
        } catch (InterruptException e) {
            LOG.debug("following {} ends", partition.topic(), e);
        } catch (RuntimeException e) {
            LOG.warn("cannot follow {}, windows wait for it: {}", partition.topic(), e.getMessage());
            refused = Refusal.find(AuthorizationException.class, e)
                    .map(why -> Refusal.of("Read on topic " + partition.topic()));
            restUntil = System.nanoTime() + REST.toNanos();
            disconnect();
        }
    }

    private void disconnect() {
        Connection last = connection;
        connection = null;
        if (last != null) {
            try {
                last.close();
            } catch (RuntimeException e) {
                LOG.debug("the connection to {} does not close well", partition.topic(), e);
            }
        }
    }

    /* What the thread reads with, from one failure to the next. */
    private record Connection(Cluster cluster, KafkaConsumer<byte[], byte[]> consumer) implements AutoCloseable {

        static Connection to(Map<String, String> kafka) {
            Cluster cluster = new Cluster(kafka);
            try {
                return new Connection(cluster, cluster.consumer());
            } catch (RuntimeException e) {
                cluster.close();
                throw e;
            }
        }

        @Override
        public void close() {
            try (cluster) {
                consumer.close();
            }
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
        if (looking != null) {
            looking.cancel(true);
        }
        thread.execute(this::disconnect);
        thread.shutdown();
    }
}
