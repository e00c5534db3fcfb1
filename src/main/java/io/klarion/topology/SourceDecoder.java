package io.klarion.topology;

import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import io.klarion.core.protocol.Stage1;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Source records to their cells and event times. Never throws for what they hold: what cannot be decoded comes out rejected, with
 * the reason. Keeps what it has handed out and got back, so that reading allocates none. For one thread.
 */
final class SourceDecoder {

    /* What may lie unused. */
    private static final int MOST_KEPT_BYTES = 4 << 20;
    private static final int BYTES_A_FEATURE = Integer.BYTES + Long.BYTES;
    private static final int BYTES_A_RECORD = 200;

    private final Map<String, Topic> topics = new HashMap<>();
    private final ArrayDeque<DecodedRecord> free = new ArrayDeque<>();
    private final int bytes;
    /* The topic of the record before: hundreds of one come in a row, each with the same object for its name. */
    private String lastName = "";
    private @Nullable Topic last;

    private record Topic(JsonRecordDecoder decoder, EventTimeRule times) {}

    SourceDecoder(TopologySpec spec) {
        int features = 0;
        for (String topic : spec.manifest().keySet()) {
            TopicPlan plan =
                    TopicPlan.of(Stage1.readersOf(spec.monitors(), topic).toList());
            features = Math.max(features, plan.features());
            topics.put(
                    topic, new Topic(new JsonRecordDecoder(plan, spec.limits()), new EventTimeRule(plan.eventTime())));
        }
        bytes = BYTES_A_RECORD + BYTES_A_FEATURE * features;
    }

    /** Whether records of this topic are decoded. */
    boolean reads(String topic) {
        return find(topic) != null;
    }

    /** At most how many bytes a decoded record takes, without the record as it came. */
    int bytes() {
        return bytes;
    }

    /** Decodes a record, which must lie where it is until {@link #finish}. */
    DecodedRecord decode(String topic, ByteBuffer data) {
        if (!data.hasArray()) {
            return decode(topic, Utils.toArray(data));
        }
        DecodedRecord decoded = take();
        int from = data.arrayOffset() + data.position();
        topic(topic).decoder.decode(data.array(), from, from + data.remaining(), decoded.binned);
        return decoded;
    }

    /** Decodes a record. */
    DecodedRecord decode(String topic, byte @Nullable [] data) {
        DecodedRecord decoded = take();
        topic(topic).decoder.decode(data, decoded.binned);
        return decoded;
    }

    /** Gives a decoded record its event time by its timestamp, or rejects it; what is not rejected is not needed as it came. */
    void finish(String topic, DecodedRecord record, long timestamp) {
        topic(topic).times.judge(record.binned, timestamp);
        record.binned.detach();
    }

    /** Decodes a record and gives it its event time. */
    void decode(String topic, byte @Nullable [] data, long timestamp, BinnedRecord into) {
        topic(topic).decoder.decode(data, into);
        topic(topic).times.judge(into, timestamp);
    }

    private DecodedRecord take() {
        DecodedRecord decoded = free.poll();
        return decoded == null ? new DecodedRecord() : decoded;
    }

    /** Ends the use of a record. One that never comes back is simply collected. */
    void giveBack(DecodedRecord record) {
        if ((long) free.size() * bytes < MOST_KEPT_BYTES) {
            record.binned.setRaw(null, 0, 0);
            free.push(record);
        }
    }

    private Topic topic(String name) {
        Topic topic = find(name);
        if (topic == null) {
            throw new IllegalStateException("topic: must be one of " + topics.keySet() + ", was " + name);
        }
        return topic;
    }

    @SuppressWarnings("ReferenceEquality") // another object of the same name is only slower
    private @Nullable Topic find(String name) {
        if (name != lastName) {
            lastName = name;
            last = topics.get(name);
        }
        return last;
    }
}
