package io.klarion.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 90s}, {@code 1h30m}, {@code 7d}, or ISO {@code PT5M}. */
public final class DurationText {

    private static final Pattern PART = Pattern.compile("(\\d{1,10})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private DurationText() {}

    /**
     * Reads a duration. The parts of the short form come from great to small, each unit at most once; a bare
     * {@code 0} needs no unit.
     *
     * @return empty when the text is no duration, or has fractions of a millisecond or a minus sign
     */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        return (text.startsWith("P") ? iso(text) : parts(text)).filter(DurationText::isWholeMillis);
    }

    /** The short form, such as {@code 1h30m}; {@code 0s} for none. {@link #parse} reads it back. */
    public static String of(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDaysPart(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> parts(String text) {
        Matcher part = PART.matcher(text);
        Duration sum = Duration.ZERO;
        Duration last = Duration.ofSeconds(Long.MAX_VALUE);
        int at = 0;
        while (at < text.length() && part.find(at) && part.start() == at) {
            Duration unit = UNITS.getOrDefault(part.group(2), Duration.ZERO);
            if (unit.compareTo(last) >= 0) {
                return Optional.empty();
            }
            sum = sum.plus(unit.multipliedBy(Long.parseLong(part.group(1))));
            last = unit;
            at = part.end();
        }
        return at == text.length() && at > 0 ? Optional.of(sum) : Optional.empty();
    }

    private static boolean isWholeMillis(Duration duration) {
        return !duration.isNegative() && duration.toNanosPart() % 1_000_000 == 0;
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
