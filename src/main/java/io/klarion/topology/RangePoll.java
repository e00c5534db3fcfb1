package io.klarion.topology;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Polls a range of one partition's offsets. It is over when the position has passed the end: what transactions aborted, and
 * the markers of their ends, move the position without a record. For one thread.
 */
final class RangePoll {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final long end;
    private long position;
    private long moved = System.nanoTime();

    /** Of the range [{@code from}, {@code end}); the consumer is assigned this partition. */
    RangePoll(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        this.consumer = consumer;
        this.partition = partition;
        this.end = end;
        this.position = from;
        if (from < end) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
        }
    }

    /** Whether the end is reached. */
    boolean isOver() {
        return position >= end;
    }

    /**
     * What comes next: perhaps nothing, perhaps records past the end.
     *
     * @throws StartException when the position has not moved for a minute
     */
    ConsumerRecords<byte[], byte[]> next() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        long now = System.nanoTime();
        long reached = consumer.position(partition);
        if (reached > position) {
            moved = now;
        } else if (now - moved > PATIENCE.toNanos()) {
            throw new StartException("kafka: must let " + partition + " be read from " + position + " to " + end
                    + ", was silent for " + PATIENCE.toSeconds() + " s");
        }
        position = reached;
        return records;
    }
}
