package io.klarion.topology;

import io.klarion.codec.TopicPlan;
import io.klarion.core.protocol.BinnedRecord;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The blocks of one topic: the one that is being filled, and those that have come back. One that never does is simply collected. */
final class RecordBlocks {

    /** How many blocks lie unused, of all topics of a consumer. */
    static final class Free {

        private final int most;
        private int number;

        /** None yet, and never more than {@code most}. */
        Free(int most) {
            this.most = most;
        }
    }

    private final TopicPlan plan;
    private final int capacity;
    private final Free kept;
    private final ArrayDeque<RecordBlock> free = new ArrayDeque<>();
    private @Nullable RecordBlock filling;

    /**
     * Blocks of the records of a topic.
     *
     * @param capacity of one, in records
     * @param kept how many may lie unused, those of other topics included
     */
    RecordBlocks(TopicPlan plan, int capacity, Free kept) {
        this.plan = plan;
        this.capacity = capacity;
        this.kept = kept;
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
        if (block == null) {
            return new RecordBlock(
                    this, capacity, plan.features(), plan.monitors().size(), plan.keepsOthers());
        }
        kept.number--;
        return block;
    }

    /** Takes back one that is empty again. */
    void giveBack(RecordBlock block) {
        if (kept.number < kept.most) {
            kept.number++;
            free.push(block);
        }
    }
}
