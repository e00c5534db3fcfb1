package io.klarion.topology;

import io.klarion.core.protocol.SourcePartition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the broker, off the stream threads, whether quiet partitions have been read to their end: the group's
 * committed offset is at the end, or nothing visible lies between. Silence alone proves nothing: a task that does
 * not run is silent too.
 */
final class BrokerIdleProbe implements IdleProbe {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerIdleProbe.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final SourceOffsets offsets;
    private final String group;
    private final Map<String, Long> idleAfter;
    private final LongSupplier clock;
    private final Set<TopicPartition> asked = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, Long> confirmed = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread own = new Thread(task, "klarion-idle-probe");
        own.setDaemon(true);
        return own;
    });

    private final ScheduledFuture<?> looking;

    /**
     * A probe that begins to look at once.
     *
     * @param idleAfter milliseconds of quiet before a partition of the topic may be idle
     * @param clock epoch milliseconds, the same that stream threads see
     */
    BrokerIdleProbe(Map<String, String> kafka, String group, Map<String, Long> idleAfter, LongSupplier clock) {
        this.cluster = new Cluster(kafka);
        this.offsets = new SourceOffsets(cluster);
        this.group = group;
        this.idleAfter = Map.copyOf(idleAfter);
        this.clock = clock;
        this.looking =
                thread.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isReadToEnd(SourcePartition source, long quietSince, long now) {
        if (now - quietSince < idleAfter.getOrDefault(source.topic(), Long.MAX_VALUE)) {
            return false;
        }
        TopicPartition partition = new TopicPartition(source.topic(), source.partition());
        if (confirmed.getOrDefault(partition, Long.MIN_VALUE) > quietSince) {
            return true;
        }
        asked.add(partition);
        return false;
    }

    private void look() {
        List<TopicPartition> partitions = List.copyOf(asked);
        if (partitions.isEmpty()) {
            return;
        }
        long begun = clock.getAsLong();
        try (KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
            Map<TopicPartition, Long> ends = offsets.ends(partitions);
            Map<TopicPartition, OffsetAndMetadata> committed = offsets.committed(group);
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata at = committed.get(partition);
                long end = ends.getOrDefault(partition, Long.MAX_VALUE);
                if (at != null && new VisibleRecords(consumer, partition).isNoneBetween(at.offset(), end)) {
                    confirmed.put(partition, begun);
                    asked.remove(partition);
                }
            }
        } catch (RuntimeException e) {
            // The next look may succeed; until then nothing is idle, which only delays.
            LOG.warn("cannot tell whether quiet partitions {} are read to their end: {}", partitions, e.getMessage());
        }
    }

    @Override
    public void close() {
        looking.cancel(true);
        thread.shutdownNow();
        cluster.close();
    }
}
