package io.klarion.topology;

import io.klarion.codec.TopicPlan;
import io.klarion.core.protocol.BinnedRecord;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The blocks of one topic: the one that is being filled, and those that have come back. One that never does is simply collected. */
final class RecordBlocks {

    private final TopicPlan plan;
    private final int capacity;
    private final int mostFree;
    private final ArrayDeque<RecordBlock> free = new ArrayDeque<>();
    private @Nullable RecordBlock filling;

    /**
     * Blocks of the records of a topic.
     *
     * @param capacity of one, in records
     * @param mostFree how many may lie unused
     */
    RecordBlocks(TopicPlan plan, int capacity, int mostFree) {
        this.plan = plan;
        this.capacity = capacity;
        this.mostFree = mostFree;
    }

    /** Adds a record, as {@link RecordBlock#add}. */
    RecordBlock.Row add(BinnedRecord decoded, @Nullable ByteBuffer source) {
        RecordBlock block = filling == null ? next() : filling;
        RecordBlock.Row row = block.add(decoded, source);
        filling = block.isFull() ? null : block;
        return row;
    }

    private RecordBlock next() {
        RecordBlock block = free.poll();
        return block == null
                ? new RecordBlock(
                        this, capacity, plan.features(), plan.monitors().size(), plan.keepsOthers())
                : block;
    }

    /** Takes back one that is empty again. */
    void giveBack(RecordBlock block) {
        if (free.size() < mostFree) {
            free.push(block);
        }
    }
}
