package io.klarion.report;

import io.klarion.core.backtest.Outcome;
import io.klarion.core.divergence.Measure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * How settings are told apart: by what not all of them have in common, and always by the threshold.
 *
 * @param windows whether window sizes differ
 * @param measures whether measures do
 * @param confidences whether confidences do
 */
public record SettingText(boolean windows, boolean measures, boolean confidences) {

    private static final MathContext DIGITS = new MathContext(6);

    /** What stands where features do not agree. */
    private static final String MIXED = "mixed";

    /** Of these settings of one monitor. */
    public static SettingText of(Collection<Outcome> outcomes) {
        return new SettingText(
                differ(outcomes, outcome -> outcome.judged().window().size()),
                differ(outcomes, Outcome::measure),
                differ(outcomes, Outcome::confidence));
    }

    private static boolean differ(Collection<Outcome> outcomes, Function<Outcome, Object> by) {
        return outcomes.stream().map(by).distinct().count() > 1;
    }

    /** {@code 0.1}, {@code mixed} where features have different ones. */
    public static String threshold(Outcome outcome) {
        return outcome.threshold().isPresent() ? number(outcome.threshold().getAsDouble()) : MIXED;
    }

    /** {@code 99 %}. */
    public static String confidence(Outcome outcome) {
        return outcome.confidence().isPresent() ? number(outcome.confidence().getAsDouble() * 100) + " %" : MIXED;
    }

    /** {@code kl}. */
    public static String measure(Outcome outcome) {
        return outcome.measure().map(Measure::key).orElse(MIXED);
    }

    /** {@code 5m}. */
    public static String window(Outcome outcome) {
        return span(outcome.judged().window().size());
    }

    /** The setting in words, such as {@code 0.1, psi, windows of 1h}. */
    public String name(Outcome outcome) {
        List<String> parts = new ArrayList<>();
        parts.add("threshold " + threshold(outcome));
        if (measures) {
            parts.add(measure(outcome));
        }
        if (confidences) {
            parts.add("confidence " + confidence(outcome));
        }
        if (windows) {
            parts.add("windows of " + window(outcome));
        }
        return String.join(", ", parts);
    }

    /** A span of time at its two greatest units: {@code 1d 4h}, {@code 90s} as {@code 1m 30s}. */
    public static String span(long millis) {
        Duration of = Duration.ofMillis(millis);
        List<String> parts = new ArrayList<>();
        part(of.toDaysPart(), "d", parts);
        part(of.toHoursPart(), "h", parts);
        part(of.toMinutesPart(), "m", parts);
        part(of.toSecondsPart(), "s", parts);
        part(of.toMillisPart(), "ms", parts);
        return parts.isEmpty() ? "0s" : String.join(" ", parts.subList(0, Math.min(2, parts.size())));
    }

    private static void part(long amount, String unit, List<String> parts) {
        if (amount > 0) {
            parts.add(amount + unit);
        }
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
