package io.klarion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoanProducerIT {

    private static final Instant NOW = Instant.parse("2026-03-08T12:34:56.789Z");

    @Test
    void theStreamGoesToThreePartitionsAtThePaceOfTheClockAndStopsWhenClosed() throws Exception {
        DemoPlan plan = DemoPlan.of(1, NOW, true);
        HandClock clock = new HandClock(NOW);
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            broker.createTopic(DemoConfig.TOPIC, DemoConfig.PARTITIONS, DemoConfig.TOPIC_SETTINGS);
            LoanProducer producer = LoanProducer.start(plan, broker.bootstrapServers(), DemoConfig.TOPIC, clock);
            await().until(() -> producer.sent().records() == 1);
            clock.advance(Duration.ofSeconds(2));
            long twoMinutes = 120L * LoanStream.PER_SECOND + 1;
            await().until(() -> producer.sent().records() == twoMinutes);
            assertThat(producer.sent().eventTime()).isEqualTo(plan.start().plus(Duration.ofMinutes(2)));
            producer.close();
            clock.advance(Duration.ofSeconds(2));
            assertThat(producer.failure()).isEmpty();
            assertThat(count(broker.bootstrapServers())).isEqualTo(twoMinutes);
        }
    }

    private static long count(String bootstrapServers) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, DemoConfig.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(DemoConfig.TOPIC, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            Set<Integer> seen = new TreeSet<>();
            long read = 0;
            while (read < end) {
                for (ConsumerRecord<String, byte[]> loan : consumer.poll(Duration.ofMillis(200))) {
                    seen.add(loan.partition());
                    read++;
                }
            }
            assertThat(seen).containsExactly(0, 1, 2);
            return read;
        }
    }

    /** A clock that is moved by hand. */
    private static final class HandClock extends Clock {

        private final AtomicLong millis;

        HandClock(Instant start) {
            this.millis = new AtomicLong(start.toEpochMilli());
        }

        void advance(Duration by) {
            millis.addAndGet(by.toMillis());
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
