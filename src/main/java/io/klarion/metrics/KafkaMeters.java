package io.klarion.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;

/**
 * Which of Kafka's own metrics are exported.
 *
 * <p>Unfiltered, one small topology makes some 2,400 series; these are the ones that answer an operator's questions:
 * is it running, is it keeping up, is anything dropped, is it restoring, how large is its state?
 */
final class KafkaMeters implements MeterFilter {

    private static final String PREFIX = "kafka.";

    private static final Set<String> ALLOWED = Set.of(
            "kafka.stream.client.state",
            "kafka.stream.alive.stream.threads",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.thread.process.ratio",
            "kafka.stream.thread.process.rate",
            "kafka.stream.thread.commit.latency.avg",
            "kafka.stream.thread.commit.latency.max",
            "kafka.stream.task.dropped.records.total",
            "kafka.stream.task.process.total",
            "kafka.stream.task.active.buffer.count",
            "kafka.stream.task.restore.remaining.records.total",
            "kafka.stream.topic.records.consumed.total",
            "kafka.stream.topic.bytes.consumed.total",
            "kafka.stream.topic.records.produced.total",
            "kafka.stream.topic.bytes.produced.total",
            "kafka.stream.state.estimate.num.keys",
            "kafka.stream.state.total.sst.files.size",
            "kafka.consumer.fetch.manager.records.lag",
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.coordinator.failed.rebalance.total");

    /** The names of those that are, as Micrometer has them. */
    static Set<String> allowed() {
        return ALLOWED;
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getName().startsWith(PREFIX) && !ALLOWED.contains(id.getName())
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }
}
