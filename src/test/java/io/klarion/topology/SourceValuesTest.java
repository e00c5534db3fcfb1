package io.klarion.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.RejectReason;
import io.klarion.shop.Shop;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceValuesTest {

    private static final String ORDER = "{\"time\":5000,\"region\":\"north\",\"amount\":12,\"kind\":\"cash\"}";

    private final SourceDecoder decoder = new SourceDecoder(TestSpec.SHOP);
    private final SourceValues values = new SourceValues(decoder);

    @Test
    void aSourceRecordComesOutDecoded() {
        requireOrder(decoded(bytes(ORDER)));
    }

    @Test
    void aRecordAmidOthersIsReadToItsEndAndNoFurther() {
        byte[] all = ("9" + ORDER + ORDER).getBytes(UTF_8);
        requireOrder(decoded(ByteBuffer.wrap(all, 1, ORDER.length())));

        BinnedRecord torn = decoded(ByteBuffer.wrap(all, 1, ORDER.length() - 1).slice());
        assertThat(torn.rejection).isEqualTo(RejectReason.MALFORMED);
        assertThat(torn.raw()).isEqualTo(ORDER.substring(0, ORDER.length() - 1).getBytes(UTF_8));
    }

    @Test
    void memoryOutsideTheHeapIsReadToo() {
        ByteBuffer outside = ByteBuffer.allocateDirect(ORDER.length());
        requireOrder(decoded(outside.put(bytes(ORDER)).flip()));
    }

    @Test
    void valuesOfOtherTopicsStayAsTheyAre() {
        assertThat(values.deserialize("app-internal", new RecordHeaders(), bytes(ORDER)))
                .isEqualTo(ORDER.getBytes(UTF_8));
    }

    /* What the consumer has fetched, megabytes perhaps, must not be held by a few records that wait. */
    @Test
    void onlyARejectedRecordKeepsItsBytesAndThoseAreACopy() {
        byte[] all = (ORDER + "[]").getBytes(UTF_8);
        RecordBlock.Row counted = decoder.decode(Shop.ORDERS, ByteBuffer.wrap(all, 0, ORDER.length()));
        RecordBlock.Row malformed = decoder.decode(Shop.ORDERS, ByteBuffer.wrap(all, ORDER.length(), 2));
        RecordBlock.Row future = decoder.decode(Shop.ORDERS, ByteBuffer.wrap(all, 0, ORDER.length()));

        decoder.finish(Shop.ORDERS, counted, 0, 5000);
        decoder.finish(Shop.ORDERS, malformed, 1, 5000);
        decoder.finish(Shop.ORDERS, future, 2, 4999 - Shop.MAX_LEAD);
        Arrays.fill(all, (byte) 0);

        assertThat(read(counted).raw()).isNull();
        assertThat(read(malformed).raw()).asString(UTF_8).isEqualTo("[]");
        assertThat(read(future).rejection).isEqualTo(RejectReason.TIME_FUTURE);
        assertThat(read(future).raw()).asString(UTF_8).isEqualTo(ORDER);
    }

    @Test
    void aBlockIsUsedAgainOnceAllOfItsRecordsHaveComeBack() {
        List<RecordBlock.Row> rows = filled();
        RecordBlock block = rows.get(0).block();
        assertThat(rows).extracting(RecordBlock.Row::block).containsOnly(block);

        rows.subList(1, rows.size()).forEach(RecordBlock.Row::giveBack);
        assertThat(filled().get(0).block()).isNotSameAs(block);

        rows.get(0).giveBack();
        assertThat(decoder.decode(Shop.PAYMENTS, bytes("{}")).block())
                .as("another topic has its own")
                .isNotSameAs(block);
        assertThat(decoder.decode(Shop.ORDERS, bytes(ORDER))).isEqualTo(new RecordBlock.Row(block, 0));
    }

    @Test
    void asManyBlocksAreKeptAsTwoPollsFill() {
        int most = 2 * decoder.recordsAPoll() / RecordBatcher.MOST_RECORDS + 1;
        List<List<RecordBlock.Row>> filled =
                Stream.generate(this::filled).limit(most + 1).toList();
        filled.forEach(rows -> rows.forEach(RecordBlock.Row::giveBack));
        List<RecordBlock> blocks =
                filled.stream().map(rows -> rows.get(0).block()).toList();

        Set<RecordBlock> again =
                Stream.generate(() -> filled().get(0).block()).limit(most + 1).collect(Collectors.toSet());
        assertThat(again).hasSize(most + 1).containsAll(blocks.subList(0, most)).doesNotContain(blocks.get(most));
    }

    private List<RecordBlock.Row> filled() {
        return IntStream.range(0, RecordBatcher.MOST_RECORDS)
                .mapToObj(i -> decoder.decode(Shop.ORDERS, bytes(ORDER)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 4000", "30, 3744", "100, 1497", "1000, 171", "10000, 100"})
    void aPollBringsFewerRecordsOfMoreFeatures(int features, int records) {
        assertThat(SourceDecoder.recordsAPoll(200 + 12 * features)).isEqualTo(records);
    }

    @Test
    void aTopicThatNoMonitorReadsIsAFault() {
        assertThatThrownBy(() -> decoder.decode("other", bytes(ORDER)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("topic: must be one of [payments, orders], was other");
    }

    private BinnedRecord decoded(ByteBuffer value) {
        RecordBlock.Row row = (RecordBlock.Row) values.deserialize(Shop.ORDERS, new RecordHeaders(), value);
        return read(row);
    }

    private static BinnedRecord read(RecordBlock.Row row) {
        BinnedRecord record = new BinnedRecord();
        row.read(record);
        return record;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static void requireOrder(BinnedRecord order) {
        assertThat(order.rejection).isNull();
        assertThat(order.eventTime).isEqualTo(5000);
        assertThat(order.segments).containsExactly("north");
        assertThat(order.raw()).isEqualTo(ORDER.getBytes(UTF_8));
        assertThat(Shop.byRegion(0).layout().features().get(0).binning().label(order.cells[0]))
                .isEqualTo("[10, 20)");
    }
}
