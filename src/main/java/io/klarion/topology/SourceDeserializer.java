package io.klarion.topology;

import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.Stage1;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Bytes of a source record to its cells. Never throws: what cannot be decoded comes out rejected, with the reason.
 * One object serves all stream threads; each thread has decoders of its own.
 */
final class SourceDeserializer implements Deserializer<BinnedRecord> {

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
    public BinnedRecord deserialize(String topic, byte[] data) {
        JsonRecordDecoder decoder = decoders.get().get(topic);
        if (decoder == null) {
            throw new IllegalStateException("topic: must be one of " + plans.keySet() + ", was " + topic);
        }
        BinnedRecord record = RecordPool.ofThread().take();
        decoder.decode(data, record);
        return record;
    }
}
