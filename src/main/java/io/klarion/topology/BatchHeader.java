package io.klarion.topology;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Carries a batch past Streams, which takes it for one record. Has no bytes of its own. */
final class BatchHeader implements Header {

    private static final String KEY = "klarion-batch";
    private static final byte[] NO_BYTES = {};

    private @Nullable BinnedBatch batch;

    BatchHeader(BinnedBatch batch) {
        this.batch = batch;
    }

    /**
     * Hands the batch over, once: Streams keeps headers longer than the records should live.
     *
     * @throws IllegalStateException when there is none
     */
    static BinnedBatch take(String topic, Headers headers) {
        BinnedBatch taken = headers.lastHeader(KEY) instanceof BatchHeader header ? header.batch : null;
        if (taken == null) {
            throw new IllegalStateException("source records must come in batches, was a single one of " + topic);
        }
        ((BatchHeader) headers.lastHeader(KEY)).batch = null;
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
