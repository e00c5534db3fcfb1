package io.klarion.cli;

import io.klarion.codec.RecordFile;
import io.klarion.topology.TopicRange;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Records as JSON objects that can be gone through as often as one likes, always the same and in the same order. */
interface JsonRecords {

    /** The timestamp of a record that has none: one of a file. */
    long NO_TIMESTAMP = -1;

    /** What is done with each. */
    @FunctionalInterface
    interface Visit {

        /**
         * Takes the next record.
         *
         * @param json its value
         * @param timestamp the Kafka record's, epoch milliseconds; {@link #NO_TIMESTAMP} for one of a file
         */
        void accept(byte[] json, long timestamp);
    }

    /** Goes through all of them. */
    void forEach(Visit visit);

    /** Whether they have timestamps of their own, besides their fields. */
    default boolean haveTimestamps() {
        return false;
    }

    /** The records of files, one after the other; each reading shows its progress as {@code what}. */
    static JsonRecords of(List<Path> files, PrintWriter err, String what) {
        return visit -> {
            for (Path file : files) {
                try (RecordFile records = RecordFile.open(file);
                        FileProgress progress = FileProgress.of(err, what, records)) {
                    while (records.next()) {
                        visit.accept(records.value(), NO_TIMESTAMP);
                        progress.at(records.bytesRead());
                    }
                }
            }
        };
    }

    /** The records of a range, partition by partition, those without a value left out. */
    static JsonRecords of(TopicRange range, PrintWriter err, String what) {
        return new JsonRecords() {
            @Override
            public void forEach(Visit visit) {
                AtomicLong records = new AtomicLong();
                try (TopicProgress progress = TopicProgress.of(err, what, range.offsets())) {
                    range.readByPartition(record -> {
                        if (record.value() != null) {
                            visit.accept(record.value(), record.timestamp());
                        }
                        progress.at(records.incrementAndGet());
                        return true;
                    });
                }
            }

            @Override
            public boolean haveTimestamps() {
                return true;
            }
        };
    }
}
