package io.klarion.benchmark;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills topics before anything is measured. */
final class Preload {

    static final int PARTITIONS = 4;

    private Preload() {}

    /** A topic of four partitions with the first so many records, which take turns. */
    static void fill(String servers, String topic, long records) throws ExecutionException, InterruptedException {
        fill(servers, topic, records, PARTITIONS, 0);
    }

    /** The same with any number of partitions and with records that are so many bytes longer. */
    static void fill(String servers, String topic, long records, int partitions, int padding)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty())
                    .configs(Map.of("retention.ms", "-1", "message.timestamp.type", "LogAppendTime"));
            admin.createTopics(java.util.List.of(wanted)).all().get();
        }
        // One request at a time: where a partition of a new topic is not led yet, those behind a refused one are
        // refused for their order, again and again; with 16 partitions until the producer gave up.
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                servers,
                "compression.type",
                "lz4",
                "linger.ms",
                20,
                "batch.size",
                1 << 17,
                "max.in.flight.requests.per.connection",
                1);
        SampleRecords sample = new SampleRecords(padding);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < records; i++) {
                Future<RecordMetadata> unused = producer.send(
                        new ProducerRecord<>(topic, (int) (i % partitions), null, sample.record(i)),
                        (sent, error) -> failure.compareAndSet(null, error));
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new ExecutionException(topic + ": must hold all records", failure.get());
        }
    }
}
