package io.klarion.topology;

import io.klarion.core.protocol.Audit;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.Suspicion;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts the committed records in a range of source offsets and finds their event times, decoded and accepted by the
 * rules of stage 1. For one thread.
 */
final class RangeReader {

    private final Cluster cluster;
    private final SourceDecoder decoder;
    private final BinnedRecord record = new BinnedRecord();

    RangeReader(Cluster cluster, TopologySpec spec) {
        this.cluster = cluster;
        this.decoder = new SourceDecoder(spec);
    }

    /**
     * Reads a range.
     *
     * @throws org.apache.kafka.common.KafkaException or a {@link StartException} when the broker does not answer
     */
    Audit read(Suspicion range) {
        TopicPartition partition =
                new TopicPartition(range.partition().topic(), range.partition().partition());
        try (KafkaConsumer<byte[], byte[]> consumer = cluster.consumer()) {
            consumer.assign(List.of(partition));
            if (!isThere(consumer, partition, range)) {
                return Audit.EXPIRED;
            }
            Audit audit = read(consumer, partition, range);
            // What was deleted meanwhile was skipped without a word.
            return isThere(consumer, partition, range) ? audit : Audit.EXPIRED;
        }
    }

    private static boolean isThere(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Suspicion range) {
        List<TopicPartition> one = List.of(partition);
        return consumer.beginningOffsets(one).getOrDefault(partition, Long.MAX_VALUE) <= range.from()
                && consumer.endOffsets(one).getOrDefault(partition, 0L) >= range.to();
    }

    private Audit read(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Suspicion range) {
        long records = 0;
        Optional<Audit.Times> span = Optional.empty();
        RangePoll poll = new RangePoll(consumer, partition, range.from(), range.to());
        while (!poll.isOver()) {
            for (ConsumerRecord<byte[], byte[]> source : poll.next()) {
                if (source.offset() < range.to()) {
                    records++;
                    span = and(span, source);
                }
            }
        }
        return Audit.of(records, span);
    }

    private Optional<Audit.Times> and(Optional<Audit.Times> span, ConsumerRecord<byte[], byte[]> source) {
        decoder.decode(source.topic(), source.value(), source.timestamp(), record);
        long time = record.eventTime;
        boolean isAccepted = record.rejection == null;
        return isAccepted ? Optional.of(span.map(known -> known.and(time)).orElse(new Audit.Times(time, time))) : span;
    }
}
