package io.klarion.topology;

import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import io.klarion.core.protocol.Stage1;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Source records to their cells and event times. Never throws for what they hold: what cannot be decoded comes out rejected, with
 * the reason. What has come back is used again, so that reading allocates none. For one thread.
 */
final class SourceDecoder {

    /* What a poll costs by itself is shared by its records; what is decoded in one must not fill the processor's cache. */
    private static final int BYTES_A_POLL = 2 << 20;
    private static final int FEWEST_A_POLL = 100;
    private static final int MOST_A_POLL = 4_000;
    private static final int BYTES_A_FEATURE = Integer.BYTES + Long.BYTES;
    /* Of features whose values in other are kept: texts of some hundred characters where many come. */
    private static final int BYTES_OF_OTHER = 100;
    /* What may lie unused: all that so many polls bring. */
    private static final int POLLS_KEPT = 2;
    private static final int BYTES_A_RECORD = 200;

    private final Map<String, Topic> topics = new HashMap<>();
    private final BinnedRecord decoded = new BinnedRecord();
    private final int bytes;
    /* The topic of the record before: hundreds of one come in a row, each with the same object for its name. */
    private String lastName = "";
    private @Nullable Topic last;

    private record Topic(JsonRecordDecoder decoder, EventTimeRule times, RecordBlocks blocks) {}

    SourceDecoder(TopologySpec spec) {
        Map<String, TopicPlan> plans = new HashMap<>();
        for (String topic : spec.manifest().keySet()) {
            plans.put(
                    topic, TopicPlan.of(Stage1.readersOf(spec.monitors(), topic).toList()));
        }
        bytes = plans.values().stream().mapToInt(SourceDecoder::bytes).max().orElse(BYTES_A_RECORD);
        int capacity = Math.max(1, Math.min(RecordBatcher.MOST_RECORDS, RecordBatcher.FULL / bytes));
        RecordBlocks.Free free = new RecordBlocks.Free(POLLS_KEPT * recordsAPoll(bytes) / capacity + 1);
        plans.forEach((topic, plan) -> topics.put(
                topic,
                new Topic(
                        new JsonRecordDecoder(plan, spec.limits()),
                        new EventTimeRule(plan.eventTime()),
                        new RecordBlocks(plan, capacity, free))));
    }

    private static int bytes(TopicPlan plan) {
        int feature = BYTES_A_FEATURE + (plan.keepsOthers() ? BYTES_OF_OTHER : 0);
        return BYTES_A_RECORD + feature * plan.features();
    }

    /** Whether records of this topic are decoded. */
    boolean reads(String topic) {
        return find(topic) != null;
    }

    /** At most how many bytes a decoded record takes, without the record as it came. */
    int bytes() {
        return bytes;
    }

    /** How many records a poll should bring, of these features. */
    int recordsAPoll() {
        return recordsAPoll(bytes);
    }

    /** How many of so many bytes each. */
    static int recordsAPoll(int bytes) {
        return Math.max(FEWEST_A_POLL, Math.min(MOST_A_POLL, BYTES_A_POLL / bytes));
    }

    /** Decodes a record, which must lie where it is until {@link #finish}. */
    RecordBlock.Row decode(String topic, ByteBuffer data) {
        if (!data.hasArray()) {
            return decode(topic, Utils.toArray(data));
        }
        int from = data.arrayOffset() + data.position();
        topic(topic).decoder.decode(data.array(), from, from + data.remaining(), decoded);
        return add(topic, data);
    }

    /** Decodes a record. */
    RecordBlock.Row decode(String topic, byte @Nullable [] data) {
        topic(topic).decoder.decode(data, decoded);
        return add(topic, data == null ? null : ByteBuffer.wrap(data));
    }

    /* What was just decoded. It must not hold what was fetched until the next one comes. */
    private RecordBlock.Row add(String topic, @Nullable ByteBuffer source) {
        decoded.setRaw(null, 0, 0);
        return topic(topic).blocks.add(decoded, source);
    }

    /** Gives a decoded record its event time by its timestamp, or rejects it; what is not rejected is not needed as it came. */
    void finish(String topic, RecordBlock.Row record, long offset, long timestamp) {
        record.finish(offset, timestamp, topic(topic).times);
    }

    /** Decodes a record and gives it its event time. */
    void decode(String topic, byte @Nullable [] data, long timestamp, BinnedRecord into) {
        topic(topic).decoder.decode(data, into);
        topic(topic).times.judge(into, timestamp);
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
