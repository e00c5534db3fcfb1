package io.klarion.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Makes batches of what the consumer has read from source topics: Streams does per record what it costs about as much
 * as counting, and with batches does it once for many. Records of other topics are left as they are.
 *
 * <p>A batch has the offset of its <em>first</em> record. While it waits, Streams commits the offset of the record that
 * waits, so all of the batch is read again after a crash; once it is processed and nothing waits, Streams commits the
 * next offset to be read, which the consumer knows. A batch is processed whole or not at all.
 */
final class RecordBatcher {

    /** The most records in a batch. */
    static final int MOST_RECORDS = 128;

    /* Bytes, as they came and decoded, after which a batch is full: bounds what waits in memory when records are large. */
    static final int FULL = 256 << 10;
    private static final byte[] NO_BYTES = {};

    private final SourceDecoder decoder;

    /** Batches of the records that {@code decoder} decodes. */
    RecordBatcher(SourceDecoder decoder) {
        this.decoder = decoder;
    }

    /** What was read, in batches. Source records that were not decoded yet, are now; no value but bytes is left. */
    ConsumerRecords<byte[], Object> batched(ConsumerRecords<byte[], Object> read) {
        Map<TopicPartition, List<ConsumerRecord<byte[], Object>>> batches = new LinkedHashMap<>();
        for (TopicPartition partition : read.partitions()) {
            List<ConsumerRecord<byte[], Object>> records = read.records(partition);
            batches.put(partition, decoder.reads(partition.topic()) ? batches(records) : records);
        }
        return new ConsumerRecords<>(batches, read.nextOffsets());
    }

    private List<ConsumerRecord<byte[], Object>> batches(List<ConsumerRecord<byte[], Object>> records) {
        List<ConsumerRecord<byte[], Object>> firsts = new ArrayList<>();
        List<BinnedBatch> batches = new ArrayList<>();
        @Nullable BinnedBatch batch = null;
        for (ConsumerRecord<byte[], Object> each : records) {
            RecordBlock.Row row = decoded(each);
            decoder.finish(each.topic(), row, each.offset(), each.timestamp());
            if (batch == null || batch.isFull()) {
                batch = new BinnedBatch();
                batches.add(batch);
                firsts.add(each);
            }
            batch.add(row, Math.max(0, each.serializedValueSize()) + (long) decoder.bytes());
        }
        List<ConsumerRecord<byte[], Object>> carriers = new ArrayList<>(batches.size());
        for (int i = 0; i < batches.size(); i++) {
            carriers.add(carrier(firsts.get(i), batches.get(i)));
        }
        return carriers;
    }

    /* A batch as one record, with the coordinates of its first. */
    private static ConsumerRecord<byte[], Object> carrier(ConsumerRecord<byte[], Object> first, BinnedBatch batch) {
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                first.timestamp(),
                first.timestampType(),
                0,
                (int) Math.min(batch.bytes(), Integer.MAX_VALUE),
                NO_BYTES,
                NO_BYTES,
                new RecordHeaders(List.of(new BatchHeader(batch))),
                first.leaderEpoch());
    }

    private RecordBlock.Row decoded(ConsumerRecord<byte[], Object> source) {
        return source.value() instanceof RecordBlock.Row decoded
                ? decoded
                : decoder.decode(source.topic(), (byte[]) source.value());
    }
}
