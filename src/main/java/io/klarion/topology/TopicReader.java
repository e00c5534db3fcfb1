package io.klarion.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads all committed records that a topic holds now, without joining a group. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, String> kafka;

    /** A reader with these client properties. */
    public TopicReader(Map<String, String> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    /**
     * Hands over every record from the beginning to what is now the end of the committed part, partition by
     * partition in offset order.
     */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> visit) {
        try (Cluster cluster = new Cluster(kafka);
                KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
            List<PartitionInfo> infos = consumer.partitionsFor(topic);
            for (PartitionInfo info : infos) {
                TopicPartition partition = new TopicPartition(topic, info.partition());
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
                while (consumer.position(partition) < end) {
                    consumer.poll(POLL).forEach(visit);
                }
            }
        }
    }
}
