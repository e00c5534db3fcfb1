package io.klarion.report.page;

import io.klarion.core.alert.VolumeAlert;
import io.klarion.core.distribution.NumberText;
import io.klarion.core.divergence.Measure;
import io.klarion.report.PrintableText;
import io.klarion.web.SeriesKey;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Words, numbers and times as the page writes them. */
final class PageText {

    private static final long MINUTE = 60_000;
    private static final MathContext DIGITS = new MathContext(3);
    private static final DateTimeFormatter TO_MINUTES = format("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter TO_SECONDS = format("yyyy-MM-dd HH:mm:ss");

    private PageText() {}

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** {@code 2026-01-01 12:05 UTC}, with seconds only where there are any. */
    static String time(long epochMillis) {
        DateTimeFormatter format = epochMillis % MINUTE == 0 ? TO_MINUTES : TO_SECONDS;
        return format.format(Instant.ofEpochMilli(epochMillis)) + " UTC";
    }

    /** At three digits: {@code 0.31}; infinities as {@code ∞}. */
    static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        return NumberText.of(new BigDecimal(value).round(DIGITS).doubleValue());
    }

    /** {@code 5.2 %}, and of what is there but tiny {@code <0.1 %}. */
    static String share(double share) {
        if (share > 0 && share < 0.0005) {
            return "<0.1 %";
        }
        return String.format(Locale.ROOT, share >= 0.0995 ? "%.0f %%" : "%.1f %%", 100 * share);
    }

    /** {@code 99.9 %}. */
    static String confidence(double confidence) {
        return NumberText.of(BigDecimal.valueOf(confidence).movePointRight(2).doubleValue()) + " %";
    }

    /** {@code 1 window}, {@code 1,200 windows}. */
    static String count(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
    }

    /** Text from data without characters that could mislead. */
    static String safe(String text) {
        return PrintableText.of(text);
    }

    /** The feature with its segment: {@code income in country=DE}. */
    static String name(SeriesKey series) {
        String subject =
                series.feature().equals(VolumeAlert.SUBJECT) ? "The number of records" : safe(series.feature());
        return subject + (series.segment().isEmpty() ? "" : " in " + safe(series.segment()));
    }

    /** {@code KL divergence}, {@code PSI}. */
    static String name(Measure measure) {
        return switch (measure) {
            case KL -> "KL divergence";
            case REVERSE_KL -> "reverse KL divergence";
            case PSI -> "PSI";
            case JS -> "Jensen–Shannon divergence";
            case HELLINGER -> "Hellinger distance";
            case TOTAL_VARIATION -> "total variation";
            case CHI_SQUARE -> "χ² divergence";
            case KS -> "Kolmogorov–Smirnov distance";
            case WASSERSTEIN -> "Wasserstein distance";
        };
    }

    /** {@code 0.31 nats}, without a unit where the measure has none. */
    static String number(double value, Measure measure) {
        return number(value) + (measure.isInNats() ? " nats" : "");
    }
}
