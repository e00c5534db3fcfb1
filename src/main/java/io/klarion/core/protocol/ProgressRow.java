package io.klarion.core.protocol;

import io.klarion.core.window.WindowSpec;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the windows of one monitor are closed.
 *
 * @param generation the generation of the counts held
 * @param lastClosedEnd end of the last closed window; {@link WindowSpec#NO_WATERMARK} before the first
 * @param incompleteUntil windows that end up to here lost counts of an earlier generation
 * @param revisable closed windows, by end, that left an idle partition out and can still be revised
 */
public record ProgressRow(
        String generation, long lastClosedEnd, long incompleteUntil, SortedMap<Long, Revision> revisable) {

    /**
     * How far the revisions of one window have come.
     *
     * @param number the revision last emitted, from 0
     * @param isDirty whether counts have come since
     */
    public record Revision(int number, boolean isDirty) {}

    public ProgressRow {
        revisable = new TreeMap<>(revisable);
    }

    /** Nothing is closed yet. */
    static ProgressRow start(String generation) {
        return new ProgressRow(generation, WindowSpec.NO_WATERMARK, WindowSpec.NO_WATERMARK, new TreeMap<>());
    }

    boolean hasClosed() {
        return lastClosedEnd != WindowSpec.NO_WATERMARK;
    }

    ProgressRow closed(long end) {
        return new ProgressRow(generation, end, incompleteUntil, revisable);
    }

    ProgressRow incompleteUntil(long end) {
        return new ProgressRow(generation, lastClosedEnd, Math.max(incompleteUntil, end), revisable);
    }

    ProgressRow with(long end, Revision revision) {
        ProgressRow row = new ProgressRow(generation, lastClosedEnd, incompleteUntil, revisable);
        row.revisable.put(end, revision);
        return row;
    }

    ProgressRow withoutRevisionsUntil(long end) {
        return new ProgressRow(generation, lastClosedEnd, incompleteUntil, revisable.tailMap(end + 1));
    }
}
