package io.klarion.topology;

import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.Stage1;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Source records to their cells. Never throws for what they hold: what cannot be decoded comes out rejected, with the
 * reason. Keeps what it has handed out and got back, so that reading allocates none. For one thread.
 */
final class SourceDecoder {

    /* What may lie unused. */
    private static final int MOST_KEPT_BYTES = 4 << 20;
    private static final int BYTES_A_FEATURE = Integer.BYTES + Long.BYTES;
    private static final int BYTES_A_RECORD = 200;

    private final Map<String, JsonRecordDecoder> decoders = new HashMap<>();
    private final ArrayDeque<DecodedRecord> free = new ArrayDeque<>();
    private final int bytes;

    SourceDecoder(TopologySpec spec) {
        int features = 0;
        for (String topic : spec.manifest().keySet()) {
            TopicPlan plan =
                    TopicPlan.of(Stage1.readersOf(spec.monitors(), topic).toList());
            features = Math.max(features, plan.features());
            decoders.put(topic, new JsonRecordDecoder(plan, spec.limits()));
        }
        bytes = BYTES_A_RECORD + BYTES_A_FEATURE * features;
    }

    /** Whether records of this topic are decoded. */
    boolean reads(String topic) {
        return decoders.containsKey(topic);
    }

    /** At most how many bytes a decoded record takes, without the record as it came. */
    int bytes() {
        return bytes;
    }

    /** Decodes a record, which must lie where it is until it comes back by {@link #giveBack}. */
    DecodedRecord decode(String topic, ByteBuffer data) {
        if (!data.hasArray()) {
            return decode(topic, Utils.toArray(data));
        }
        DecodedRecord decoded = take();
        int from = data.arrayOffset() + data.position();
        decoder(topic).decode(data.array(), from, from + data.remaining(), decoded.binned);
        return decoded;
    }

    /** Decodes a record. */
    DecodedRecord decode(String topic, byte @Nullable [] data) {
        DecodedRecord decoded = take();
        decode(topic, data, decoded.binned);
        return decoded;
    }

    /** Decodes a record into one that the caller has. */
    void decode(String topic, byte @Nullable [] data, BinnedRecord into) {
        decoder(topic).decode(data, into);
    }

    private DecodedRecord take() {
        DecodedRecord decoded = free.poll();
        return decoded == null ? new DecodedRecord() : decoded;
    }

    /** Ends the use of a record. One that never comes back is simply collected. */
    void giveBack(DecodedRecord record) {
        record.binned.setRaw(null, 0, 0);
        if ((long) free.size() * bytes < MOST_KEPT_BYTES) {
            free.push(record);
        }
    }

    private JsonRecordDecoder decoder(String topic) {
        JsonRecordDecoder decoder = decoders.get(topic);
        if (decoder == null) {
            throw new IllegalStateException("topic: must be one of " + decoders.keySet() + ", was " + topic);
        }
        return decoder;
    }
}
