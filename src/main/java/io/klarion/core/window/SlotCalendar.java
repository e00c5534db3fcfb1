package io.klarion.core.window;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Which slot of the day or week a window belongs to: that of the local time at its start, whatever its length. Where clocks go
 * back, an hour comes twice and both belong to its slot; where they go forward, a slot is left out.
 *
 * <p>A reference is counted from windows too: a day that starts at midnight is compared with earlier days that started
 * at midnight of that weekday, also where slots are hours.
 *
 * @param kind what the slots are
 * @param zone whose local time it is
 * @param window which windows there are; without grace, which decides nothing here
 */
public record SlotCalendar(SlotKind kind, ZoneId zone, WindowSpec window) {

    private static final long MILLIS = 1000;
    private static final int HOURS = 24;
    private static final int DAYS = 7;
    private static final int THURSDAY = 3; // 1970-01-01

    public SlotCalendar {
        window = new WindowSpec(window.size(), window.advance(), 0, window.origin());
        if (window.size() > kind.cycle()) {
            throw new IllegalArgumentException("window.size: must be at most " + kind.cycle() + " ms with slots "
                    + kind.key() + ", was " + window.size() + " ms");
        }
    }

    /** The slots of the window that starts at {@code start}, the finest first. */
    public List<Slot> slots(long start) {
        return kind.chain().stream().map(coarse -> slot(coarse, start)).toList();
    }

    /** The finest slot of the window that starts at {@code start}. */
    public Slot slot(long start) {
        return slot(kind, start);
    }

    private Slot slot(SlotKind of, long start) {
        long hour = Math.floorDiv(local(start), SlotKind.HOUR_OF_DAY.length());
        int day = (int) Math.floorMod(Math.floorDiv(hour, (long) HOURS) + THURSDAY, (long) DAYS);
        return Slot.of(of, day, (int) Math.floorMod(hour, (long) HOURS));
    }

    /** Which coming of its slot {@code start} lies in: equal for times of the same local hour or day. */
    public long occurrence(long start) {
        return Math.floorDiv(local(start), kind.length());
    }

    /** When that coming of its slot began, as long as no clock was changed since. */
    public long slotStart(long start) {
        return start - Math.floorMod(local(start), kind.length());
    }

    /* Milliseconds of local time since 1970-01-01T00:00, as if every day had 24 hours. */
    private long local(long time) {
        return time + zone.getRules().getOffset(Instant.ofEpochMilli(time)).getTotalSeconds() * MILLIS;
    }
}
