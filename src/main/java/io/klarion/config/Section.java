package io.klarion.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One map of the configuration, read key by key. Not thread-safe.
 *
 * <p>Every reader names its key, its type and its rule, and gets nothing where the value is absent or breaks the
 * rule; the problem is recorded, and reading goes on. At the end every key that nobody asked for is a problem.
 */
final class Section {

    private final String path;
    private final ObjectNode values;
    private final Reading reading;
    private final TreeSet<String> known = new TreeSet<>();

    private Section(String path, ObjectNode values, Reading reading) {
        this.path = path;
        this.values = values;
        this.reading = reading;
    }

    /** Reads the whole document with {@code reader}. */
    static <T> T document(JsonNode root, Reading reading, Function<Section, T> reader) {
        if (root.isMissingNode() || root.isNull()) {
            return read("", JsonNodeFactory.instance.objectNode(), reading, reader);
        }
        return map("", root, reading, reader);
    }

    /** The path of {@code key} under {@code path}. */
    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Whether the file has the key. */
    boolean has(String key) {
        return values.has(key);
    }

    /** Whether the value of the key is a map. */
    boolean isMap(String key) {
        return values.get(key) instanceof ObjectNode;
    }

    /** The path of {@code key}. */
    String path(String key) {
        return join(path, key);
    }

    /** Records that the value of {@code key} breaks {@code rule}. */
    void problem(String key, String rule, String value) {
        reading.problem(path(key), rule, value);
    }

    /** Records something that works but may surprise. */
    void warn(String key, String text) {
        reading.problems().warn(path(key) + ": " + text);
    }

    /** Remembers a value that may not be shown. */
    void keepSecret(String value) {
        reading.secrets().add(value);
    }

    /** Records a problem when the key is absent. */
    Section require(String key) {
        know(key);
        if (!has(key)) {
            problem(key, "be given", "absent");
        }
        return this;
    }

    /** What {@code reader} makes of the map {@code key}, which must be there. */
    <T> T requiredSection(String key, Function<Section, T> reader) {
        if (has(key)) {
            return section(key, reader);
        }
        require(key);
        return read(path(key), JsonNodeFactory.instance.objectNode(), reading.muted(), reader);
    }

    /** How many entries the list {@code key} has, right or wrong; -1 when it is absent or no list. */
    int size(String key) {
        return has(key) && values.get(key) instanceof ArrayNode list ? list.size() : -1;
    }

    /** The value of {@code key} as {@code scalar} reads it; empty when it is absent or wrong. */
    <T> Optional<T> value(String key, Scalar<T> scalar) {
        know(key);
        return has(key) ? scalar(path(key), values.get(key), scalar) : Optional.empty();
    }

    /** The same for a value that no message may show. */
    <T> Optional<T> secret(String key, Scalar<T> scalar) {
        if (has(key)) {
            keepSecret(values.get(key).asString(""));
        }
        return discreet(key, scalar);
    }

    /** The same for a value that no message may show when it is wrong: it may be a secret in the wrong place. */
    <T> Optional<T> discreet(String key, Scalar<T> scalar) {
        know(key);
        if (!has(key) || values.get(key).isMissingNode()) {
            return Optional.empty();
        }
        Optional<T> value = scalar.parse(values.get(key), reading.substituted().contains(values.get(key)));
        if (value.isEmpty()) {
            problem(key, scalar.rule(), "something else");
        }
        return value;
    }

    /** The values of the list {@code key}; those that are wrong are left out. Empty when it is absent. */
    <T> List<T> values(String key, Scalar<T> scalar) {
        List<T> result = new ArrayList<>();
        items(key, "a list", (item, node) -> scalar(item, node, scalar).ifPresent(result::add));
        return result;
    }

    /** The lists of two different values in the list {@code key}; those that are wrong are left out. */
    <T> List<List<T>> pairs(String key, Scalar<T> scalar) {
        List<List<T>> result = new ArrayList<>();
        items(key, "a list of lists", (item, node) -> {
            if (!(node instanceof ArrayNode list)
                    || list.size() != 2
                    || list.get(0).equals(list.get(1))) {
                reading.problem(item, "be a list of two different entries", reading.shown(node));
                return;
            }
            Optional<T> first = scalar(item + "[0]", list.get(0), scalar);
            Optional<T> second = scalar(item + "[1]", list.get(1), scalar);
            if (first.isPresent() && second.isPresent()) {
                result.add(List.of(first.get(), second.get()));
            }
        });
        return result;
    }

    /** All entries of the map {@code key}, whose keys are free. */
    Map<String, String> entries(String key, Scalar<String> scalar) {
        know(key);
        Map<String, String> result = new LinkedHashMap<>();
        if (has(key)) {
            map(path(key), values.get(key), reading, map -> {
                for (String name : map.values.propertyNames()) {
                    map.value(name, scalar).ifPresent(value -> result.put(name, value));
                }
                return result;
            });
        }
        return result;
    }

    /** What {@code reader} makes of the map {@code key}; an absent map is an empty one. */
    <T> T section(String key, Function<Section, T> reader) {
        know(key);
        return map(path(key), has(key) ? values.get(key) : JsonNodeFactory.instance.objectNode(), reading, reader);
    }

    /** What {@code reader} makes of each map in the list {@code key}. */
    <T> List<T> sections(String key, Function<Section, T> reader) {
        List<T> result = new ArrayList<>();
        items(key, "a list of maps", (item, node) -> result.add(map(item, node, reading, reader)));
        return result;
    }

    private interface ItemReader {
        void read(String path, JsonNode item);
    }

    private void items(String key, String rule, ItemReader reader) {
        know(key);
        if (!has(key)) {
            return;
        }
        if (values.get(key) instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                reader.read(path(key) + "[" + i + "]", list.get(i));
            }
        } else if (!values.get(key).isMissingNode()) {
            problem(key, "be " + rule, reading.shown(values.get(key)));
        }
    }

    private <T> Optional<T> scalar(String at, JsonNode node, Scalar<T> scalar) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        Optional<T> value = scalar.parse(node, reading.substituted().contains(node));
        if (value.isEmpty()) {
            reading.problem(at, scalar.rule(), reading.shown(node, scalar.telling()));
        }
        return value;
    }

    private static <T> T map(String path, JsonNode node, Reading reading, Function<Section, T> reader) {
        if (node instanceof ObjectNode values) {
            return read(path, values, reading, reader);
        }
        if (!node.isMissingNode()) {
            reading.problem(path.isEmpty() ? "config" : path, "be a map of keys and values", reading.shown(node));
        }
        // One problem is enough: what the map lacks is not reported on top.
        return read(path, JsonNodeFactory.instance.objectNode(), reading.muted(), reader);
    }

    private static <T> T read(String path, ObjectNode values, Reading reading, Function<Section, T> reader) {
        Section section = new Section(path, values, reading);
        T result = reader.apply(section);
        section.reportUnknown();
        return result;
    }

    private void reportUnknown() {
        for (String key : values.propertyNames()) {
            if (!known.contains(key)) {
                problem(key, "be a known key", "unknown" + Suggestion.didYouMean(key, known));
            }
        }
    }

    private void know(String key) {
        if (known.add(key)) {
            reading.know(path(key));
        }
    }
}
