package io.klarion.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.RejectReason;
import io.klarion.shop.Shop;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

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
        DecodedRecord counted = decoder.decode(Shop.ORDERS, ByteBuffer.wrap(all, 0, ORDER.length()));
        DecodedRecord malformed = decoder.decode(Shop.ORDERS, ByteBuffer.wrap(all, ORDER.length(), 2));
        DecodedRecord future = decoder.decode(Shop.ORDERS, ByteBuffer.wrap(all, 0, ORDER.length()));

        decoder.finish(Shop.ORDERS, counted, 5000);
        decoder.finish(Shop.ORDERS, malformed, 5000);
        decoder.finish(Shop.ORDERS, future, 4999 - Shop.MAX_LEAD);
        Arrays.fill(all, (byte) 0);

        assertThat(counted.binned.raw()).isNull();
        assertThat(malformed.binned.raw()).asString(UTF_8).isEqualTo("[]");
        assertThat(future.binned.rejection).isEqualTo(RejectReason.TIME_FUTURE);
        assertThat(future.binned.raw()).asString(UTF_8).isEqualTo(ORDER);
    }

    @Test
    void aRecordThatCameBackIsUsedAgainAndKeepsNoBytes() {
        DecodedRecord first = decoder.decode(Shop.ORDERS, bytes(ORDER));
        DecodedRecord second = decoder.decode(Shop.ORDERS, bytes(ORDER));
        assertThat(second).isNotSameAs(first);

        decoder.giveBack(first);

        assertThat(first.binned.raw()).isNull();
        assertThat(decoder.decode(Shop.PAYMENTS, bytes("{}"))).isSameAs(first);
    }

    @Test
    void aBoundedNumberOfRecordsIsKept() {
        int most = (4 << 20) / decoder.bytes() + 1;
        IntStream.range(0, most + 10).mapToObj(i -> new DecodedRecord()).forEach(decoder::giveBack);
        DecodedRecord unknown = new DecodedRecord();
        decoder.giveBack(unknown);
        assertThat(decoder.decode(Shop.ORDERS, bytes(ORDER))).isNotSameAs(unknown);
    }

    @Test
    void aTopicThatNoMonitorReadsIsAFault() {
        assertThatThrownBy(() -> decoder.decode("other", bytes(ORDER)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("topic: must be one of [payments, orders], was other");
    }

    private BinnedRecord decoded(ByteBuffer value) {
        return ((DecodedRecord) values.deserialize(Shop.ORDERS, new RecordHeaders(), value)).binned;
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
