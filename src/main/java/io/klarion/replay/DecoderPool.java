package io.klarion.replay;

import io.klarion.codec.DecodeLimits;
import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import io.klarion.core.monitor.Monitor;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Decoders and batches, each used by one thread at a time and then again. Thread-safe. */
final class DecoderPool {

    private final TopicPlan plan;
    private final Queue<JsonRecordDecoder> decoders = new ConcurrentLinkedQueue<>();
    private final Queue<ParsedFile.Batch> batches = new ConcurrentLinkedQueue<>();

    DecoderPool(List<Monitor> readers) {
        this.plan = TopicPlan.of(readers);
    }

    /** An empty batch. */
    ParsedFile.Batch batch() {
        ParsedFile.Batch used = batches.poll();
        return used == null ? new ParsedFile.Batch() : used;
    }

    void recycle(ParsedFile.Batch batch) {
        batches.add(batch);
    }

    /** The batch, after {@code decoding} was given a decoder of its own. */
    ParsedFile.Batch decoded(ParsedFile.Batch batch, Consumer<JsonRecordDecoder> decoding) {
        JsonRecordDecoder free = decoders.poll();
        JsonRecordDecoder decoder = free == null ? new JsonRecordDecoder(plan, DecodeLimits.DEFAULT) : free;
        decoding.accept(decoder);
        decoders.add(decoder);
        return batch;
    }
}
