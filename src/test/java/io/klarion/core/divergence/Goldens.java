package io.klarion.core.divergence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reference values computed outside Java with 60-digit decimals (statistics of both kinds), scipy 1.10.1 (p-values);
 * formulas and provenance stand in the files' own header fields.
 */
final class Goldens {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Goldens() {}

    /** All cases of {@code divergence_goldens.json}. */
    static List<Case> cases() {
        return read("divergence_goldens.json")
                .get("cases")
                .valueStream()
                .map(Case::new)
                .toList();
    }

    /** The worked facts of {@code facts.json}. */
    static Stream<JsonNode> facts() {
        return read("facts.json").get("facts").valueStream();
    }

    private static JsonNode read(String name) {
        try (InputStream in = Goldens.class.getResourceAsStream("/goldens/" + name)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number, or one of the texts Infinity and NaN. */
    static double number(JsonNode node) {
        return node.isString() ? Double.parseDouble(node.stringValue()) : node.doubleValue();
    }

    static double[] numbers(JsonNode array) {
        return array.valueStream().mapToDouble(Goldens::number).toArray();
    }

    /** One case; prints as its id. */
    record Case(JsonNode json) {

        String id() {
            return json.get("id").stringValue();
        }

        long[] window() {
            return counts("window_counts");
        }

        long[] reference() {
            return counts("reference_counts");
        }

        JsonNode homogeneity() {
            return json.get("tests").get("homogeneity");
        }

        JsonNode goodnessOfFit() {
            return json.get("tests").path("goodness_of_fit");
        }

        List<Result> results() {
            return json.get("results").valueStream().map(Result::new).toList();
        }

        private long[] counts(String name) {
            return json.get(name).valueStream().mapToLong(JsonNode::longValue).toArray();
        }

        @Override
        public String toString() {
            return id();
        }
    }

    /** The divergences of a case under one smoothing. */
    record Result(JsonNode json) {

        Smoothing smoothing() {
            JsonNode node = json.get("smoothing");
            return switch (node.get("type").stringValue()) {
                case "none" -> Smoothing.none();
                case "additive" -> Smoothing.additive(node.get("alpha").doubleValue());
                case "floor" -> Smoothing.floor(node.get("epsilon").doubleValue());
                default -> throw new IllegalArgumentException("unknown smoothing " + node);
            };
        }

        JsonNode divergences() {
            return json.get("divergences");
        }
    }
}
