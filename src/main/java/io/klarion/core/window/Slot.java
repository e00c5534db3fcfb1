package io.klarion.core.window;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One slot of a calendar, such as the hour from 13:00 on Mondays.
 *
 * @param kind what the slots are
 * @param index which one, from 0 to below {@code kind.slots()}, in the order of the week
 */
public record Slot(SlotKind kind, int index) implements Comparable<Slot> {

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final List<String> PARTS = List.of("workday", "weekend");
    private static final int HOURS = 24;
    private static final int WORKDAYS = 5;
    private static final Map<String, Slot> BY_KEY = Stream.of(SlotKind.values())
            .flatMap(kind -> kind.all().stream())
            .collect(Collectors.toMap(Slot::key, slot -> slot));

    public Slot {
        if (index < 0 || index >= kind.slots()) {
            throw new IllegalArgumentException(
                    "slot: must be between 0 and " + (kind.slots() - 1) + " for " + kind.key() + ", was " + index);
        }
    }

    /**
     * The slot that holds an hour.
     *
     * @param day of the week, 0 for Monday to 6 for Sunday
     * @param hour of the day, 0 to 23
     */
    static Slot of(SlotKind kind, int day, int hour) {
        int part = day < WORKDAYS ? 0 : 1;
        return switch (kind) {
            case HOUR_OF_WEEK -> new Slot(kind, day * HOURS + hour);
            case HOUR_OF_WORKDAY -> new Slot(kind, part * HOURS + hour);
            case HOUR_OF_DAY -> new Slot(kind, hour);
            case DAY_OF_WEEK -> new Slot(kind, day);
            case WORKDAY -> new Slot(kind, part);
        };
    }

    /** The slot that is written {@code key}, of whatever kind; empty for none. */
    public static Optional<Slot> parse(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** As in verdicts and files: {@code mon-13}, {@code workday-13}, {@code hour-13}, {@code mon}, {@code weekend}. */
    public String key() {
        return switch (kind) {
            case HOUR_OF_WEEK -> DAYS.get(index / HOURS) + hour();
            case HOUR_OF_WORKDAY -> PARTS.get(index / HOURS) + hour();
            case HOUR_OF_DAY -> "hour" + hour();
            case DAY_OF_WEEK -> DAYS.get(index);
            case WORKDAY -> PARTS.get(index);
        };
    }

    /** The slot of a coarser kind that holds this one; {@code kind} is of this slot's {@link SlotKind#chain}. */
    public Slot within(SlotKind coarser) {
        int first = kind == SlotKind.DAY_OF_WEEK ? index : index * WORKDAYS;
        return switch (kind) {
            case HOUR_OF_WEEK -> of(coarser, index / HOURS, index % HOURS);
            case HOUR_OF_WORKDAY -> of(coarser, index / HOURS * WORKDAYS, index % HOURS);
            case HOUR_OF_DAY -> of(coarser, 0, index);
            case DAY_OF_WEEK, WORKDAY -> of(coarser, first, 0);
        };
    }

    private String hour() {
        int hour = index % HOURS;
        return (hour < 10 ? "-0" : "-") + hour;
    }

    @Override
    public int compareTo(Slot that) {
        return Comparator.comparing(Slot::kind).thenComparingInt(Slot::index).compare(this, that);
    }
}
