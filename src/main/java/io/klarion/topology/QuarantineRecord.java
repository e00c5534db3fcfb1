package io.klarion.topology;

import io.klarion.core.protocol.Quarantined;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A rejected record as it stands on the quarantine topic: key {@code topic-partition@offset}, the first bytes of
 * the value as they came, and headers that say why and where.
 */
final class QuarantineRecord {

    /** Longer values are cut, so that a quarantine record can never itself be too large. */
    static final int MAX_VALUE = 64 * 1024;

    private QuarantineRecord() {}

    static Record<byte[], byte[]> of(Quarantined record, long now) {
        String coordinates = record.partition() + "@" + record.offset();
        byte[] raw = record.raw() == null ? new byte[0] : record.raw();
        Headers headers = new RecordHeaders();
        add(headers, "klarion.reason", record.reason().key());
        add(headers, "klarion.detail", record.detail());
        add(headers, "klarion.topic", record.partition().topic());
        add(headers, "klarion.partition", Integer.toString(record.partition().partition()));
        add(headers, "klarion.offset", Long.toString(record.offset()));
        add(headers, "klarion.timestamp", Long.toString(record.timestamp()));
        add(headers, "klarion.length", Integer.toString(raw.length));
        byte[] value = raw.length > MAX_VALUE ? Arrays.copyOf(raw, MAX_VALUE) : raw;
        return new Record<>(coordinates.getBytes(StandardCharsets.UTF_8), value, now, headers);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
