package io.klarion.cli;

import io.klarion.codec.DumpReader;
import io.klarion.codec.DumpRecord;
import io.klarion.core.monitor.Monitor;
import io.klarion.topology.PublishedReferences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The versions of references that were published, as they stand in a dump: before the records of other topics. */
final class DumpedReferences {

    private DumpedReferences() {}

    /**
     * The monitors with every version that the dump holds, each in force from when it was live; the same monitors where it
     * holds none.
     *
     * @param topic the topic of references
     */
    static List<Monitor> of(Path dump, String topic, List<Monitor> monitors) throws IOException {
        PublishedReferences published = new PublishedReferences(monitors);
        try (DumpReader records = DumpReader.open(dump)) {
            boolean holdsThem = records.ranges().stream()
                    .anyMatch(range -> range.partition().topic().equals(topic));
            Optional<DumpRecord> next = holdsThem ? records.next() : Optional.empty();
            while (next.isPresent() && next.get().partition().topic().equals(topic)) {
                DumpRecord record = next.get();
                published.accept(topic + "@" + record.offset(), record.timestamp(), record.key(), record.value());
                next = records.next();
            }
        }
        return published.monitors();
    }
}
