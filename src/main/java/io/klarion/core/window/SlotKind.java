package io.klarion.core.window;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the slots of a calendar are. Days begin on Monday; Saturday and Sunday are the weekend.
 *
 * <p>A slot of which a reference knows too little backs off to a coarser one that holds it, and at last to all records:
 *
 * <pre>{@code
 * HOUR_OF_WEEK  mon-13  → HOUR_OF_WORKDAY  workday-13 → HOUR_OF_DAY  hour-13
 * DAY_OF_WEEK   sun     → WORKDAY          weekend
 * HOUR_OF_DAY   hour-13
 * }</pre>
 */
public enum SlotKind {
    /** 168 slots, {@code mon-00} to {@code sun-23}. */
    HOUR_OF_WEEK("hour-of-week", 168, Span.HOUR, Span.WEEK),
    /** 48 slots, {@code workday-00} to {@code weekend-23}; only to back off to. */
    HOUR_OF_WORKDAY("hour-of-workday", 48, Span.HOUR, Span.WEEK),
    /** 24 slots, {@code hour-00} to {@code hour-23}. */
    HOUR_OF_DAY("hour-of-day", 24, Span.HOUR, Span.DAY),
    /** 7 slots, {@code mon} to {@code sun}. */
    DAY_OF_WEEK("day-of-week", 7, Span.DAY, Span.WEEK),
    /** 2 slots, {@code workday} and {@code weekend}; only to back off to. */
    WORKDAY("workday", 2, Span.DAY, Span.WEEK);

    /** The kinds a reference can be built with. */
    public static final List<SlotKind> CHOICES = List.of(HOUR_OF_DAY, DAY_OF_WEEK, HOUR_OF_WEEK);

    /* In milliseconds. */
    private static final class Span {
        static final long HOUR = 3_600_000;
        static final long DAY = 24 * HOUR;
        static final long WEEK = 7 * DAY;
    }

    private final String key;
    private final int slots;
    private final long length;
    private final long cycle;

    SlotKind(String key, int slots, long length, long cycle) {
        this.key = key;
        this.slots = slots;
        this.length = length;
        this.cycle = cycle;
    }

    /** The kind that is written {@code key}; empty for none. */
    public static Optional<SlotKind> parse(String key) {
        return List.of(values()).stream().filter(kind -> kind.key.equals(key)).findFirst();
    }

    /** As in configurations and files. */
    public String key() {
        return key;
    }

    /** How many slots there are. */
    public int slots() {
        return slots;
    }

    /** All of them, in the order of the week. */
    public List<Slot> all() {
        return IntStream.range(0, slots)
                .mapToObj(index -> new Slot(this, index))
                .toList();
    }

    /** How long a slot lasts, in milliseconds of local time. */
    public long length() {
        return length;
    }

    /** After how many milliseconds of local time the slots come round again. */
    public long cycle() {
        return cycle;
    }

    /** This kind and the coarser ones it backs off to, the finest first. */
    public List<SlotKind> chain() {
        return switch (this) {
            case HOUR_OF_WEEK -> List.of(this, HOUR_OF_WORKDAY, HOUR_OF_DAY);
            case HOUR_OF_WORKDAY -> List.of(this, HOUR_OF_DAY);
            case DAY_OF_WEEK -> List.of(this, WORKDAY);
            case HOUR_OF_DAY, WORKDAY -> List.of(this);
        };
    }
}
