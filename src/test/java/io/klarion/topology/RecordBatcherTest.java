package io.klarion.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.RejectReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordBatcherTest {

    private static final TopicPartition ORDERS = new TopicPartition("orders", 3);
    private static final TopicPartition INTERNAL = new TopicPartition("app-internal", 0);

    private final SourceDecoder decoder = new SourceDecoder(TestSpec.SHOP);
    private final RecordBatcher batcher = new RecordBatcher(decoder);

    @ParameterizedTest
    @CsvSource({"1, 1", "127, 1", "128, 1", "129, 2", "1000, 8"})
    void aBatchHoldsAtMost128Records(int records, int batches) {
        assertThat(batched(records, 10)).hasSize(batches);
    }

    @ParameterizedTest
    @CsvSource({"130647, 3", "130648, 2", "261719, 2", "261720, 1", "1000000, 1"})
    void aBatchIsFullWith256KilobytesAsTheyCameAndDecoded(int bytes, int records) {
        assertThat(decoder.bytes()).isEqualTo(424);
        assertThat(taken(batched(6, bytes).get(0)).size()).isEqualTo(records);
    }

    @Test
    void aBatchHasTheOffsetOfItsFirstRecordAndAllRecordsKeepTheirOrder() {
        List<ConsumerRecord<byte[], Object>> batches = batched(300, 10);
        assertThat(batches).extracting(ConsumerRecord::offset).containsExactly(0L, 256L, 512L);
        assertThat(batches).extracting(ConsumerRecord::serializedValueSize).containsExactly(55_552, 55_552, 19_096);
        assertThat(batches.stream().map(RecordBatcherTest::taken).flatMap(RecordBatcherTest::offsets))
                .containsExactlyElementsOf(
                        IntStream.range(0, 300).mapToObj(i -> 2L * i).toList());
    }

    @Test
    void recordsAreHandedOverOnceSoThatNothingKeepsThem() {
        ConsumerRecord<byte[], Object> batch = batched(5, 10).get(0);
        assertThat(taken(batch).size()).isEqualTo(5);
        assertThatThrownBy(() -> taken(batch))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("source records must come in batches, was a single one of orders");
    }

    @Test
    void theInternalTopicAndTheNextOffsetsStayAsTheyAre() {
        List<ConsumerRecord<byte[], Object>> records = records(INTERNAL, 3, 10);
        Map<TopicPartition, OffsetAndMetadata> next = Map.of(INTERNAL, new OffsetAndMetadata(17));
        ConsumerRecords<byte[], Object> read = batcher.batched(new ConsumerRecords<>(Map.of(INTERNAL, records), next));
        assertThat(read.records(INTERNAL)).isEqualTo(records);
        assertThat(read.nextOffsets()).isEqualTo(next);
    }

    @Test
    void aRecordWithoutValueIsARecord() {
        ConsumerRecord<byte[], Object> none = new ConsumerRecord<>("orders", 3, 7, new byte[0], null);
        ConsumerRecords<byte[], Object> read =
                batcher.batched(new ConsumerRecords<>(Map.of(ORDERS, List.of(none)), Map.of()));
        BinnedBatch batch = taken(read.records(ORDERS).get(0));
        assertThat(batch.offset(0)).isEqualTo(7);
        assertThat(read(batch, 0).rejection).isEqualTo(RejectReason.EMPTY);
        assertThat(read(batch, 0).raw()).isNull();
    }

    @Test
    void whatTheConsumerHasDecodedIsNotDecodedAgain() {
        ConsumerRecord<byte[], Object> source = decoded(7, "[]");
        ConsumerRecords<byte[], Object> read =
                batcher.batched(new ConsumerRecords<>(Map.of(ORDERS, List.of(source)), Map.of()));
        assertThat(read(taken(read.records(ORDERS).get(0)), 0).raw())
                .asString(UTF_8)
                .isEqualTo("[]");
        assertThat(decoder.decode("orders", new byte[0]).index())
                .as("one place was taken")
                .isEqualTo(1);
    }

    /* The consumer may decode what it has of one partition between two parts of another, and does not decode what has no value. */
    @Test
    void aBatchKeepsTheOrderOfItsPartitionWhateverWasDecodedBetween() {
        TopicPartition other = new TopicPartition("orders", 4);
        ConsumerRecord<byte[], Object> one = decoded(0, order(1));
        ConsumerRecord<byte[], Object> elsewhere = decoded(0, order(3));
        ConsumerRecord<byte[], Object> none = new ConsumerRecord<>("orders", 3, 1, new byte[0], null);
        ConsumerRecord<byte[], Object> two = decoded(2, order(2));
        ConsumerRecords<byte[], Object> read = batcher.batched(
                new ConsumerRecords<>(Map.of(ORDERS, List.of(one, none, two), other, List.of(elsewhere)), Map.of()));

        assertThat(times(read.records(ORDERS))).containsExactly(List.of(1L, -1L, 2L));
        assertThat(times(read.records(other))).containsExactly(List.of(3L));
    }

    @Test
    void aRejectedRecordThatHasComeBackKeepsNoBytes() {
        ConsumerRecord<byte[], Object> rejected = decoded(0, "[]");
        batcher.batched(new ConsumerRecords<>(Map.of(ORDERS, List.of(rejected)), Map.of()));
        RecordBlock.Row row = (RecordBlock.Row) rejected.value();
        BinnedRecord record = new BinnedRecord();
        row.read(record);
        assertThat(record.raw()).asString(UTF_8).isEqualTo("[]");

        row.giveBack();

        row.read(record);
        assertThat(record.raw()).isNull();
    }

    @Test
    void recordsThatWaitStayWhatTheyAreWhileOthersComeAndGo() {
        List<ConsumerRecord<byte[], Object>> waiting = batched(IntStream.range(0, 300));
        for (int round = 0; round < 5; round++) {
            batched(IntStream.range(1000, 1300)).forEach(batch -> taken(batch).giveBack());
        }
        assertThat(times(waiting).stream().flatMap(List::stream))
                .containsExactlyElementsOf(LongStream.range(0, 300).boxed().toList());
    }

    private List<ConsumerRecord<byte[], Object>> batched(IntStream times) {
        List<ConsumerRecord<byte[], Object>> records =
                times.mapToObj(time -> decoded(time, order(time))).toList();
        return batcher.batched(new ConsumerRecords<>(Map.of(ORDERS, records), Map.of()))
                .records(ORDERS);
    }

    private static String order(int time) {
        return "{\"time\":" + time + ",\"region\":\"north\",\"amount\":12}";
    }

    private ConsumerRecord<byte[], Object> decoded(long offset, String json) {
        return new ConsumerRecord<>("orders", 3, offset, new byte[0], decoder.decode("orders", json.getBytes(UTF_8)));
    }

    private static List<List<Long>> times(List<ConsumerRecord<byte[], Object>> batches) {
        return batches.stream()
                .map(RecordBatcherTest::taken)
                .map(batch -> IntStream.range(0, batch.size())
                        .mapToObj(i -> read(batch, i).eventTime)
                        .toList())
                .toList();
    }

    private static BinnedRecord read(BinnedBatch batch, int i) {
        BinnedRecord record = new BinnedRecord();
        batch.read(i, record);
        return record;
    }

    private List<ConsumerRecord<byte[], Object>> batched(int records, int bytes) {
        return batcher.batched(new ConsumerRecords<>(Map.of(ORDERS, records(ORDERS, records, bytes)), Map.of()))
                .records(ORDERS);
    }

    private static BinnedBatch taken(ConsumerRecord<byte[], Object> batch) {
        return new BatchDeserializer().deserialize(batch.topic(), batch.headers(), (byte[]) batch.value());
    }

    private static Stream<Long> offsets(BinnedBatch batch) {
        return IntStream.range(0, batch.size()).mapToObj(batch::offset);
    }

    /* Every second offset only, as where transactions have left their marks. */
    private static List<ConsumerRecord<byte[], Object>> records(TopicPartition partition, int records, int bytes) {
        return IntStream.range(0, records)
                .mapToObj(i -> new ConsumerRecord<byte[], Object>(
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
