package io.klarion.topology;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Carries the records of a batch past Streams, which takes the batch for one record. Has no bytes of its own. */
final class BatchHeader implements Header {

    /** Its name. */
    static final String KEY = "klarion-batch";

    private static final byte[] NO_BYTES = {};

    private List<ConsumerRecord<byte[], byte[]>> records;

    BatchHeader(List<ConsumerRecord<byte[], byte[]>> records) {
        this.records = List.copyOf(records);
    }

    /** Hands the records over, once: Streams keeps headers longer than the records should live. */
    List<ConsumerRecord<byte[], byte[]>> take() {
        List<ConsumerRecord<byte[], byte[]>> taken = records;
        records = List.of();
        return taken;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public byte[] value() {
        return NO_BYTES;
    }
}
