package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordBatcherTest {

    private static final TopicPartition ORDERS = new TopicPartition("orders", 3);
    private static final TopicPartition INTERNAL = new TopicPartition("app-internal", 0);

    private final RecordBatcher batcher = new RecordBatcher();

    @BeforeEach
    void leaveTheInternalTopicAlone() {
        batcher.configure(Map.of(RecordBatcher.LEFT_ALONE, "app-internal"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "127, 1", "128, 1", "129, 2", "1000, 8"})
    void aBatchHoldsAtMost128Records(int records, int batches) {
        assertThat(batched(records, 10)).hasSize(batches);
    }

    @ParameterizedTest
    @CsvSource({"131071, 3", "131072, 2", "262143, 2", "262144, 1", "1000000, 1"})
    void aBatchIsFullWith256KilobytesOfValues(int bytes, int records) {
        assertThat(taken(batched(6, bytes).get(0))).hasSize(records);
    }

    @Test
    void aBatchHasTheOffsetOfItsFirstRecordAndAllRecordsKeepTheirOrder() {
        List<ConsumerRecord<byte[], byte[]>> batches = batched(300, 10);
        assertThat(batches).extracting(ConsumerRecord::offset).containsExactly(0L, 256L, 512L);
        assertThat(batches).extracting(ConsumerRecord::serializedValueSize).containsExactly(1280, 1280, 440);
        assertThat(batches.stream().flatMap(batch -> taken(batch).stream()))
                .extracting(ConsumerRecord::offset)
                .containsExactlyElementsOf(
                        IntStream.range(0, 300).mapToObj(i -> 2L * i).toList());
    }

    @Test
    void recordsAreHandedOverOnceSoThatNothingKeepsThem() {
        ConsumerRecord<byte[], byte[]> batch = batched(5, 10).get(0);
        assertThat(taken(batch)).hasSize(5);
        assertThat(taken(batch)).isEmpty();
    }

    @Test
    void theInternalTopicAndTheNextOffsetsStayAsTheyAre() {
        List<ConsumerRecord<byte[], byte[]>> records = records(INTERNAL, 3, 10);
        Map<TopicPartition, OffsetAndMetadata> next = Map.of(INTERNAL, new OffsetAndMetadata(17));
        ConsumerRecords<byte[], byte[]> read =
                batcher.onConsume(new ConsumerRecords<>(Map.of(INTERNAL, records), next));
        assertThat(read.records(INTERNAL)).isEqualTo(records);
        assertThat(read.nextOffsets()).isEqualTo(next);
    }

    @Test
    void aRecordWithoutValueIsARecord() {
        ConsumerRecord<byte[], byte[]> none = new ConsumerRecord<>("orders", 3, 7, new byte[0], null);
        ConsumerRecords<byte[], byte[]> read =
                batcher.onConsume(new ConsumerRecords<>(Map.of(ORDERS, List.of(none)), Map.of()));
        assertThat(taken(read.records(ORDERS).get(0))).containsExactly(none);
    }

    private List<ConsumerRecord<byte[], byte[]>> batched(int records, int bytes) {
        return batcher.onConsume(new ConsumerRecords<>(Map.of(ORDERS, records(ORDERS, records, bytes)), Map.of()))
                .records(ORDERS);
    }

    private static List<ConsumerRecord<byte[], byte[]>> taken(ConsumerRecord<byte[], byte[]> batch) {
        return Stream.of(batch.headers().lastHeader(BatchHeader.KEY))
                .map(BatchHeader.class::cast)
                .flatMap(header -> header.take().stream())
                .toList();
    }

    /* Every second offset only, as where transactions have left their marks. */
    private static List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition, int records, int bytes) {
        return IntStream.range(0, records)
                .mapToObj(i -> new ConsumerRecord<>(
                        partition.topic(),
                        partition.partition(),
                        2L * i,
                        i,
                        TimestampType.CREATE_TIME,
                        0,
                        bytes,
                        new byte[0],
                        new byte[bytes],
                        new RecordHeaders(),
                        Optional.empty()))
                .toList();
    }
}
