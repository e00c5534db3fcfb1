package io.klarion.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Which records of a partition a reader of committed records can see. Between two offsets there may be none: what
 * transactions aborted and the markers of their ends take offsets too. For one thread.
 */
final class VisibleRecords {

    private static final int FIRST_STEP = 16;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;

    /** Takes the consumer over; it is assigned this partition. */
    VisibleRecords(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        this.consumer = consumer;
        this.partition = partition;
    }

    /**
     * One past the last that can be seen in [{@code from}, {@code end}); 0 for none. Looks from the end backwards, in
     * growing steps.
     *
     * @throws StartException when the broker stops answering
     */
    long endBetween(long from, long end) {
        long step = FIRST_STEP;
        for (long begin = end; begin > from; step *= 4) {
            long until = begin;
            begin = Math.max(from, end - step);
            long last = last(begin, until);
            if (last >= 0) {
                return last + 1;
            }
        }
        return 0;
    }

    /**
     * Whether none can be seen in [{@code from}, {@code end}); reads no further than to the first.
     *
     * @throws StartException when the broker stops answering
     */
    boolean isNoneBetween(long from, long end) {
        RangePoll poll = new RangePoll(consumer, partition, from, end);
        while (!poll.isOver()) {
            for (ConsumerRecord<byte[], byte[]> record : poll.next()) {
                return record.offset() >= end;
            }
        }
        return true;
    }

    private long last(long from, long end) {
        long last = -1;
        RangePoll poll = new RangePoll(consumer, partition, from, end);
        while (!poll.isOver()) {
            for (ConsumerRecord<byte[], byte[]> record : poll.next()) {
                if (record.offset() < end) {
                    last = record.offset();
                }
            }
        }
        return last;
    }
}
