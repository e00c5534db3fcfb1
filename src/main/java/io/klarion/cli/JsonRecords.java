package io.klarion.cli;

import io.klarion.codec.RecordFile;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Records as JSON objects that can be gone through as often as one likes, always the same and in the same order. */
interface JsonRecords {

    /** Goes through all of them. */
    void forEach(Consumer<byte[]> visit);

    /** The records of a file. */
    static JsonRecords of(Path file, LongConsumer bytesRead) {
        return visit -> {
            try (RecordFile records = RecordFile.open(file)) {
                while (records.next()) {
                    visit.accept(records.value());
                    bytesRead.accept(records.bytesRead());
                }
            }
        };
    }
}
