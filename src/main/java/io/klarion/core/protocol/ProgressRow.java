package io.klarion.core.protocol;

import io.klarion.core.window.WindowSpec;
import java.util.Collection;
import java.util.List;
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
 * @param suspect the windows, not closed or revisable, whose records may be lost or doubled, as runs
 * @param revisions how far their revisions have come, by end; left out where nothing has come yet
 */
public record ProgressRow(
        String generation,
        long pane,
        long lastClosedEnd,
        long incompleteUntil,
        long unknownUntil,
        NavigableMap<Long, Long> revisable,
        NavigableMap<Long, Long> suspect,
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
        suspect = new TreeMap<>(suspect);
        revisions = new TreeMap<>(revisions);
    }

    /** Nothing is closed yet. */
    static ProgressRow start(String generation, long pane) {
        long none = WindowSpec.NO_WATERMARK;
        return new ProgressRow(generation, pane, none, none, none, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    boolean hasClosed() {
        return lastClosedEnd != WindowSpec.NO_WATERMARK;
    }

    /** Whether some window that ends at or between these can be revised. */
    boolean isRevisable(long firstEnd, long lastEnd) {
        return Runs.meets(revisable, firstEnd, lastEnd);
    }

    /** Whether the records of the window that ends at {@code end} may be lost or doubled. */
    boolean isSuspect(long end) {
        return Runs.meets(suspect, end, end);
    }

    Revision revision(long end) {
        return revisions.getOrDefault(end, FIRST);
    }

    ProgressRow closed(long end) {
        return new ProgressRow(generation, pane, end, incompleteUntil, unknownUntil, revisable, suspect, revisions);
    }

    ProgressRow incompleteUntil(long end) {
        long until = Math.max(incompleteUntil, end);
        return new ProgressRow(generation, pane, lastClosedEnd, until, unknownUntil, revisable, suspect, revisions);
    }

    ProgressRow unknownUntil(long end) {
        long until = Math.max(unknownUntil, end);
        return new ProgressRow(generation, pane, lastClosedEnd, incompleteUntil, until, revisable, suspect, revisions);
    }

    /** Counts have come for these windows, which can be revised; this row where that is known of all of them. */
    ProgressRow dirty(Collection<Long> ends) {
        List<Long> news = ends.stream().filter(end -> !revision(end).isDirty()).toList();
        if (news.isEmpty()) {
            return this;
        }
        SortedMap<Long, Revision> more = new TreeMap<>(revisions);
        news.forEach(end -> more.put(end, new Revision(revision(end).number(), true)));
        return with(revisable, suspect, more);
    }

    ProgressRow with(long end, Revision revision) {
        SortedMap<Long, Revision> more = new TreeMap<>(revisions);
        more.put(end, revision);
        return with(revisable, suspect, more);
    }

    /** The windows that end at or between these can be revised too. */
    ProgressRow revisable(long firstEnd, long lastEnd) {
        return with(Runs.plus(revisable, firstEnd, lastEnd), suspect, revisions);
    }

    /** These windows may have lost or doubled records. */
    ProgressRow suspect(EndRange windows) {
        return with(revisable, Runs.plus(suspect, windows.first(), windows.last()), revisions);
    }

    ProgressRow withSuspect(NavigableMap<Long, Long> runs) {
        return with(revisable, runs, revisions);
    }

    ProgressRow withoutRevisionsUntil(long end) {
        return revisable.isEmpty() || revisable.firstKey() > end
                ? this
                : with(Runs.after(revisable, end), suspect, revisions.tailMap(end + 1));
    }

    /** Forgets the suspicion on windows that are closed for good. */
    ProgressRow withoutSettledSuspects() {
        long open = revisable.isEmpty() ? lastClosedEnd : Math.min(lastClosedEnd, revisable.firstKey() - 1);
        return with(revisable, Runs.after(suspect, open), revisions);
    }

    private ProgressRow with(
            NavigableMap<Long, Long> newRevisable,
            NavigableMap<Long, Long> newSuspect,
            SortedMap<Long, Revision> newRevisions) {
        return new ProgressRow(
                generation, pane, lastClosedEnd, incompleteUntil, unknownUntil, newRevisable, newSuspect, newRevisions);
    }
}
