package io.klarion.faults;

import io.klarion.shop.ShopRecord;
import io.klarion.topology.TopicReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the source topics really hold, which is what the recount counts: each acknowledged record where it was
 * acknowledged, and now and then one twice. A producer that loses its leader cannot know whether a batch was written, and
 * when its sequence has to begin anew it writes the batch again; only the second one is acknowledged.
 */
final class SourceReading {

    private final SortedMap<String, SortedMap<Long, ShopRecord>> acknowledged;
    private final SortedMap<String, List<ShopRecord>> partitions = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private long repeated;

    private SourceReading(KnownLog log) {
        this.acknowledged = log.partitions();
    }

    static SourceReading of(KnownLog log, TopicReader reader, Collection<String> topics) {
        SourceReading reading = new SourceReading(log);
        topics.forEach(topic -> reader.read(topic, reading::take));
        reading.requireNothingLost();
        return reading;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String name = new TopicPartition(record.topic(), record.partition()).toString();
        List<ShopRecord> read = partitions.computeIfAbsent(name, any -> new ArrayList<>());
        SortedMap<Long, ShopRecord> known = acknowledged.getOrDefault(name, new TreeMap<>());
        ShopRecord is = known.get(record.offset());
        if (is == null) {
            is = twin(known.values(), record);
            repeated++;
        }
        if (is == null || record.offset() != read.size() || !isSame(is, record)) {
            problems.add(name + "@" + record.offset() + ": not a record that was sent there");
        } else {
            read.add(is);
        }
    }

    private static @Nullable ShopRecord twin(Collection<ShopRecord> records, ConsumerRecord<byte[], byte[]> record) {
        return records.stream()
                .filter(known -> known.timestamp() == record.timestamp() && isSame(known, record))
                .findFirst()
                .orElse(null);
    }

    private static boolean isSame(ShopRecord known, ConsumerRecord<byte[], byte[]> record) {
        return Arrays.equals(record.value(), known.toKafka().value());
    }

    private void requireNothingLost() {
        acknowledged.forEach((name, records) -> {
            int holds = partitions.getOrDefault(name, List.of()).size();
            if (!records.isEmpty() && records.lastKey() >= holds) {
                problems.add(name + ": holds " + holds + " records, but one was acknowledged at " + records.lastKey());
            }
        });
    }

    /** The records of each partition, in the order of their offsets. */
    SortedMap<String, List<ShopRecord>> partitions() {
        return partitions;
    }

    /** How many records the producer wrote a second time. */
    long repeated() {
        return repeated;
    }

    /** Where the topics are not what was acknowledged. */
    List<String> problems() {
        return problems;
    }
}
