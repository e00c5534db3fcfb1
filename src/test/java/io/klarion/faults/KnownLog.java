package io.klarion.faults;

import io.klarion.shop.ShopRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that the brokers have acknowledged, by {@code topic-partition}: a record's position in its list is its
 * offset. Safe for any number of threads.
 */
public final class KnownLog {

    private final SortedMap<String, List<ShopRecord>> partitions = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private long size;

    synchronized void acknowledged(ShopRecord record, long offset) {
        List<ShopRecord> records = partitions.computeIfAbsent(name(record), name -> new ArrayList<>());
        if (offset != records.size()) {
            problems.add(name(record) + ": acknowledged at " + offset + " after " + records.size() + " records");
        }
        records.add(record);
        size++;
    }

    synchronized void refused(ShopRecord record, Exception why) {
        problems.add(name(record) + ": refused: " + why);
    }

    private static String name(ShopRecord record) {
        return new TopicPartition(record.topic(), record.partition()).toString();
    }

    /** How many records are acknowledged. */
    public synchronized long size() {
        return size;
    }

    /** What went wrong at sending; nothing, unless a broker or this harness is broken. */
    public synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    /** A copy of what is acknowledged by now. */
    public synchronized SortedMap<String, List<ShopRecord>> partitions() {
        SortedMap<String, List<ShopRecord>> copy = new TreeMap<>();
        partitions.forEach((name, records) -> copy.put(name, List.copyOf(records)));
        return copy;
    }

    /** The lists alone. */
    public Collection<List<ShopRecord>> lists() {
        return partitions().values();
    }
}
