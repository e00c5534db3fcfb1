package io.klarion.core.protocol;

import io.klarion.core.window.WindowSpec;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the windows of one monitor are closed.
 *
 * @param generation the generation of the counts held
 * @param pane the length of that generation's panes, milliseconds
 * @param lastClosedEnd end of the last closed window; {@link WindowSpec#NO_WATERMARK} before the first
 * @param incompleteUntil windows that end up to here lost counts of an earlier generation
 * @param unknownUntil windows that end up to here closed before some partition was known
 * @param revisable the closed windows that left an idle partition out and can still be revised, as runs: those that
 *     end at the key, at the value, or between
 * @param revisions how far their revisions have come, by end; left out where nothing has come yet
 */
public record ProgressRow(
        String generation,
        long pane,
        long lastClosedEnd,
        long incompleteUntil,
        long unknownUntil,
        NavigableMap<Long, Long> revisable,
        SortedMap<Long, Revision> revisions) {

    private static final Revision FIRST = new Revision(0, false);

    /**
     * How far the revisions of one window have come.
     *
     * @param number the revision last emitted, from 0
     * @param isDirty whether counts have come since
     */
    public record Revision(int number, boolean isDirty) {}

    public ProgressRow {
        revisable = new TreeMap<>(revisable);
        revisions = new TreeMap<>(revisions);
    }

    /** Nothing is closed yet. */
    static ProgressRow start(String generation, long pane) {
        long none = WindowSpec.NO_WATERMARK;
        return new ProgressRow(generation, pane, none, none, none, new TreeMap<>(), new TreeMap<>());
    }

    boolean hasClosed() {
        return lastClosedEnd != WindowSpec.NO_WATERMARK;
    }

    /** Whether some window that ends at or between these can be revised. */
    boolean isRevisable(long firstEnd, long lastEnd) {
        Map.Entry<Long, Long> run = revisable.floorEntry(lastEnd);
        return run != null && run.getValue() >= firstEnd;
    }

    Revision revision(long end) {
        return revisions.getOrDefault(end, FIRST);
    }

    ProgressRow closed(long end) {
        return new ProgressRow(generation, pane, end, incompleteUntil, unknownUntil, revisable, revisions);
    }

    ProgressRow incompleteUntil(long end) {
        long until = Math.max(incompleteUntil, end);
        return new ProgressRow(generation, pane, lastClosedEnd, until, unknownUntil, revisable, revisions);
    }

    ProgressRow unknownUntil(long end) {
        long until = Math.max(unknownUntil, end);
        return new ProgressRow(generation, pane, lastClosedEnd, incompleteUntil, until, revisable, revisions);
    }

    ProgressRow with(long end, Revision revision) {
        SortedMap<Long, Revision> more = new TreeMap<>(revisions);
        more.put(end, revision);
        return new ProgressRow(generation, pane, lastClosedEnd, incompleteUntil, unknownUntil, revisable, more);
    }

    /** The windows that end at or between these, all after those before, can be revised too. */
    ProgressRow revisable(long firstEnd, long lastEnd) {
        if (firstEnd > lastEnd) {
            return this;
        }
        NavigableMap<Long, Long> more = new TreeMap<>(revisable);
        Map.Entry<Long, Long> before = more.lastEntry();
        boolean continues = before != null && before.getValue() + 1 >= firstEnd;
        more.put(continues ? before.getKey() : firstEnd, lastEnd);
        return new ProgressRow(generation, pane, lastClosedEnd, incompleteUntil, unknownUntil, more, revisions);
    }

    ProgressRow withoutRevisionsUntil(long end) {
        if (revisable.isEmpty() || revisable.firstKey() > end) {
            return this;
        }
        NavigableMap<Long, Long> left = new TreeMap<>(revisable.tailMap(end, false));
        Map.Entry<Long, Long> cut = revisable.floorEntry(end);
        if (cut != null && cut.getValue() > end) {
            left.put(end + 1, cut.getValue());
        }
        return new ProgressRow(
                generation, pane, lastClosedEnd, incompleteUntil, unknownUntil, left, revisions.tailMap(end + 1));
    }
}
