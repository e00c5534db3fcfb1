package io.klarion.codec;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what {@link VerdictJson} writes. */
final class VerdictReader {

    private VerdictReader() {}

    static Verdict read(byte[] bytes) {
        try {
            return verdict(Json.MAPPER.readTree(bytes));
        } catch (JacksonException | DateTimeException | NoSuchElementException | IllegalArgumentException e) {
            throw new DataFileException("verdict: must be one JSON object of a verdict: " + e.getMessage(), e);
        }
    }

    private static Verdict verdict(JsonNode node) {
        List<FeatureVerdict> features = new ArrayList<>();
        node.get("features").forEach(feature -> features.add(feature(feature)));
        JsonNode reference = node.get("reference");
        return new Verdict(
                node.get("monitor").stringValue(),
                Json.names(node.get("segment")),
                Json.segment(node.get("segment")),
                Json.time(node.get("window").get("start")),
                Json.time(node.get("window").get("end")),
                node.get("revision").intValue(),
                Completeness.valueOf(node.get("completeness").stringValue()),
                node.get("records").longValue(),
                node.get("late").longValue(),
                new ReferenceName(
                        reference.get("id").stringValue(),
                        reference.get("version").intValue(),
                        reference.get("digest").stringValue()),
                node.get("config_digest").stringValue(),
                node.path("part").asInt(0),
                node.path("parts").asInt(1),
                features);
    }

    private static FeatureVerdict feature(JsonNode node) {
        List<CellVerdict> cells = new ArrayList<>();
        node.get("cells").forEach(cell -> cells.add(cell(cell)));
        return new FeatureVerdict(
                node.get("feature").stringValue(),
                FeatureType.parse(node.get("type").stringValue()).orElseThrow(),
                FeatureState.valueOf(node.get("state").stringValue()),
                node.get("n").longValue(),
                node.get("missing").longValue(),
                node.get("invalid").longValue(),
                Json.number(node, "n_effective").orElseThrow(),
                node.get("m").longValue(),
                Json.number(node, "m_effective").orElseThrow(),
                node.get("dispersion").stringValue(),
                spec(node),
                Json.number(node, "value"),
                Json.number(node, "estimate"),
                Json.number(node, "lower"),
                Json.number(node, "upper"),
                Json.number(node, "p_value"),
                measures(node.get("measures")),
                cells);
    }

    private static DetectSpec spec(JsonNode node) {
        return new DetectSpec(
                Rule.parse(node.get("rule").stringValue()).orElseThrow(),
                Measure.parse(node.get("measure").stringValue()).orElseThrow(),
                Json.number(node, "threshold").orElseThrow(),
                Json.number(node, "critical"),
                Json.number(node, "confidence").orElseThrow(),
                Smoothing.parse(node.get("smoothing").stringValue()));
    }

    private static Map<Measure, Double> measures(JsonNode node) {
        Map<Measure, Double> measures = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            Json.number(node, measure.key()).ifPresent(value -> measures.put(measure, value));
        }
        return measures;
    }

    static CellVerdict cell(JsonNode node) {
        return new CellVerdict(
                node.get("cell").stringValue(),
                node.get("count").longValue(),
                Json.number(node, "window").orElseThrow(),
                Json.number(node, "reference").orElseThrow(),
                Json.number(node, "contribution").orElseThrow());
    }
}
