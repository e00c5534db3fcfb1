package io.klarion.replay;

import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.RecordFile;
import io.klarion.core.protocol.BinnedRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * One file, read by the caller and parsed ahead by others: batches of decoded records in the file's order. What is
 * read ahead is bounded, whatever the size of the file. Used by one thread.
 */
final class ParsedFile {

    private static final int RECORDS = 1000;
    private static final int BYTES = 1 << 20;

    private final RecordFile file;
    private final DecoderPool decoders;
    private final Executor parsers;
    private final int ahead;
    private final Deque<CompletableFuture<Batch>> batches = new ArrayDeque<>();
    private boolean ended;

    /** Records that follow one another, each with its bytes; the objects are used again after {@link #recycle}. */
    static final class Batch {
        private final List<byte[]> values = new ArrayList<>(RECORDS);
        private final List<BinnedRecord> records = new ArrayList<>(RECORDS);

        int size() {
            return values.size();
        }

        BinnedRecord record(int index) {
            return records.get(index);
        }

        private void decode(JsonRecordDecoder decoder) {
            for (int i = 0; i < values.size(); i++) {
                if (i == records.size()) {
                    records.add(new BinnedRecord());
                }
                decoder.decode(values.get(i), records.get(i));
            }
        }
    }

    /**
     * A file that begins.
     *
     * @param ahead how many batches may wait, at least 1
     */
    ParsedFile(RecordFile file, DecoderPool decoders, Executor parsers, int ahead) {
        this.file = file;
        this.decoders = decoders;
        this.parsers = parsers;
        this.ahead = ahead;
    }

    RecordFile file() {
        return file;
    }

    /** The next batch; empty at the end of the file. */
    Optional<Batch> next() {
        while (!ended && batches.size() < ahead) {
            readAhead();
        }
        CompletableFuture<Batch> next = batches.poll();
        if (next == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(next.join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void readAhead() {
        Batch batch = decoders.batch();
        long bytes = 0;
        while (batch.size() < RECORDS && bytes < BYTES) {
            if (!file.next()) {
                ended = true;
                break;
            }
            batch.values.add(file.value());
            bytes += file.value().length;
        }
        if (batch.size() > 0) {
            batches.add(CompletableFuture.supplyAsync(() -> decoders.decoded(batch, batch::decode), parsers));
        }
    }

    /** Takes back a batch that is done with. */
    void recycle(Batch batch) {
        batch.values.clear();
        decoders.recycle(batch);
    }
}
