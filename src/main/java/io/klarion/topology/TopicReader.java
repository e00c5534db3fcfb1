package io.klarion.topology;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads all committed records that a topic holds now, without joining a group. */
public final class TopicReader {

    private final Map<String, String> kafka;

    /** A reader with these client properties. */
    public TopicReader(Map<String, String> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    /**
     * Hands over every record from the beginning to what is now the end of the committed part, partition by
     * partition in offset order.
     *
     * @throws StartException when the broker stops answering
     */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> visit) {
        read(topic, SourceOffsets::ends, visit);
    }

    /**
     * The same up to what is now the end of the log, of a topic that nobody writes to any more: waits until every transaction on it
     * is over. Who has committed one knows before all partitions do; read at once, the one partition shows its records and the
     * other does not yet.
     *
     * @throws StartException when a transaction stays open, or the broker stops answering
     */
    public void readEnded(String topic, Consumer<ConsumerRecord<byte[], byte[]>> visit) {
        read(topic, SourceOffsets::logEnds, visit);
    }

    private void read(
            String topic,
            BiFunction<SourceOffsets, List<TopicPartition>, Map<TopicPartition, Long>> end,
            Consumer<ConsumerRecord<byte[], byte[]>> visit) {
        try (Cluster cluster = new Cluster(kafka);
                KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            SourceOffsets offsets = new SourceOffsets(cluster);
            Map<TopicPartition, Long> begins = offsets.begins(partitions);
            Map<TopicPartition, Long> ends = end.apply(offsets, partitions);
            for (TopicPartition partition : partitions) {
                RangePoll poll = new RangePoll(
                        consumer, partition, begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L));
                while (!poll.isOver()) {
                    poll.next().forEach(visit);
                }
            }
        }
    }
}
