package io.klarion.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Makes batches of what the consumer has read from source topics: Streams does per record what it costs about as much
 * as counting, and with batches does it once for many.
 *
 * <p>A batch has the offset of its <em>first</em> record. While it waits, Streams commits the offset of the record that
 * waits, so all of the batch is read again after a crash; once it is processed and nothing waits, Streams commits the
 * next offset to be read, which the consumer knows. A batch is processed whole or not at all.
 */
public final class RecordBatcher implements ConsumerInterceptor<byte[], byte[]> {

    /** The configuration that names the topic that is left as it is: the internal one. */
    static final String LEFT_ALONE = "klarion.left.alone";

    /** The most records in a batch. */
    static final int MOST_RECORDS = 128;

    /* Values, in bytes, after which a batch is full: bounds what waits in memory when records are large. */
    private static final int FULL = 256 << 10;
    private static final byte[] NO_BYTES = {};

    private String leftAlone = "";

    @Override
    public void configure(Map<String, ?> configs) {
        leftAlone = String.valueOf(configs.get(LEFT_ALONE));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> read) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> batches = new LinkedHashMap<>();
        for (TopicPartition partition : read.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = read.records(partition);
            batches.put(partition, partition.topic().equals(leftAlone) ? records : batches(records));
        }
        return new ConsumerRecords<>(batches, read.nextOffsets());
    }

    private static List<ConsumerRecord<byte[], byte[]>> batches(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> batches = new ArrayList<>(records.size() / MOST_RECORDS + 1);
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < records.size(); i++) {
            bytes += size(records.get(i).value());
            if (bytes >= FULL || i + 1 - from == MOST_RECORDS || i + 1 == records.size()) {
                batches.add(batch(records.subList(from, i + 1), (int) Math.min(bytes, Integer.MAX_VALUE)));
                from = i + 1;
                bytes = 0;
            }
        }
        return batches;
    }

    private static int size(byte @Nullable [] value) {
        return value == null ? 0 : value.length;
    }

    private static ConsumerRecord<byte[], byte[]> batch(List<ConsumerRecord<byte[], byte[]>> records, int bytes) {
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                first.timestamp(),
                first.timestampType(),
                0,
                bytes,
                NO_BYTES,
                NO_BYTES,
                new RecordHeaders(List.of(new BatchHeader(records))),
                first.leaderEpoch());
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // commits are none of its business
    }

    @Override
    public void close() {
        // holds nothing
    }
}
