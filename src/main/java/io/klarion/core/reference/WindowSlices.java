package io.klarion.core.reference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts of all cells by tumbling window, for as many windows as memory allows.
 *
 * <p>When there are more than the limit, every other one is left out, chosen by a hash of its position, again and
 * again. Which windows remain depends only on which there are, not on the order of the records, and whole
 * windows remain or go. (Leaving out every second one by position would alias with daily cycles.) Not thread-safe.
 */
final class WindowSlices {

    private static final double SURPRISE = 0.01;

    private final long size;
    private final long origin;
    private final int cells;
    private final int limit;
    private final Map<Long, long[]> windows = new HashMap<>();
    private int leftOutBits;
    /* The window that was asked for last: nearly always the next one too. */
    private long lastPosition;
    private long @Nullable [] last;

    WindowSlices(long size, long origin, int cells, int limit) {
        this.size = size;
        this.origin = origin;
        this.cells = cells;
        this.limit = limit;
    }

    /** The counts of the window that holds {@code eventTime}; null when that window is left out. */
    long @Nullable [] of(long eventTime) {
        return at(position(eventTime));
    }

    /** The counts of the window at {@code position}; null when it is left out. */
    long @Nullable [] at(long position) {
        if (last == null || position != lastPosition) {
            last = kept(position);
            lastPosition = position;
        }
        return last;
    }

    private long @Nullable [] kept(long position) {
        if (!isKept(position)) {
            return null;
        }
        long[] counts = windows.computeIfAbsent(position, p -> new long[cells]);
        while (windows.size() > limit) {
            leftOutBits++;
            windows.keySet().removeIf(p -> !isKept(p));
        }
        return isKept(position) ? counts : null;
    }

    /**
     * The kept windows in the order of time; the cells {@code [from, to)} of each. The first and the last are left out where
     * data began or ended within them: where a gap as long as the one at their edge would be a surprise among
     * records spread over the window (a chance below 1 %).
     *
     * @param cellsARecord how many cells each record counts in
     * @param earliest the first event time of the data
     * @param latest the last
     */
    List<long[]> whole(int from, int to, int cellsARecord, long earliest, long latest) {
        return whole(cellsARecord, earliest, latest).values().stream()
                .map(counts -> Arrays.copyOfRange(counts, from, to))
                .toList();
    }

    /** The same windows by their positions, all cells of each. */
    SortedMap<Long, long[]> whole(int cellsARecord, long earliest, long latest) {
        SortedMap<Long, long[]> whole = new TreeMap<>();
        new TreeMap<>(windows).forEach((position, counts) -> {
            double start = (double) position * size + origin;
            double outside = Math.max(0, earliest - start) + Math.max(0, start + size - 1 - latest);
            double records = LongStream.of(counts).sum() / (double) cellsARecord;
            if (StrictMath.pow(1 - Math.min(1, outside / size), records) >= SURPRISE) {
                whole.put(position, counts);
            }
        });
        return whole;
    }

    /** When the window at {@code position} starts. */
    long start(long position) {
        return position * size + origin;
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
    static long hash(long position) {
        long z = (position ^ (position >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
