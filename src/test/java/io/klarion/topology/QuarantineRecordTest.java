package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.RejectReason;
import io.klarion.core.protocol.SourcePartition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuarantineRecordTest {

    private static final long WRITTEN = 5_000;

    @Test
    void itSaysWhereTheRecordStoodAndWhyItIsHere() {
        Record<byte[], byte[]> record =
                QuarantineRecord.of(quarantined("{\"a\":".getBytes(StandardCharsets.UTF_8)), WRITTEN);

        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("orders-3@42");
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":");
        assertThat(record.timestamp()).isEqualTo(WRITTEN);
        assertThat(headers(record))
                .hasToString("{klarion.detail=ends within an object — é, klarion.length=5,"
                        + " klarion.offset=42, klarion.partition=3, klarion.reason=malformed, klarion.timestamp=1700000000000,"
                        + " klarion.topic=orders}");
    }

    @Test
    void aTombstoneHasAnEmptyValue() {
        Record<byte[], byte[]> record = QuarantineRecord.of(quarantined(null), WRITTEN);
        assertThat(record.value()).isEmpty();
        assertThat(headers(record)).containsEntry("klarion.length", "0");
    }

    @ParameterizedTest
    @CsvSource({"65535, 65535", "65536, 65536", "65537, 65536", "1000000, 65536"})
    void aLongValueIsCutAndItsLengthKept(int length, int kept) {
        byte[] raw = new byte[length];
        Arrays.fill(raw, (byte) 'x');
        Record<byte[], byte[]> record = QuarantineRecord.of(quarantined(raw), WRITTEN);
        assertThat(record.value()).isEqualTo(Arrays.copyOf(raw, kept));
        assertThat(headers(record)).containsEntry("klarion.length", Integer.toString(length));
    }

    private static Quarantined quarantined(byte @Nullable [] raw) {
        return new Quarantined(
                new SourcePartition("orders", 3),
                42,
                1_700_000_000_000L,
                RejectReason.MALFORMED,
                "ends within an object — é",
                raw);
    }

    private static SortedMap<String, String> headers(Record<byte[], byte[]> record) {
        SortedMap<String, String> headers = new TreeMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
