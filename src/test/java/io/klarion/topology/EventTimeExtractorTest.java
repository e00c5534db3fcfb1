package io.klarion.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.RejectReason;
import io.klarion.core.window.WindowSpec;
import io.klarion.shop.Shop;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventTimeExtractorTest {

    private static final long NOON = 1_700_000_000_000L;

    private final EventTimeExtractor extractor = new EventTimeExtractor(TestSpec.SHOP);
    private final SourceDecoder decoder = new SourceDecoder(TestSpec.SHOP);
    private @Nullable BinnedBatch batch;
    private BinnedRecord record = new BinnedRecord();

    @Test
    void theFirstRecordOfAPartitionHasNoWatermarkBeforeIt() {
        assertThat(extract(NOON, NOON, -1)).isEqualTo(NOON);
        assertThat(record.watermark).isEqualTo(WindowSpec.NO_WATERMARK);
    }

    @Test
    void theWatermarkTrailsThePartitionsHighestEventTimeAndNotThisRecords() {
        assertThat(extract(NOON + 60_000, NOON + 60_000, NOON)).isEqualTo(NOON + 60_000);
        assertThat(record.watermark).isEqualTo(NOON - Shop.BOUND);
    }

    /** Quarantine tells the record's own timestamp, which the event time must not take the place of. */
    @Test
    void theRecordKeepsItsOwnTimestampBesideTheEventTime() {
        extract(NOON - 90_000, NOON, -1);
        assertThat(record.timestamp).isEqualTo(NOON);
    }

    @Test
    void anEarlierRecordHasTheSameWatermarkAndMovesNoTime() {
        assertThat(extract(NOON - 90_000, NOON, NOON)).isEqualTo(NOON);
        assertThat(record.watermark).isEqualTo(NOON - Shop.BOUND);
    }

    @Test
    void inABatchEachRecordHasTheWatermarkOfThoseBeforeIt() {
        add(NOON, NOON);
        add(NOON + 1000, NOON);
        add(NOON + Shop.MAX_LEAD + 1, NOON);
        add(NOON - 5000, NOON);
        add(NOON, NOON);

        assertThat(extractor.extract(consumed(Shop.ORDERS, NOON), NOON - 7)).isEqualTo(NOON + 1000);

        assertThat(read(0).watermark).isEqualTo(NOON - 7 - Shop.BOUND);
        assertThat(read(1).watermark).isEqualTo(NOON - Shop.BOUND);
        assertThat(read(2).rejection).isEqualTo(RejectReason.TIME_FUTURE);
        assertThat(IntStream.range(2, 5)).extracting(i -> read(i).watermark).containsOnly(NOON + 1000 - Shop.BOUND);
    }

    @Test
    void aRecordTooFarAheadOfItsTimestampIsRejectedAndTimeStandsStill() {
        assertThat(extract(NOON + Shop.MAX_LEAD, NOON, NOON - 1)).isEqualTo(NOON + Shop.MAX_LEAD);
        assertThat(extract(NOON + Shop.MAX_LEAD + 1, NOON, NOON - 1)).isEqualTo(NOON - 1);
        assertThat(record.rejection).isEqualTo(RejectReason.TIME_FUTURE);
        assertThat(record.detail)
                .isEqualTo("must be at most 300000 ms ahead of the record's timestamp, was 300001 ms ahead");
        assertThat(record.watermark).isEqualTo(NOON - 1 - Shop.BOUND);
    }

    @Test
    void aRejectedFirstRecordLeavesTimeAtZeroWhichStillMeansNone() {
        add("[]", NOON);
        assertThat(extractor.extract(consumed(Shop.ORDERS, NOON), -1)).isZero();
        record = read(0);
        assertThat(record.watermark).isEqualTo(WindowSpec.NO_WATERMARK);
        assertThat(extract(NOON, NOON, 0)).isEqualTo(NOON);
        assertThat(record.watermark).isEqualTo(WindowSpec.NO_WATERMARK);
    }

    @Test
    void timesBefore1970AreRejected() {
        assertThat(extract(-1, NOON, NOON)).isEqualTo(NOON);
        assertThat(record.rejection).isEqualTo(RejectReason.TIME_INVALID);
        assertThat(record.detail).isEqualTo("/time: must be a time from 1970 to 9999 written as millis, was not");
    }

    @Test
    void aTopicThatNoMonitorReadsIsAFault() {
        add(NOON, NOON);
        assertThatThrownBy(() -> extractor.extract(consumed("other", NOON), -1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("topic: must be one of [orders, payments], was other");
    }

    private void add(long eventTime, long timestamp) {
        add("{\"time\":" + eventTime + "}", timestamp);
    }

    private void add(String json, long timestamp) {
        RecordBlock.Row row = decoder.decode(Shop.ORDERS, json.getBytes(UTF_8));
        batch = batch == null ? new BinnedBatch() : batch;
        decoder.finish(Shop.ORDERS, row, batch.size(), timestamp);
        batch.add(row, 1);
    }

    private BinnedRecord read(int i) {
        BinnedRecord read = new BinnedRecord();
        Objects.requireNonNull(batch).read(i, read);
        return read;
    }

    private long extract(long eventTime, long timestamp, long partitionTime) {
        batch = null;
        add(eventTime, timestamp);
        long extracted = extractor.extract(consumed(Shop.ORDERS, timestamp), partitionTime);
        record = read(0);
        return extracted;
    }

    private ConsumerRecord<Object, Object> consumed(String topic, long timestamp) {
        return new ConsumerRecord<>(
                topic,
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                "*",
                batch,
                new RecordHeaders(),
                Optional.empty());
    }
}
