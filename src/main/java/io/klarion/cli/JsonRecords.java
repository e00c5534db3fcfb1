package io.klarion.cli;

import io.klarion.codec.RecordFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Records as JSON objects that can be gone through as often as one likes, always the same and in the same order. */
interface JsonRecords {

    /** Goes through all of them. */
    void forEach(Consumer<byte[]> visit);

    /** The records of a file; each reading shows its progress as {@code what}. */
    static JsonRecords of(Path file, PrintWriter err, String what) {
        return visit -> {
            try (RecordFile records = RecordFile.open(file);
                    FileProgress progress = FileProgress.of(err, what, records)) {
                while (records.next()) {
                    visit.accept(records.value());
                    progress.at(records.bytesRead());
                }
            }
        };
    }
}
