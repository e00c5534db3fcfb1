package io.klarion.topology;

import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.PartitionInput;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage1;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records of each batch in the heap. When the heap turns from clean to dirty it forwards one token; the token waits
 * in a cache that Streams flushes before every commit, which is what makes {@link Emitter} drain the heap in time.
 */
final class Binner implements FixedKeyProcessor<String, BinnedBatch, Boolean> {

    private final long heapLimit;
    private final Map<String, PartitionInput> inputs = new HashMap<>();
    private final BinnedRecord record = new BinnedRecord();
    private @Nullable FixedKeyProcessorContext<String, Boolean> context;
    private @Nullable Stage1 stage;

    Binner(long heapLimit) {
        this.heapLimit = heapLimit;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Boolean> processorContext) {
        context = processorContext;
        inputs.clear();
        HeapStore store = processorContext.getStateStore(TopologyNames.HEAP_STORE);
        stage = store.stage();
    }

    @Override
    public void process(FixedKeyRecord<String, BinnedBatch> consumed) {
        FixedKeyProcessorContext<String, Boolean> streams = Objects.requireNonNull(context, "init must come first");
        Stage1 heap = Objects.requireNonNull(stage, "init must come first");
        RecordMetadata at = streams.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a source record must have coordinates"));
        PartitionInput input =
                inputs.computeIfAbsent(at.topic(), topic -> heap.input(new SourcePartition(topic, at.partition())));
        if (count(consumed.value(), input)) {
            streams.forward(consumed.withValue(Boolean.TRUE));
        }
        if (heap.size() > heapLimit) {
            streams.commit();
        }
    }

    /* Whether the heap has turned dirty. */
    private boolean count(BinnedBatch batch, PartitionInput input) {
        boolean turnedDirty = false;
        for (int i = 0; i < batch.size(); i++) {
            batch.read(i, record);
            turnedDirty |= input.accept(batch.offset(i), record.timestamp, record);
        }
        record.setRaw(null, 0, 0);
        batch.giveBack();
        return turnedDirty;
    }
}
