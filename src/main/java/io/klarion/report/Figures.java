package io.klarion.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as tables show them: of one width, so that columns can be compared at a glance. */
public final class Figures {

    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Figures() {}

    /**
     * A number with a fixed number of decimals, such as {@code 0.1438}; one too small to show any as {@code 3.1e-07},
     * infinities as {@code ∞}.
     */
    public static String decimal(double value, int decimals) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        boolean vanishes = value != 0 && Math.abs(value) < 0.5 * Math.pow(10, -decimals);
        return String.format(Locale.ROOT, vanishes ? "%.1e" : "%." + decimals + "f", value);
    }

    /** The same with two significant digits at least: {@code 0.00015}, where four decimals leave {@code 0.0001}. */
    static String twoDigits(double value, int decimals) {
        double size = Math.abs(value);
        double least = Math.pow(10, -decimals);
        if (size == 0 || size >= 10 * least) {
            return decimal(value, decimals);
        }
        return size < least ? String.format(Locale.ROOT, "%.1e", value) : decimal(value, decimals + 1);
    }

    /** A number of records with its thousands set apart: {@code 1,234,567}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A share in percent, such as {@code 12.5 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** The time of day in UTC: {@code 12:05:00}. */
    public static String time(long epochMillis) {
        return TIME_OF_DAY.format(Instant.ofEpochMilli(epochMillis));
    }
}
