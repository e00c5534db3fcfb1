package io.klarion.cli;

import io.klarion.codec.RecordFile;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends the records of a file to a topic, in their order. */
final class TopicLoader {

    private TopicLoader() {}

    static void load(String bootstrapServers, String topic, RecordFile file, LongConsumer progress) {
        Map<String, Object> properties = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                1 << 18);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            while (file.next() && failure.get() == null) {
                var unused = producer.send(new ProducerRecord<>(topic, file.value()), (metadata, error) -> {
                    if (error != null) {
                        failure.compareAndSet(null, error);
                    }
                });
                progress.accept(file.bytesRead());
            }
        }
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException(
                    "cannot load the file into topic " + topic + ": " + first.getMessage(), first);
        }
    }
}
