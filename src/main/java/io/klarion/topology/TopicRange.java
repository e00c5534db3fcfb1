package io.klarion.topology;

import io.klarion.core.protocol.SourcePartition;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The committed records of topics between two points, as they stand when this is made. For one thread. */
public final class TopicRange implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Cluster cluster;
    private final Map<TopicPartition, Long> from;
    private final Map<SourcePartition, Long> ends;
    private final SortedSet<SourcePartition> cut = new TreeSet<>();

    private TopicRange(Cluster cluster, Map<TopicPartition, Long> from, Map<SourcePartition, Long> ends) {
        this.cluster = cluster;
        this.from = from;
        this.ends = ends;
    }

    /**
     * Looks where the range begins and ends.
     *
     * @param limits where some partitions end at the latest, exclusively
     * @throws StartException when the cluster cannot be reached, or a topic is not there
     */
    public static TopicRange of(
            Map<String, String> kafka,
            Collection<String> topics,
            StreamsSettings.StartFrom start,
            Map<SourcePartition, Long> limits) {
        Cluster cluster = new Cluster(kafka);
        try {
            SortedMap<String, Integer> manifest = new TreeMap<>();
            Map<String, TopicDescription> described = cluster.await(
                    cluster.admin().describeTopics(topics).allTopicNames(),
                    "describe the topics " + String.join(", ", topics));
            described.forEach((topic, description) ->
                    manifest.put(topic, description.partitions().size()));
            SourceOffsets.requireKnown(start.offsets(), manifest);
            SourceOffsets.requireKnown(limits, manifest);
            SourceOffsets offsets = new SourceOffsets(cluster);
            Map<TopicPartition, Long> from = offsets.starts(SourceOffsets.partitions(manifest), start);
            TopicRange range = new TopicRange(cluster, from, offsets.visibleEnds(from, limits));
            Map<TopicPartition, Long> first =
                    offsets.starts(SourceOffsets.partitions(manifest), StreamsSettings.StartFrom.EARLIEST);
            range.noteCuts(first, start);
            return range;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /* What begins at a time begins where it was meant to, unless nothing older is there. */
    private void noteCuts(Map<TopicPartition, Long> first, StreamsSettings.StartFrom start) {
        from.forEach((partition, offset) -> {
            boolean isAtFirst = offset <= first.getOrDefault(partition, 0L);
            if (offset > 0 && (isAtFirst || start.kind() == StreamsSettings.StartFrom.Kind.OFFSETS)) {
                cut.add(new SourcePartition(partition.topic(), partition.partition()));
            }
        });
    }

    /** The partitions that had records before where they begin: expired ones, or ones before offsets that were asked for. */
    public SortedSet<SourcePartition> cut() {
        return new TreeSet<>(cut);
    }

    /** Where each partition begins. */
    public SortedMap<SourcePartition, Long> begins() {
        SortedMap<SourcePartition, Long> begins = new TreeMap<>();
        from.forEach((partition, offset) ->
                begins.put(new SourcePartition(partition.topic(), partition.partition()), offset));
        return begins;
    }

    /** One past the last record of each partition; 0 for none. */
    public SortedMap<SourcePartition, Long> ends() {
        return new TreeMap<>(ends);
    }

    /**
     * Hands over each record, those of a partition in their order, until all are or {@code visit} is false.
     *
     * @throws StartException when the broker stops answering
     */
    public void read(Predicate<ConsumerRecord<byte[], byte[]>> visit) {
        read(open(), visit);
    }

    /**
     * The same, one partition after the other: in the same order each time.
     *
     * @throws StartException when the broker stops answering
     */
    public void readByPartition(Predicate<ConsumerRecord<byte[], byte[]>> visit) {
        open().forEach((partition, end) -> read(new HashMap<>(Map.of(partition, end)), visit));
    }

    /** How many offsets it spans; some may hold no record. */
    public long offsets() {
        return open().entrySet().stream()
                .mapToLong(one -> one.getValue() - from.getOrDefault(one.getKey(), 0L))
                .sum();
    }

    /* Where each partition ends that holds something, in their order. */
    private Map<TopicPartition, Long> open() {
        Map<TopicPartition, Long> open = new LinkedHashMap<>();
        new TreeMap<>(ends).forEach((source, end) -> {
            TopicPartition partition = new TopicPartition(source.topic(), source.partition());
            if (end > from.getOrDefault(partition, 0L)) {
                open.put(partition, end);
            }
        });
        return open;
    }

    private void read(Map<TopicPartition, Long> open, Predicate<ConsumerRecord<byte[], byte[]>> visit) {
        try (KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
            consumer.assign(open.keySet());
            open.keySet().forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
            Silence silence = new Silence();
            while (!open.isEmpty()) {
                boolean any = false;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    any = true;
                    long end = open.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
                    if (record.offset() < end && !visit.test(record)) {
                        return;
                    }
                }
                silence.after(any, open.keySet());
                close(open, consumer);
            }
        }
    }

    private static void close(Map<TopicPartition, Long> open, KafkaConsumer<byte[], byte[]> consumer) {
        Set<TopicPartition> read = new HashSet<>();
        open.forEach((partition, end) -> {
            if (consumer.position(partition) >= end) {
                read.add(partition);
            }
        });
        if (!read.isEmpty()) {
            open.keySet().removeAll(read);
            consumer.assign(List.copyOf(open.keySet()));
        }
    }

    /* How long nothing has come. */
    private static final class Silence {

        private static final Duration PATIENCE = Duration.ofSeconds(60);

        private long since = System.nanoTime();

        void after(boolean anyRecord, Set<TopicPartition> open) {
            long now = System.nanoTime();
            if (anyRecord) {
                since = now;
            } else if (now - since > PATIENCE.toNanos()) {
                throw new StartException(
                        "kafka: must let " + open + " be read, was silent for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
