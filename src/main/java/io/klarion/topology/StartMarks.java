package io.klarion.topology;

import io.klarion.codec.MessageCodec;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PartitionMark;
import io.klarion.core.protocol.SourcePartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Tells stage 2 where reading of a source partition begins, before anything of it is counted: what stands before is
 * not awaited, and what is lost before the first commit is missed.
 */
final class StartMarks {

    private final Cluster cluster;
    private final String internalTopic;
    private final int internalPartitions;

    StartMarks(Cluster cluster, String internalTopic, int internalPartitions) {
        this.cluster = cluster;
        this.internalTopic = internalTopic;
        this.internalPartitions = internalPartitions;
    }

    /**
     * Sends one marker to every internal partition.
     *
     * @param begun the offset at which each partition begins; nothing is sent for none
     * @throws StartException when it cannot be sent
     */
    void send(Map<SourcePartition, Long> begun, SortedMap<String, Integer> manifest) {
        if (begun.isEmpty()) {
            return;
        }
        List<PartitionMark> marks = begun.entrySet().stream()
                .map(start -> PartitionMark.start(start.getKey(), start.getValue()))
                .toList();
        byte[] marker = MessageCodec.encode(new Message.Marker(marks, manifest));
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int p = 0; p < internalPartitions; p++) {
                sent.add(producer.send(new ProducerRecord<>(internalTopic, p, Multicast.TO_ALL, marker)));
            }
            sent.forEach(one -> cluster.await(one, "write to the topic " + internalTopic));
        }
    }
}
