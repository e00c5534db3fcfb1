package io.klarion.topology;

import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Hands each record its partition's watermark, and Streams the record's event time.
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
        if (!(consumed.value() instanceof BinnedRecord record)) {
            throw new IllegalStateException("value: must be a decoded record, was " + consumed.value());
        }
        complete(consumed.topic(), consumed.timestamp(), record, partitionTime);
        return record.rejection == null ? record.eventTime : Math.max(partitionTime, 0);
    }

    /** Gives a decoded record its event time and its partition's watermark, or rejects it. */
    void complete(String topic, long timestamp, BinnedRecord record, long partitionTime) {
        EventTimeRule rule = rules.get(topic);
        if (rule == null) {
            throw new IllegalStateException("topic: must be one of " + rules.keySet() + ", was " + topic);
        }
        rule.apply(record, timestamp, partitionTime);
    }
}
