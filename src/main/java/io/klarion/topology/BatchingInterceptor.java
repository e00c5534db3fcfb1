package io.klarion.topology;

import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Decodes source records and makes their batches where Kafka Streams makes its consumers itself, as under
 * {@code group.protocol=streams}, so that {@link StreamsClients} cannot. Made by Kafka, by its name.
 */
public final class BatchingInterceptor implements ConsumerInterceptor<byte[], Object> {

    private static final String SPEC = "klarion.topology.spec";
    private static final String PLAIN = ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG;
    private static final String MAIN = StreamsConfig.mainConsumerPrefix(PLAIN);

    private @Nullable RecordBatcher batcher;

    /** Adds it to the properties of Streams. The user's own see records as they came, so they are first. */
    static void addTo(Properties properties, TopologySpec spec) {
        String others = Stream.of(MAIN, StreamsConfig.consumerPrefix(PLAIN), PLAIN)
                .filter(properties::containsKey)
                .map(properties::getProperty)
                .findFirst()
                .orElse("");
        properties.put(
                MAIN,
                Stream.of(others, BatchingInterceptor.class.getName())
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.joining(",")));
        properties.put(StreamsConfig.mainConsumerPrefix(SPEC), spec);
    }

    @Override
    public void configure(Map<String, ?> config) {
        TopologySpec spec = (TopologySpec) config.get(SPEC);
        batcher = new RecordBatcher(new SourceDecoder(Objects.requireNonNull(spec, SPEC)));
    }

    @Override
    public ConsumerRecords<byte[], Object> onConsume(ConsumerRecords<byte[], Object> records) {
        return Objects.requireNonNull(batcher, "configure must come first").batched(records);
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
