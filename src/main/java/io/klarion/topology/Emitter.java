package io.klarion.topology;

import io.klarion.codec.MessageCodec;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.PartitionInput;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage1;
import io.klarion.core.protocol.Stage1Output;
import io.klarion.core.protocol.Tally;
import io.klarion.metrics.StreamCounters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Drains the heap when the token arrives, that is before every commit; and sends signs of life now and then. A
 * drain that fails fails the task: half a drain must never be committed.
 */
final class Emitter implements Processor<String, Long, byte[], byte[]>, Stage1Output {

    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private final TopologySpec spec;
    private final StreamCounters counters;
    private final IdleProbe idleProbe;
    private final Map<SourcePartition, Quiet> quiet = new HashMap<>();
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Stage1 stage;

    /* Since when no record came. */
    private record Quiet(long records, long since) {}

    Emitter(TopologySpec spec, StreamCounters counters, IdleProbe idleProbe) {
        this.spec = spec;
        this.counters = counters;
        this.idleProbe = idleProbe;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        HeapStore store = processorContext.getStateStore(TopologyNames.HEAP_STORE);
        Stage1 heap = store.stage();
        stage = heap;
        quiet.clear();
        int partition = processorContext.taskId().partition();
        spec.manifest().forEach((topic, partitions) -> {
            if (partition < partitions) {
                heap.input(new SourcePartition(topic, partition));
            }
        });
        processorContext.schedule(HEARTBEAT, PunctuationType.WALL_CLOCK_TIME, this::beat);
    }

    @Override
    public void process(Record<String, Long> token) {
        try {
            stage().drain(this);
        } catch (TaskCorruptedException e) {
            // Streams would commit what other tasks wrote in this transaction, and half a drain with it.
            throw new StreamsException("a drain was cut short, its transaction must be aborted", e);
        }
    }

    private void beat(long now) {
        for (PartitionInput input : stage().inputs()) {
            Quiet before = quiet.get(input.partition());
            if (before == null || before.records() != input.total()) {
                quiet.put(input.partition(), new Quiet(input.total(), now));
            } else if (idleProbe.isReadToEnd(input.partition(), before.since(), now)) {
                input.declareIdle();
            }
        }
        marker(stage().heartbeat());
    }

    @Override
    public void delta(Message.Delta delta) {
        String key = delta.monitor() + '|' + delta.segment() + '|' + delta.chunk();
        send(key.getBytes(StandardCharsets.UTF_8), MessageCodec.encode(delta), TopologyNames.INTERNAL_SINK);
    }

    @Override
    public void marker(Message.Marker marker) {
        send(Multicast.TO_ALL, MessageCodec.encode(marker), TopologyNames.INTERNAL_SINK);
    }

    @Override
    public void quarantined(Quarantined record) {
        context().forward(QuarantineRecord.of(record, now()), TopologyNames.QUARANTINE_SINK);
    }

    @Override
    public void tally(Tally tally) {
        counters.tally(tally);
    }

    private void send(byte[] key, byte[] value, String sink) {
        context().forward(new Record<>(key, value, now()), sink);
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Objects.requireNonNull(context, "init must come first");
    }

    private Stage1 stage() {
        return Objects.requireNonNull(stage, "init must come first");
    }

    /* Internal and result records carry the time they were written: retention would delete old event times. */
    private long now() {
        return context().currentSystemTimeMs();
    }
}
