package io.klarion.topology;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of Kafka Streams; its own but for two things. The main consumer decodes source records as it finds them, and hands
 * them out in batches. And a source partition that is added while it runs has no
 * committed offset, and with the reset policy {@code none} that ends the stream thread. Such a partition, and no other,
 * is read from its beginning.
 */
final class StreamsClients implements KafkaClientSupplier {

    private final TopologySpec spec;
    private final Set<TopicPartition> begun;

    /**
     * The clients for the topics of {@code spec}.
     *
     * @param begun the partitions that had an offset at the start: one of them that has none now has lost it
     */
    StreamsClients(TopologySpec spec, Set<TopicPartition> begun) {
        this.spec = spec;
        this.begun = Set.copyOf(begun);
    }

    private final class SourceConsumer extends KafkaConsumer<byte[], Object> {

        private final RecordBatcher batcher;

        SourceConsumer(Map<String, Object> config, Deserializer<Object> values, SourceDecoder decoder) {
            super(config, new ByteArrayDeserializer(), values);
            this.batcher = new RecordBatcher(decoder);
        }

        @Override
        public ConsumerRecords<byte[], Object> poll(Duration timeout) {
            try {
                return batcher.batched(super.poll(timeout));
            } catch (NoOffsetForPartitionException e) {
                Set<TopicPartition> added = added(e.partitions());
                if (added.isEmpty()) {
                    throw e; // and no seek: one that names no partition moves them all
                }
                seekToBeginning(added);
                Set<TopicPartition> others = new HashSet<>(e.partitions());
                others.removeAll(added);
                if (!others.isEmpty()) {
                    throw new NoOffsetForPartitionException(others);
                }
                return ConsumerRecords.empty();
            }
        }
    }

    /** Those of these partitions that were added since the start. */
    Set<TopicPartition> added(Set<TopicPartition> withoutOffset) {
        Set<TopicPartition> added = new HashSet<>(withoutOffset);
        added.removeIf(partition -> !spec.manifest().containsKey(partition.topic()) || begun.contains(partition));
        return added;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    @SuppressWarnings("unchecked") // a batch has no value, and what comes in none is bytes
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        SourceDecoder decoder = new SourceDecoder(spec);
        Consumer<?, ?> consumer = new SourceConsumer(config, values(config, decoder), decoder);
        return (Consumer<byte[], byte[]>) consumer;
    }

    /** How the main consumer reads values. A user's interceptors see records as they came, so these are decoded later. */
    static Deserializer<Object> values(Map<String, Object> config, SourceDecoder decoder) {
        Object interceptors = config.get(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
        boolean areNone = interceptors == null || interceptors.equals("") || interceptors.equals(List.of());
        return areNone ? new SourceValues(decoder) : (topic, data) -> data;
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return plain(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return plain(config);
    }

    private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
