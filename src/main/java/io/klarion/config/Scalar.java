package io.klarion.config;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;

/**
 * How one value is read, and the rule it must obey.
 *
 * @param rule the rule, without the "must"
 * @param parser the value; empty when it breaks the rule
 * @param telling what a message says that a wrong text was; by default the text itself
 * @param <T> what is read
 */
record Scalar<T>(String rule, Function<JsonNode, Optional<T>> parser, UnaryOperator<String> telling) {

    Scalar(String rule, Function<JsonNode, Optional<T>> parser) {
        this(rule, parser, UnaryOperator.identity());
    }

    private static final int SHOWN = 80;
    private static final int MAX_TEXT = 250;

    /** {@code true} or {@code false}. */
    static final Scalar<Boolean> FLAG = new Scalar<>("be true or false", JsonNode::booleanValueOpt);

    /** Any value that is not a list or a map, as text. */
    static final Scalar<String> ANY = new Scalar<>(
            "be a single value",
            node -> node.isValueNode() && !node.isNull() ? Optional.of(node.asString()) : Optional.empty());

    /** A text with something in it, without control characters. */
    static final Scalar<String> TEXT = text(
            "be a text of 1 to " + MAX_TEXT + " characters without control characters",
            text -> !text.isBlank() && text.length() <= MAX_TEXT && text.chars().noneMatch(Character::isISOControl));

    /** A category: a text, even an empty one, or a whole number or a flag as text. */
    static final Scalar<String> CATEGORY = new Scalar<>(
            "be a text (put fractions in quotes)",
            node -> node.isString() || node.isIntegralNumber() || node.isBoolean()
                    ? Optional.of(node.asString())
                    : Optional.empty());

    /** A JSON pointer to a field, such as {@code /applicant/income}. */
    static final Scalar<String> POINTER = text("be a JSON pointer such as /applicant/income", Scalar::isPointer);

    /** A point in time, such as {@code 2026-01-01T00:00:00Z}. */
    static final Scalar<Instant> INSTANT = new Scalar<>(
            "be an instant such as 2026-01-01T00:00:00Z",
            node -> node.stringValueOpt().flatMap(Scalar::instant));

    /** A finite number. */
    static final Scalar<Double> NUMBER = number("be a number", value -> true);

    /** A text that {@code allowed} accepts. */
    static Scalar<String> text(String rule, Predicate<String> allowed) {
        return new Scalar<>(rule, node -> node.stringValueOpt().filter(allowed));
    }

    /** The path of a file or directory. */
    static Scalar<Path> path(String rule) {
        return new Scalar<>(
                rule,
                node -> node.stringValueOpt().filter(text -> !text.isBlank()).flatMap(Scalar::toPath));
    }

    private static Optional<Path> toPath(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A finite number that {@code allowed} accepts. */
    static Scalar<Double> number(String rule, DoublePredicate allowed) {
        return new Scalar<>(
                rule,
                node -> Optional.of(node)
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::doubleValue)
                        .filter(value -> Double.isFinite(value) && allowed.test(value)));
    }

    /** A whole number from {@code least} to {@code most}. */
    static Scalar<Integer> integer(int least, int most) {
        return new Scalar<>(
                "be between " + least + " and " + most,
                node -> Optional.of(node)
                        .filter(number -> number.isNumber() && number.canConvertToExactIntegral())
                        .filter(JsonNode::canConvertToLong)
                        .map(JsonNode::longValue)
                        .filter(value -> value >= least && value <= most)
                        .map(Long::intValue));
    }

    /** A duration from {@code least} to {@code most}. */
    static Scalar<Duration> duration(Duration least, Duration most) {
        return new Scalar<>(
                "be a duration from " + DurationText.of(least) + " to " + DurationText.of(most)
                        + ", like 90s, 1h30m or PT5M",
                node -> Optional.of(node)
                        .filter(value -> value.isString() || value.isIntegralNumber())
                        .flatMap(value -> DurationText.parse(value.asString()))
                        .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0));
    }

    /** One of {@code values}, by its {@code key}. */
    static <T> Scalar<T> choice(List<T> values, Function<T, String> key) {
        return new Scalar<>(
                "be one of " + values.stream().map(key).collect(Collectors.joining(", ")),
                node -> node.stringValueOpt()
                        .flatMap(name -> values.stream()
                                .filter(value -> key.apply(value).equals(name))
                                .findFirst()));
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    static <E extends Enum<E>> Scalar<E> choice(Class<E> type) {
        return choice(List.of(type.getEnumConstants()), Scalar::key);
    }

    /** How a constant is written: {@code EXACTLY_ONCE} as {@code exactly-once}. */
    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The value of {@code node}; what came from outside as text may mean a number or a flag. */
    Optional<T> parse(JsonNode node, boolean fromOutside) {
        Optional<T> value = parser.apply(node);
        return value.isEmpty() && fromOutside ? typed(node.asString()).flatMap(parser) : value;
    }

    /** {@code node} for a message: short, on one line. */
    static String shown(JsonNode node) {
        if (node.isContainer()) {
            return (node.isArray() ? "a list" : "a map") + (node.isEmpty() ? " without entries" : "");
        }
        String text = node.asString().replaceAll("\\p{Cntrl}", "?");
        return text.isEmpty() ? "empty" : text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static Optional<JsonNode> typed(String text) {
        if (List.of("true", "false").contains(text)) {
            return Optional.of(BooleanNode.valueOf(text.equals("true")));
        }
        try {
            return Optional.of(new DecimalNode(new BigDecimal(text)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isPointer(String text) {
        return text.startsWith("/") && text.length() <= MAX_TEXT && text.matches("(?s)(/([^~]|~[01])*)+");
    }
}
