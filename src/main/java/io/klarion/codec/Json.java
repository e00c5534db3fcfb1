package io.klarion.codec;

import io.klarion.core.distribution.Segment;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parts that verdicts and alerts share in their JSON forms. */
final class Json {

    /* The shortest digits, which Double.toString has from Java 19 on: the same bytes on every Java, and sooner. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    private static final String INFINITY = "Infinity";
    private static final char REPLACEMENT = '\uFFFD';

    private Json() {}

    static JsonGenerator generator(OutputStream out) {
        return MAPPER.createGenerator(out);
    }

    /**
     * What {@code form} makes of the JSON document in {@code bytes}.
     *
     * @param what is read, for messages
     * @throws DataFileException when they are no such document
     */
    static <T> T read(String what, byte[] bytes, Function<JsonNode, T> form) {
        try {
            return form.apply(MAPPER.readTree(bytes));
        } catch (JacksonException e) {
            throw unreadable(what, e.getOriginalMessage(), e);
        } catch (DateTimeException | ArithmeticException | NoSuchElementException | IllegalArgumentException e) {
            throw unreadable(what, e.getMessage(), e);
        }
    }

    /**
     * The JSON document of a line.
     *
     * @param where it stands, for messages
     * @throws DataFileException when it is none
     */
    static JsonNode line(String where, byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            String why = e.getOriginalMessage().replaceFirst(" \\(start marker .*", "");
            throw new DataFileException(where + ": must be one JSON object, was not: " + why, e);
        }
    }

    private static DataFileException unreadable(String what, @Nullable String why, RuntimeException cause) {
        String article = what.startsWith("a") ? "an " : "a ";
        return new DataFileException(
                what + ": must be one JSON object of " + article + what + ", was not: " + why, cause);
    }

    static void text(String name, String value, JsonGenerator out) {
        out.writeStringProperty(name, wellFormed(value));
    }

    static void text(SerializableString name, String value, JsonGenerator out) {
        string(name, wellFormed(value), out);
    }

    /** A text without halves of surrogate pairs. */
    static void string(SerializableString name, String value, JsonGenerator out) {
        out.writeName(name);
        out.writeString(value);
    }

    static void count(SerializableString name, long value, JsonGenerator out) {
        out.writeName(name);
        out.writeNumber(value);
    }

    /** The text with every half of a surrogate pair replaced by U+FFFD, as many readers refuse it even escaped. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return repaired(text);
            }
        }
        return text;
    }

    private static String repaired(String text) {
        return text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? REPLACEMENT : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static void number(String name, double value, JsonGenerator out) {
        if (Double.isFinite(value)) {
            out.writeNumberProperty(name, value);
        } else {
            out.writeStringProperty(name, Double.toString(value));
        }
    }

    static void number(SerializableString name, double value, JsonGenerator out) {
        out.writeName(name);
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeString(Double.toString(value));
        }
    }

    static void number(String name, OptionalDouble value, JsonGenerator out) {
        if (value.isPresent()) {
            number(name, value.getAsDouble(), out);
        }
    }

    static void number(SerializableString name, OptionalDouble value, JsonGenerator out) {
        if (value.isPresent()) {
            number(name, value.getAsDouble(), out);
        }
    }

    static void segment(List<String> names, Segment segment, JsonGenerator out) {
        out.writeObjectPropertyStart("segment");
        for (int i = 0; i < names.size(); i++) {
            text(wellFormed(names.get(i)), segment.values().get(i), out);
        }
        out.writeEndObject();
    }

    static void window(String name, long start, long end, JsonGenerator out) {
        out.writeObjectPropertyStart(name);
        out.writeStringProperty("start", Instant.ofEpochMilli(start).toString());
        out.writeStringProperty("end", Instant.ofEpochMilli(end).toString());
        out.writeEndObject();
    }

    static String text(JsonNode node, String name) {
        return text(name, node.required(name));
    }

    /* The library gives a null for a null. */
    private static String text(String name, JsonNode value) {
        if (!value.isString()) {
            throw new IllegalArgumentException(name + ": must be a text, was " + value.getNodeType());
        }
        return value.stringValue();
    }

    /** A number that may be absent, and may be infinite. */
    static OptionalDouble number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isMissingNode() ? OptionalDouble.empty() : OptionalDouble.of(finiteOrInfinite(name, value));
    }

    private static double finiteOrInfinite(String name, JsonNode value) {
        if (value.isString()) {
            return switch (value.stringValue()) {
                case INFINITY -> Double.POSITIVE_INFINITY;
                case "-" + INFINITY -> Double.NEGATIVE_INFINITY;
                default -> throw new IllegalArgumentException(name + ": must be a number or an infinity, was a text");
            };
        }
        double number = value.doubleValue();
        if (Double.isInfinite(number)) {
            throw new IllegalArgumentException(name + ": must fit a double, was " + value);
        }
        return number;
    }

    static List<String> names(JsonNode object) {
        return List.copyOf(object.asObject().propertyNames());
    }

    static Segment segment(JsonNode object) {
        return new Segment(object.asObject().values().stream()
                .map(value -> text("segment", value))
                .toList());
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        return array.asArray().values().stream().map(element).toList();
    }

    /** The start or end of a window. */
    static long time(JsonNode node, String window, String name) {
        return Instant.parse(text(node.required(window), name)).toEpochMilli();
    }
}
