package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.RejectReason;
import io.klarion.core.window.WindowSpec;
import io.klarion.shop.Shop;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class EventTimeExtractorTest {

    private static final long NOON = 1_700_000_000_000L;

    private final EventTimeExtractor extractor = new EventTimeExtractor(TestSpec.SHOP);
    private final SourceDecoder decoder = new SourceDecoder(TestSpec.SHOP);
    private BinnedBatch batch = new BinnedBatch(decoder);
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
        BinnedRecord first = add(NOON, NOON);
        BinnedRecord second = add(NOON + 1000, NOON);
        BinnedRecord rejected = add(NOON + Shop.MAX_LEAD + 1, NOON);
        BinnedRecord earlier = add(NOON - 5000, NOON);
        BinnedRecord last = add(NOON, NOON);

        assertThat(extractor.extract(consumed(Shop.ORDERS, NOON), NOON - 7)).isEqualTo(NOON + 1000);

        assertThat(first.watermark).isEqualTo(NOON - 7 - Shop.BOUND);
        assertThat(second.watermark).isEqualTo(NOON - Shop.BOUND);
        assertThat(rejected.rejection).isEqualTo(RejectReason.TIME_FUTURE);
        assertThat(Stream.of(rejected, earlier, last))
                .extracting(each -> each.watermark)
                .containsOnly(NOON + 1000 - Shop.BOUND);
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
        record = add(NOON, NOON);
        record.reject(RejectReason.MALFORMED, "");
        assertThat(extractor.extract(consumed(Shop.ORDERS, NOON), -1)).isZero();
        assertThat(record.watermark).isEqualTo(WindowSpec.NO_WATERMARK);
        assertThat(extract(NOON, NOON, 0)).isEqualTo(NOON);
        assertThat(record.watermark).isEqualTo(WindowSpec.NO_WATERMARK);
    }

    @Test
    void timesBefore1970AreRejected() {
        assertThat(extract(-1, NOON, NOON)).isEqualTo(NOON);
        assertThat(record.rejection).isEqualTo(RejectReason.TIME_INVALID);
        assertThat(record.detail).isEqualTo("must not be before 1970, was -1 ms");
    }

    @Test
    void aTopicThatNoMonitorReadsIsAFault() {
        assertThatThrownBy(() -> extractor.extract(consumed("other", NOON), -1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("topic: must be one of [orders, payments], was other");
    }

    private BinnedRecord add(long eventTime, long timestamp) {
        DecodedRecord decoded = new DecodedRecord();
        decoded.binned.eventTime = eventTime;
        decoder.finish(Shop.ORDERS, decoded, timestamp);
        batch.add(decoded, batch.size());
        return decoded.binned;
    }

    private long extract(long eventTime, long timestamp, long partitionTime) {
        batch = new BinnedBatch(decoder);
        record = add(eventTime, timestamp);
        return extractor.extract(consumed(Shop.ORDERS, timestamp), partitionTime);
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
