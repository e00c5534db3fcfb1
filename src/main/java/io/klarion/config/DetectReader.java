package io.klarion.config;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.AlarmBudget;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.SchemaSpec;
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
    private static final double MAX_FACTOR = 1e6;

    private static final Scalar<Double> THRESHOLD = Scalar.number("be a number of at least 0", value -> value >= 0);
    private static final Scalar<OptionalDouble> THRESHOLD_OR_AUTO =
            new Scalar<>("be a number of at least 0, or auto", node -> or("auto", THRESHOLD, node));
    private static final Scalar<Double> CONFIDENCE =
            Scalar.number("be a number of at least 0.5 and below 1", value -> value >= 0.5 && value < 1);
    private static final Scalar<AlarmBudget> BUDGET = new Scalar<>(
            "be a number of alarms per time, such as 1 per 30d",
            node -> node.stringValueOpt().flatMap(DetectReader::budget));
    private static final Scalar<OptionalDouble> CRITICAL =
            new Scalar<>("be a number of at least 0, or none", node -> or("none", THRESHOLD, node));
    private static final Scalar<Double> SHARE =
            Scalar.number("be a number from 0 to 1, or none", value -> value >= 0 && value <= 1);
    private static final Scalar<OptionalDouble> RISE =
            new Scalar<>("be a number from 0 to 1, or none", node -> or("none", SHARE, node));
    private static final Scalar<Double> TIMES =
            Scalar.number("be a number from 1 to 1000000, or none", value -> value >= 1 && value <= MAX_FACTOR);
    private static final Scalar<OptionalDouble> FACTOR =
            new Scalar<>("be a number from 1 to 1000000, or none", node -> or("none", TIMES, node));
    private static final Scalar<Smoothing> SMOOTHING = new Scalar<>(
            "be none, additive:<alpha> or floor:<epsilon>",
            node -> node.stringValueOpt().flatMap(DetectReader::smoothing));

    private final Section section;
    private final Detection base;
    private final Optional<OptionalDouble> threshold;

    private DetectReader(Section section, Detection base) {
        this.section = section;
        this.base = base;
        this.threshold = section.value("threshold", THRESHOLD_OR_AUTO);
    }

    /** What a feature's {@code section} says; {@code base} where it says nothing. */
    static Detection read(Section section, Detection base) {
        DetectReader reader = new DetectReader(section, base);
        return new Detection(
                reader.judge(), reader.alert(), reader.schema(), base.volume(), reader.budget(), reader.isCalibrated());
    }

    /** What a monitor's {@code section} says. */
    static Detection readMonitor(Section section) {
        Detection detection = read(section, Detection.DEFAULT);
        OptionalDouble volume = section.value("volume", FACTOR).orElse(detection.volume());
        return new Detection(
                detection.judge(),
                detection.alert(),
                detection.schema(),
                volume,
                detection.budget(),
                detection.calibrated());
    }

    /* A map holds a budget, which budget() reads. */
    private double confidence() {
        double before = base.judge().confidence();
        return section.isMap("confidence")
                ? before
                : section.value("confidence", CONFIDENCE).orElse(before);
    }

    private Optional<AlarmBudget> budget() {
        if (section.isMap("confidence")) {
            return section.section("confidence", map -> map.require("budget").value("budget", BUDGET));
        }
        return section.has("confidence") ? Optional.empty() : base.budget();
    }

    private static Optional<AlarmBudget> budget(String text) {
        String[] parts = text.trim().split("\\s+per\\s+", 2);
        if (parts.length < 2 || !parts[0].matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
            return Optional.empty();
        }
        double alarms = Double.parseDouble(parts[0]);
        return DurationText.parse(parts[1])
                .filter(period -> alarms > 0 && period.toMillis() > 0 && period.compareTo(Limits.LONGEST) <= 0)
                .map(period -> new AlarmBudget(alarms, period.toMillis()));
    }

    private SchemaSpec schema() {
        return new SchemaSpec(
                section.value("missing", RISE).orElse(base.schema().missing()),
                section.value("invalid", RISE).orElse(base.schema().invalid()));
    }

    private boolean isCalibrated() {
        return threshold.map(OptionalDouble::isEmpty).orElse(base.calibrated());
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
        if (rule == Rule.POINT && isCalibrated()) {
            section.problem(
                    section.has("threshold") ? "threshold" : "rule",
                    "have a number as threshold for the rule point, which judges no estimates",
                    "auto");
        }
        double least = threshold
                .map(number -> number.orElse(DetectSpec.DEFAULT.threshold()))
                .orElse(before.threshold());
        return new DetectSpec(
                rule,
                measure,
                least,
                criticalAbove(least),
                confidence(),
                section.value("smoothing", SMOOTHING).orElse(before.smoothing()));
    }

    private AlertSpec alert() {
        AlertSpec before = base.alert();
        return new AlertSpec(
                section.value("for", Scalar.integer(1, MAX_WINDOWS)).orElse(before.forWindows()),
                section.value("clear-after", Scalar.integer(1, MAX_WINDOWS)).orElse(before.clearAfter()),
                section.value("hold", Limits.DURATION).map(Duration::toMillis).orElse(before.holdMillis()),
                section.value("creep", Scalar.FLAG).orElse(before.creep()));
    }

    /* A critical level that was inherited gives way to a higher threshold; one that was written must fit. */
    private OptionalDouble criticalAbove(double level) {
        Optional<OptionalDouble> written = section.value("critical", CRITICAL);
        OptionalDouble critical = written.orElse(base.judge().critical());
        if (critical.isEmpty() || critical.getAsDouble() >= level) {
            return critical;
        }
        String value = NumberText.of(critical.getAsDouble());
        if (written.isPresent()) {
            section.problem("critical", "be at least the threshold " + NumberText.of(level), value);
        } else {
            section.warn(
                    "threshold",
                    NumberText.of(level) + " is above the critical level " + value
                            + " that would hold here: no alert will be critical (set critical too)");
        }
        return OptionalDouble.empty();
    }

    private static Optional<OptionalDouble> or(String word, Scalar<Double> number, JsonNode node) {
        return node.stringValueOpt().filter(word::equals).isPresent()
                ? Optional.of(OptionalDouble.empty())
                : number.parser().apply(node).map(OptionalDouble::of);
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
