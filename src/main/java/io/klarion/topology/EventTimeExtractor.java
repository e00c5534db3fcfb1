package io.klarion.topology;

import io.klarion.core.protocol.EventTimeRule;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Hands each record of a batch its partition's watermark, and Streams the highest event time so far.
 *
 * <p>This is the only place that sees the partition's own time as it stood before the record, restored from commit
 * metadata after a crash or migration; stream time and task time depend on read speed and must not be used. A
 * rejected record leaves the partition's time where it was. Thread-safe: holds no state.
 */
final class EventTimeExtractor implements TimestampExtractor {

    private final Map<String, EventTimeRule> rules = new TreeMap<>();

    EventTimeExtractor(TopologySpec spec) {
        for (String topic : spec.manifest().keySet()) {
            spec.monitors().stream()
                    .filter(monitor -> monitor.topics().contains(topic))
                    .findFirst()
                    .ifPresent(monitor -> rules.put(topic, new EventTimeRule(monitor.eventTime())));
        }
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> consumed, long partitionTime) {
        if (!(consumed.value() instanceof BinnedBatch batch)) {
            throw new IllegalStateException("value: must be a decoded batch, was " + consumed.value());
        }
        return Math.max(batch.place(rule(consumed.topic()), partitionTime), 0);
    }

    private EventTimeRule rule(String topic) {
        EventTimeRule rule = rules.get(topic);
        if (rule == null) {
            throw new IllegalStateException("topic: must be one of " + rules.keySet() + ", was " + topic);
        }
        return rule;
    }
}
