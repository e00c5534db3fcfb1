package io.klarion.faults;

import io.klarion.shop.ShopRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** The records that the brokers have acknowledged, by {@code topic-partition} and offset. Safe for any number of threads. */
public final class KnownLog {

    private final SortedMap<String, SortedMap<Long, ShopRecord>> partitions = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private long size;

    synchronized void acknowledged(ShopRecord record, long offset) {
        ShopRecord before = partitions
                .computeIfAbsent(name(record), name -> new TreeMap<>())
                .put(offset, record);
        if (before != null) {
            problems.add(name(record) + ": two records acknowledged at " + offset);
        }
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

    /** A copy of what is acknowledged by now, by partition and offset. */
    public synchronized SortedMap<String, SortedMap<Long, ShopRecord>> partitions() {
        SortedMap<String, SortedMap<Long, ShopRecord>> copy = new TreeMap<>();
        partitions.forEach((name, records) -> copy.put(name, new TreeMap<>(records)));
        return copy;
    }

    /** The records of each partition, in the order of their offsets. */
    public synchronized Collection<List<ShopRecord>> lists() {
        return partitions.values().stream()
                .map(records -> List.copyOf(records.values()))
                .toList();
    }
}
