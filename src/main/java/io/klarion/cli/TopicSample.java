package io.klarion.cli;

import io.klarion.core.protocol.SourcePartition;
import io.klarion.topology.StreamsSettings.StartFrom;
import io.klarion.topology.TopicRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The last records of a topic, in the order of their timestamps, held in memory: a live topic that is read twice is not
 * the same twice.
 *
 * @param topic its name
 * @param kafka the client properties it was read with
 * @param records the records
 */
record TopicSample(String topic, Map<String, String> kafka, List<Sampled> records) implements JsonRecords {

    private static final long MOST_BYTES = 256L << 20;

    /** One record. */
    @SuppressWarnings("ArrayRecordComponent") // read once, handed over as it is
    record Sampled(long timestamp, int partition, byte[] value) {}

    /**
     * Reads the last records of each partition, as many of each.
     *
     * @param most how many at most; fewer where they are large
     * @throws io.klarion.topology.StartException when the cluster cannot be reached, or the topic is not there
     */
    static TopicSample read(Map<String, String> kafka, String topic, long most) {
        List<Sampled> records = new ArrayList<>();
        try (TopicRange range = TopicRange.of(kafka, List.of(topic), latest(kafka, topic, most), new TreeMap<>())) {
            long[] bytes = {0};
            range.read(record -> {
                if (record.value() != null) {
                    records.add(of(record));
                    bytes[0] += record.value().length;
                }
                return bytes[0] < MOST_BYTES;
            });
        }
        records.sort(Comparator.comparingLong(Sampled::timestamp).thenComparing(Sampled::partition));
        return new TopicSample(topic, kafka, List.copyOf(records));
    }

    private static Sampled of(ConsumerRecord<byte[], byte[]> record) {
        return new Sampled(record.timestamp(), record.partition(), record.value());
    }

    private static StartFrom latest(Map<String, String> kafka, String topic, long most) {
        try (TopicRange all = TopicRange.of(kafka, List.of(topic), StartFrom.EARLIEST, new TreeMap<>())) {
            SortedMap<SourcePartition, Long> starts = new TreeMap<>();
            long each = Math.max(1, most / Math.max(1, all.begins().size()));
            all.begins()
                    .forEach((partition, begin) ->
                            starts.put(partition, Math.max(begin, all.ends().getOrDefault(partition, 0L) - each)));
            return new StartFrom(StartFrom.Kind.OFFSETS, 0, starts);
        }
    }

    @Override
    public void forEach(Visit visit) {
        records.forEach(record -> visit.accept(record.value(), record.timestamp()));
    }

    @Override
    public boolean haveTimestamps() {
        return true;
    }
}
