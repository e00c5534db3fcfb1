package io.klarion.report;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import java.time.Instant;
import java.util.stream.Collectors;

/** One event as one line, which begins with the end of its window: the time in the data, not on the wall. */
final class EventLine {

    private static final int DECIMALS = 3;

    private EventLine() {}

    /** A closed window. */
    static String of(Verdict verdict) {
        String drifted = verdict.features().stream()
                .filter(feature -> feature.state() == FeatureState.DRIFT)
                .map(feature -> PrintableText.of(feature.feature()))
                .collect(Collectors.joining(", "));
        return start(verdict) + Figures.count(verdict.records()) + " records, " + verdict.drifted() + " of "
                + verdict.features().size() + " features in drift" + (drifted.isEmpty() ? "" : ": " + drifted)
                + (verdict.revision() == 0 ? "" : " (revision " + verdict.revision() + ")")
                + (verdict.parts() == 1 ? "" : " (part " + (verdict.part() + 1) + " of " + verdict.parts() + ")");
    }

    /** A feature that is in another state than in the window before. */
    static String of(Verdict verdict, FeatureState before, FeatureVerdict feature) {
        return start(verdict) + PrintableText.of(feature.feature()) + ": " + word(before) + " → "
                + word(feature.state()) + numbers(Reading.of(feature));
    }

    /** An alert that fires or is over. */
    static String of(Alert alert) {
        String state = alert.state() == AlertTransition.FIRING
                ? "▲ " + alert.severity().name()
                : "✓ RESOLVED";
        return start(alert.windowEnd(), alert.monitor(), alert.segment().text(alert.segmentNames())) + state + " "
                + PrintableText.of(alert.summary());
    }

    private static String numbers(Reading reading) {
        if (reading.divergence().isEmpty()) {
            return "";
        }
        return ", " + reading.measure().key() + " "
                + number(reading.divergence().getAsDouble())
                + reading.bounds().map(bounds -> " " + bounds).orElse("")
                + (reading.measure().isInNats() ? " nats" : "")
                + ", threshold " + number(reading.threshold());
    }

    private static String number(double value) {
        return Figures.decimal(value, DECIMALS);
    }

    private static String start(Verdict verdict) {
        return start(verdict.end(), verdict.monitor(), verdict.segment().text(verdict.segmentNames()));
    }

    private static String start(long end, String monitor, String segment) {
        String name = segment.isEmpty() ? monitor : monitor + " " + segment;
        return Instant.ofEpochMilli(end) + " " + PrintableText.of(name) + "  ";
    }

    /** A state in words. */
    static String word(FeatureState state) {
        return switch (state) {
            case DRIFT -> "drift";
            case STABLE -> "stable";
            case INSUFFICIENT_DATA -> "little data";
            case NO_DATA -> "no data";
            case NO_REFERENCE -> "no reference";
        };
    }
}
