package io.klarion.core.reference;

import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.WindowSpec;

/**
 * The windows that the slots of a reference are counted from.
 *
 * <p>Of windows that overlap only some are taken: within one coming of a slot they follow one another, so that no record
 * counts twice in it. Where in the slot the first starts is drawn anew each time, by a hash, so that windows of all
 * starts have their part. Windows that do not overlap are all taken.
 */
final class SlotWindows {

    private final SlotCalendar calendar;
    private final WindowSpec window;
    private final long hops;

    SlotWindows(SlotCalendar calendar) {
        this.calendar = calendar;
        this.window = calendar.window();
        this.hops = (window.size() + window.advance() - 1) / window.advance();
    }

    /** The position of the first window that holds {@code time}; the window at p starts at {@link #start}(p). */
    long firstHolding(long time) {
        return lastHolding(time - window.size()) + 1;
    }

    /** The position of the last window that holds {@code time}. */
    long lastHolding(long time) {
        return Math.floorDiv(time - window.origin(), window.advance());
    }

    /** When the window at {@code position} starts. */
    long start(long position) {
        return window.origin() + position * window.advance();
    }

    /** Whether the window at {@code position} is counted. */
    boolean isTaken(long position) {
        if (hops == 1) {
            return true;
        }
        long start = start(position);
        long firstInSlot = lastHolding(calendar.slotStart(start) - 1) + 1;
        long starts = Math.max(1, Math.min(hops, calendar.kind().length() / window.advance()));
        long first = Math.floorMod(WindowSlices.hash(calendar.occurrence(start)), starts);
        return Math.floorMod(position - firstInSlot, hops) == first;
    }
}
