package io.klarion.core.reference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts of all cells by tumbling window, for as many windows as memory allows.
 *
 * <p>When there are more than the limit, every other one is left out, chosen by a hash of its position, again and
 * again. Which windows remain depends only on which there are, not on the order of the records, and whole
 * windows remain or go. (Leaving out every second one by position would alias with daily cycles.) Not thread-safe.
 */
final class WindowSlices {

    private final long size;
    private final long origin;
    private final int cells;
    private final int limit;
    private final Map<Long, long[]> windows = new HashMap<>();
    private int leftOutBits;

    WindowSlices(long size, long origin, int cells, int limit) {
        this.size = size;
        this.origin = origin;
        this.cells = cells;
        this.limit = limit;
    }

    /** The counts of the window that holds {@code eventTime}; null when that window is left out. */
    long @Nullable [] of(long eventTime) {
        long position = position(eventTime);
        if (!isKept(position)) {
            return null;
        }
        long[] counts = windows.computeIfAbsent(position, p -> new long[cells]);
        while (windows.size() > limit) {
            leftOutBits++;
            windows.keySet().removeIf(p -> !isKept(p));
        }
        return counts;
    }

    /** The kept windows in the order of time; the cells {@code [from, to)} of each. */
    List<long[]> cells(int from, int to) {
        return new TreeMap<>(windows)
                .values().stream()
                        .map(counts -> Arrays.copyOfRange(counts, from, to))
                        .toList();
    }

    /** Which window holds {@code eventTime}. */
    long position(long eventTime) {
        return Math.floorDiv(eventTime - origin, size);
    }

    /** The kept windows that hold something, in the order of time. */
    SortedMap<Long, long[]> byPosition() {
        return new TreeMap<>(windows);
    }

    /** How many of {@code positions} windows are kept, whether they hold something or not. */
    long keptOf(long positions) {
        return positions >> leftOutBits;
    }

    private boolean isKept(long position) {
        return leftOutBits == 0 || hash(position) >>> (Long.SIZE - leftOutBits) == 0;
    }

    /* The finalizer of SplittableRandom: every bit of the position reaches every bit of the hash. */
    private static long hash(long position) {
        long z = (position ^ (position >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
