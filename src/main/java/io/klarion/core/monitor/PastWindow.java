package io.klarion.core.monitor;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a closed window of one group: the counts of features, by their place in the chunk. Features that
 * are not to be compared with are left out. Immutable.
 */
public final class PastWindow {

    private final long end;
    private final SortedMap<Integer, long[]> features;

    /**
     * A remembered window.
     *
     * @param end the window's end, epoch milliseconds, exclusive
     * @param features one count a cell; copied
     */
    public PastWindow(long end, SortedMap<Integer, long[]> features) {
        this.end = end;
        this.features = new TreeMap<>();
        features.forEach((place, counts) -> this.features.put(place, counts.clone()));
    }

    /** The window's end, epoch milliseconds, exclusive. */
    public long end() {
        return end;
    }

    /** A copy of the counts by the feature's place in its chunk. */
    public SortedMap<Integer, long[]> features() {
        SortedMap<Integer, long[]> copy = new TreeMap<>();
        features.forEach((place, counts) -> copy.put(place, counts.clone()));
        return copy;
    }

    /** Whether the feature at {@code place} is in it. */
    public boolean holds(int place) {
        return features.containsKey(place);
    }

    /** A copy of the counts of the feature at {@code place}; null when it is left out. */
    long @Nullable [] counts(int place) {
        long[] counts = features.get(place);
        return counts == null ? null : counts.clone();
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof PastWindow window
                && end == window.end
                && features.keySet().equals(window.features.keySet())
                && features.entrySet().stream()
                        .allMatch(entry -> Arrays.equals(entry.getValue(), window.features.get(entry.getKey())));
    }

    @Override
    public int hashCode() {
        return Long.hashCode(end) * 31 + features.keySet().hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("PastWindow[").append(end);
        features.forEach(
                (place, counts) -> text.append(", ").append(place).append('=').append(Arrays.toString(counts)));
        return text.append(']').toString();
    }
}
