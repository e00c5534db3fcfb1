package io.klarion.core.protocol;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Sets of window ends as runs that do not touch: from the key to the value, both inclusive. Never changed in place. */
final class Runs {

    private Runs() {}

    /** Whether some end at or between these is in the set. */
    static boolean meets(NavigableMap<Long, Long> runs, long first, long last) {
        Map.Entry<Long, Long> run = runs.floorEntry(last);
        return run != null && run.getValue() >= first;
    }

    /** The set with all ends from {@code first} to {@code last}. */
    static NavigableMap<Long, Long> plus(NavigableMap<Long, Long> runs, long first, long last) {
        if (first > last) {
            return runs;
        }
        NavigableMap<Long, Long> more = new TreeMap<>(runs);
        long from = first;
        long to = last;
        for (Map.Entry<Long, Long> run : runs.entrySet()) {
            boolean isBefore = run.getValue() != Long.MAX_VALUE && run.getValue() + 1 < first;
            boolean isAfter = last != Long.MAX_VALUE && run.getKey() > last + 1;
            if (!isBefore && !isAfter) {
                from = Math.min(from, run.getKey());
                to = Math.max(to, run.getValue());
                more.remove(run.getKey());
            }
        }
        more.put(from, to);
        return more;
    }

    /** The set without all ends up to {@code end}. */
    static NavigableMap<Long, Long> after(NavigableMap<Long, Long> runs, long end) {
        if (runs.isEmpty() || runs.firstKey() > end) {
            return runs;
        }
        NavigableMap<Long, Long> left = new TreeMap<>(runs.tailMap(end, false));
        Map.Entry<Long, Long> cut = runs.floorEntry(end);
        if (cut != null && cut.getValue() > end) {
            left.put(end + 1, cut.getValue());
        }
        return left;
    }
}
