package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.demo.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TopicReaderIT {

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void whatIsCommittedNowIsReadPartitionByPartition() throws Exception {
        broker.createTopic("now", 2, Map.of());
        try (KafkaProducer<byte[], byte[]> plain = producer(Map.of());
                KafkaProducer<byte[], byte[]> open = transactional("open")) {
            send(plain, "now", 1, "c");
            send(plain, "now", 0, "a");
            send(plain, "now", 0, "b");
            plain.flush();
            send(open, "now", 1, "hidden");
            open.flush();

            assertThat(read("now", false)).containsExactly("0 a", "0 b", "1 c");
            open.abortTransaction();
        }
    }

    @Test
    void theEndOfATopicThatIsOverIsWaitedForWhileATransactionIsNotOverInAllOfItsPartitions() throws Exception {
        broker.createTopic("over", 3, Map.of());
        try (KafkaProducer<byte[], byte[]> plain = producer(Map.of());
                KafkaProducer<byte[], byte[]> aborted = transactional("aborted");
                KafkaProducer<byte[], byte[]> late = transactional("late")) {
            send(plain, "over", 1, "b");
            plain.flush();
            send(aborted, "over", 2, "undone");
            aborted.flush();
            send(late, "over", 0, "a");
            send(late, "over", 2, "c");
            late.flush();
            CompletableFuture<Void> ended = CompletableFuture.runAsync(
                    () -> {
                        aborted.abortTransaction();
                        late.commitTransaction();
                    },
                    CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));

            assertThat(read("over", true)).containsExactly("0 a", "1 b", "2 c");
            ended.get();
        }
    }

    private static List<String> read(String topic, boolean isOver) {
        List<String> read = new ArrayList<>();
        TopicReader reader = new TopicReader(Map.of("bootstrap.servers", broker.bootstrapServers()));
        Consumer<ConsumerRecord<byte[], byte[]>> visit =
                record -> read.add(record.partition() + " " + new String(record.value(), StandardCharsets.UTF_8));
        if (isOver) {
            reader.readEnded(topic, visit);
        } else {
            reader.read(topic, visit);
        }
        return read;
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, int partition, String value) {
        var unused =
                producer.send(new ProducerRecord<>(topic, partition, null, value.getBytes(StandardCharsets.UTF_8)));
    }

    private static KafkaProducer<byte[], byte[]> transactional(String id) {
        KafkaProducer<byte[], byte[]> producer = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id));
        producer.initTransactions();
        producer.beginTransaction();
        return producer;
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
