package io.klarion.core.backtest;

import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.Segment;
import io.klarion.core.window.WindowSpec;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes longer windows of closed ones that follow one another without overlap. A group without a closed window had no
 * records in it. Windows before the first and after the last that is known whole are left out. Single-threaded.
 *
 * <p>Exact but for records that were late for a short window and would not have been for the long one: they are in none.
 */
final class MergedWindows {

    private final WindowSpec given;
    private final WindowSpec wanted;
    private final Consumer<WindowCounts> out;
    private final SortedMap<Group, SortedMap<Long, WindowCounts>> groups = new TreeMap<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private record Group(Segment segment, int chunk) implements Comparable<Group> {
        @Override
        public int compareTo(Group that) {
            return Comparator.comparing(Group::segment)
                    .thenComparingInt(Group::chunk)
                    .compare(this, that);
        }
    }

    /**
     * Windows of {@code wanted}, made of those of {@code given}.
     *
     * @throws IllegalArgumentException when the one is not a whole number of the other
     */
    MergedWindows(WindowSpec given, WindowSpec wanted, Consumer<WindowCounts> out) {
        this.given = given;
        this.wanted = wanted;
        this.out = out;
        if (wanted.size() % given.size() != 0 || wanted.advance() % given.advance() != 0) {
            throw new IllegalArgumentException("window: must be a multiple of " + given.size()
                    + " ms, of which closed windows are, was " + wanted.size() + " ms");
        }
    }

    /** The next closed window; ends never fall. */
    void add(WindowCounts window) {
        if (wanted.size() == given.size()) {
            out.accept(window);
            return;
        }
        if (last != Long.MIN_VALUE && window.end() > last) {
            closeUntil(window.end() - 1);
        }
        first = Math.min(first, window.start());
        last = window.end();
        groups.computeIfAbsent(new Group(window.segment(), window.chunk()), absent -> new TreeMap<>())
                .put(window.end(), window);
    }

    /** No window follows. */
    void finish() {
        if (last != Long.MIN_VALUE) {
            closeUntil(last);
        }
    }

    /* Windows between the last closed one and the next hold nothing of any group, unless something is kept of them. */
    private void closeUntil(long until) {
        long from = Math.max(first + wanted.size(), last);
        for (long end = ceiling(from); end <= until && holdsAny(end); end += wanted.advance()) {
            long ends = end;
            groups.forEach((group, windows) -> close(windows, ends));
        }
        long needed = ceiling(until + 1) - wanted.size();
        groups.values().forEach(windows -> windows.headMap(needed + 1).clear());
        groups.values().removeIf(Map::isEmpty);
    }

    private boolean holdsAny(long end) {
        return groups.values().stream()
                .anyMatch(windows ->
                        !windows.subMap(end - wanted.size() + 1, end + 1).isEmpty());
    }

    private long ceiling(long time) {
        return time + Math.floorMod(wanted.origin() + wanted.size() - time, wanted.advance());
    }

    private void close(SortedMap<Long, WindowCounts> windows, long end) {
        WindowCounts sum = null;
        for (WindowCounts part :
                windows.subMap(end - wanted.size() + 1, end + 1).values()) {
            boolean isApart = (end - part.end()) % given.size() == 0;
            if (isApart) {
                sum = sum == null ? widened(part, end) : plus(sum, part);
            }
        }
        if (sum != null) {
            out.accept(sum);
        }
    }

    private WindowCounts widened(WindowCounts part, long end) {
        return new WindowCounts(
                part.segment(),
                end - wanted.size(),
                end,
                0,
                part.completeness(),
                false,
                part.records(),
                part.late(),
                part.chunk(),
                part.cells().clone());
    }

    private static WindowCounts plus(WindowCounts sum, WindowCounts part) {
        long[] cells = sum.cells();
        for (int i = 0; i < cells.length; i++) {
            cells[i] += part.cells()[i];
        }
        return new WindowCounts(
                sum.segment(),
                sum.start(),
                sum.end(),
                0,
                worse(sum.completeness(), part.completeness()),
                false,
                sum.records() + part.records(),
                sum.late() + part.late(),
                sum.chunk(),
                cells);
    }

    /* By what they are declared in: complete, idle left out, incomplete, suspect. */
    private static Completeness worse(Completeness one, Completeness two) {
        return one.compareTo(two) >= 0 ? one : two;
    }
}
