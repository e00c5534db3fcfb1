package io.klarion.core.profile;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts how often each text occurs, in bounded memory.
 *
 * <p>Up to {@value #CAP} distinct texts everything is exact and independent of the order of adding. Beyond that, the
 * rarest texts are forgotten again and again (lossy counting [1]): counts become lower bounds, frequent texts stay.
 * Not thread-safe.
 *
 * <p>[1] G. S. Manku, R. Motwani, Approximate frequency counts over data streams, VLDB 2002.
 */
public final class CategoryCounter {

    /** The greatest number of distinct texts kept. */
    public static final int CAP = 20_000;

    private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT_FIRST =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private final int cap;
    private final Map<String, Long> counts = new HashMap<>();
    private long forgotten;

    /** A counter without texts. */
    public CategoryCounter() {
        this(CAP);
    }

    CategoryCounter(int cap) {
        this.cap = cap;
    }

    /** Counts {@code text}. */
    public void add(String text) {
        counts.merge(text, 1L, Long::sum);
        while (counts.size() > cap) {
            forgotten++;
            counts.values().removeIf(count -> count <= forgotten);
        }
    }

    /** The number of distinct texts kept; a lower bound when {@link #isExact} is not true. */
    public int distinct() {
        return counts.size();
    }

    /** Whether nothing was forgotten. */
    public boolean isExact() {
        return forgotten == 0;
    }

    /** The count of {@code text}, 0 when it was never added. */
    public long count(String text) {
        return counts.getOrDefault(text, 0L);
    }

    /** The texts kept and their counts; not a copy. */
    Map<String, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** The {@code limit} most frequent texts, most frequent first, ties in the order of the texts. */
    public List<String> mostFrequent(int limit) {
        return counts.entrySet().stream()
                .sorted(MOST_FREQUENT_FIRST)
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }
}
