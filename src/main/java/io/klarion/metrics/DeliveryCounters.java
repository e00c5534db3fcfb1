package io.klarion.metrics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Sums of notifications in memory since the start of the process. Thread-safe. */
public final class DeliveryCounters {

    /**
     * @param sink the receiver's name in the configuration
     * @param outcome what became of the message
     */
    record Key(String sink, DeliveryOutcome outcome) {}

    private final Map<Key, Long> sums = new ConcurrentHashMap<>();
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

    /** Makes the sink known, so that its first message counts as a rise from 0. */
    public void open(String sink) {
        for (DeliveryOutcome outcome : DeliveryOutcome.values()) {
            sums.putIfAbsent(new Key(sink, outcome), 0L);
        }
        waiting.putIfAbsent(sink, 0);
    }

    /** One more message came to this. */
    public void count(String sink, DeliveryOutcome outcome) {
        sums.merge(new Key(sink, outcome), 1L, Long::sum);
    }

    /** So many state changes wait for nothing but the sink now. */
    public void waiting(String sink, int changes) {
        waiting.put(sink, changes);
    }

    /** How many messages came to this so far; 0 for an unknown sink. */
    public long sum(String sink, DeliveryOutcome outcome) {
        return sums.getOrDefault(new Key(sink, outcome), 0L);
    }

    /** What waits, by sink. */
    SortedMap<String, Integer> waiting() {
        return new TreeMap<>(waiting);
    }
}
