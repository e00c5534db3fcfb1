package io.klarion.topology;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Takes a batch out of the record that Streams believes it to be. */
final class BatchDeserializer implements Deserializer<BinnedBatch> {

    @Override
    public BinnedBatch deserialize(String topic, Headers headers, byte[] data) {
        return BatchHeader.take(topic, headers);
    }

    @Override
    public BinnedBatch deserialize(String topic, byte[] data) {
        throw new IllegalStateException("source records must come in batches, was a single one of " + topic);
    }
}
