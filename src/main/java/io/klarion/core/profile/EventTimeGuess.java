package io.klarion.core.profile;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which field holds the event time.
 *
 * @param column the field
 * @param unit its unit; empty for ISO 8601 texts
 * @param reason why it was chosen, for people
 */
public record EventTimeGuess(Column column, Optional<TimeUnitGuess> unit, String reason) {

    private static final Pattern NAME = Pattern.compile(
            "(.*[_.-])?(ts|time|timestamp|datetime|date|at|when)([_.-]?(ms|millis|us|micros|ns|nanos|s|sec|utc))?"
                    + "|.*(time|timestamp|date)");
    private static final double IN_EVERY_RECORD = 0.95;
    private static final double MOSTLY_IN_ORDER = 0.8;
    private static final double MOST_SHOWN = 99.9;

    /**
     * The best candidate: a field in almost every record, almost always a time, preferably named like one and in order;
     * whole numbers must be one or the other. Empty when there is none.
     */
    public static Optional<EventTimeGuess> of(DataProfile profile) {
        return profile.columns().stream()
                .filter(EventTimeGuess::isTime)
                .filter(column -> column.present() >= IN_EVERY_RECORD * profile.records())
                .filter(column -> column.isIsoTime() || hasTimeName(column) || isOrdered(column))
                .max(Comparator.comparingDouble(EventTimeGuess::score))
                .map(EventTimeGuess::guess);
    }

    /** Whether almost all values of {@code column} are times. */
    static boolean isTime(Column column) {
        return column.isIsoTime() || column.timeUnit().isPresent();
    }

    /** Whether the column is named like a time. */
    static boolean hasTimeName(Column column) {
        return NAME.matcher(lastName(column).toLowerCase(Locale.ROOT)).matches();
    }

    private static String lastName(Column column) {
        return column.pointer().substring(column.pointer().lastIndexOf('/') + 1);
    }

    private static boolean isOrdered(Column column) {
        return column.times().inOrder() >= MOSTLY_IN_ORDER
                && column.times().earliest() < column.times().latest();
    }

    private static double score(Column column) {
        return (hasTimeName(column) ? 2 : 0)
                + (isOrdered(column) ? 1 : 0)
                + column.times().inOrder();
    }

    private static EventTimeGuess guess(Column column) {
        TimeTrack times = column.times();
        String what = column.timeUnit()
                .map(unit -> "numbers that are " + unit.name().toLowerCase(Locale.ROOT) + " of the years 1980 to 2100")
                .orElse("ISO 8601 texts");
        String order = times.greatestLag() == 0
                ? "in order"
                : String.format(Locale.ROOT, "%.1f %% in order", Math.min(MOST_SHOWN, 100 * times.inOrder()));
        return new EventTimeGuess(column, column.timeUnit(), what + ", " + order);
    }
}
