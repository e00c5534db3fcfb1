package io.klarion.config;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.Rule;
import io.klarion.core.distribution.NumberText;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads a {@code detect} block on top of what holds without it. */
final class DetectReader {

    private static final int MAX_WINDOWS = 1000;

    private static final Scalar<Double> THRESHOLD = Scalar.number("be a number of at least 0", value -> value >= 0);
    private static final Scalar<Double> CONFIDENCE =
            Scalar.number("be a number of at least 0.5 and below 1", value -> value >= 0.5 && value < 1);
    private static final Scalar<OptionalDouble> CRITICAL =
            new Scalar<>("be a number of at least 0, or none", DetectReader::critical);
    private static final Scalar<Smoothing> SMOOTHING = new Scalar<>(
            "be none, additive:<alpha> or floor:<epsilon>",
            node -> node.stringValueOpt().flatMap(DetectReader::smoothing));

    private final Section section;
    private final Detection base;

    private DetectReader(Section section, Detection base) {
        this.section = section;
        this.base = base;
    }

    /** What {@code section} says; {@code base} where it says nothing. */
    static Detection read(Section section, Detection base) {
        DetectReader reader = new DetectReader(section, base);
        return new Detection(reader.judge(), reader.alert());
    }

    private DetectSpec judge() {
        DetectSpec before = base.judge();
        Rule rule = section.value("rule", Scalar.choice(Rule.class)).orElse(before.rule());
        Measure measure = section.value("measure", Scalar.choice(List.of(Measure.values()), Measure::key))
                .orElse(before.measure());
        if (rule == Rule.BOUND && !measure.isSmooth()) {
            section.problem(
                    section.has("measure") ? "measure" : "rule",
                    "have a measure with confidence bounds (" + smoothMeasures() + ") for the rule bound",
                    measure.key());
        }
        double threshold = section.value("threshold", THRESHOLD).orElse(before.threshold());
        return new DetectSpec(
                rule,
                measure,
                threshold,
                criticalAbove(threshold),
                section.value("confidence", CONFIDENCE).orElse(before.confidence()),
                section.value("smoothing", SMOOTHING).orElse(before.smoothing()));
    }

    private AlertSpec alert() {
        AlertSpec before = base.alert();
        return new AlertSpec(
                section.value("for", Scalar.integer(1, MAX_WINDOWS)).orElse(before.forWindows()),
                section.value("clear-after", Scalar.integer(1, MAX_WINDOWS)).orElse(before.clearAfter()),
                section.value("hold", Limits.DURATION).map(Duration::toMillis).orElse(before.holdMillis()));
    }

    /* A critical level that was inherited gives way to a higher threshold; one that was written must fit. */
    private OptionalDouble criticalAbove(double threshold) {
        Optional<OptionalDouble> written = section.value("critical", CRITICAL);
        OptionalDouble critical = written.orElse(base.judge().critical());
        if (critical.isEmpty() || critical.getAsDouble() >= threshold) {
            return critical;
        }
        String value = NumberText.of(critical.getAsDouble());
        if (written.isPresent()) {
            section.problem("critical", "be at least the threshold " + NumberText.of(threshold), value);
        } else {
            section.warn(
                    "threshold",
                    NumberText.of(threshold) + " is above the critical level " + value
                            + " that would hold here: no alert will be critical (set critical too)");
        }
        return OptionalDouble.empty();
    }

    private static Optional<OptionalDouble> critical(JsonNode node) {
        return node.stringValueOpt().filter("none"::equals).isPresent()
                ? Optional.of(OptionalDouble.empty())
                : THRESHOLD.parser().apply(node).map(OptionalDouble::of);
    }

    private static Optional<Smoothing> smoothing(String text) {
        try {
            return Optional.of(Smoothing.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String smoothMeasures() {
        return Arrays.stream(Measure.values())
                .filter(Measure::isSmooth)
                .map(Measure::key)
                .collect(Collectors.joining(", "));
    }
}
