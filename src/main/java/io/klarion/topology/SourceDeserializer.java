package io.klarion.topology;

import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.Stage1;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A batch of source records to their cells. Never throws for what they hold: what cannot be decoded comes out
 * rejected, with the reason.
 * One object serves all stream threads; each thread has decoders of its own.
 */
final class SourceDeserializer implements Deserializer<BinnedBatch> {

    private final Map<String, TopicPlan> plans = new HashMap<>();
    private final ThreadLocal<Map<String, JsonRecordDecoder>> decoders;

    SourceDeserializer(TopologySpec spec) {
        for (String topic : spec.manifest().keySet()) {
            plans.put(
                    topic, TopicPlan.of(Stage1.readersOf(spec.monitors(), topic).toList()));
        }
        this.decoders = ThreadLocal.withInitial(() -> {
            Map<String, JsonRecordDecoder> own = new HashMap<>();
            plans.forEach((topic, plan) -> own.put(topic, new JsonRecordDecoder(plan, spec.limits())));
            return own;
        });
    }

    @Override
    public BinnedBatch deserialize(String topic, Headers headers, byte[] data) {
        if (!(headers.lastHeader(BatchHeader.KEY) instanceof BatchHeader header)) {
            return deserialize(topic, data);
        }
        JsonRecordDecoder decoder = decoder(topic);
        BinnedBatch batch = BinnedBatch.take();
        for (ConsumerRecord<byte[], byte[]> source : header.take()) {
            decoder.decode(source.value(), batch.add(source.offset(), source.timestamp()));
        }
        return batch;
    }

    @Override
    public BinnedBatch deserialize(String topic, byte[] data) {
        throw new IllegalStateException("source records must come in batches, was a single one of " + topic);
    }

    /** Decodes one record. */
    void decode(String topic, byte @Nullable [] data, BinnedRecord into) {
        decoder(topic).decode(data, into);
    }

    private JsonRecordDecoder decoder(String topic) {
        JsonRecordDecoder decoder = decoders.get().get(topic);
        if (decoder == null) {
            throw new IllegalStateException("topic: must be one of " + plans.keySet() + ", was " + topic);
        }
        return decoder;
    }
}
