package io.klarion.codec;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.JointVerdict;
import io.klarion.core.detect.OtherVerdict;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.SchemaFault;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VolumeVerdict;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.OtherValues;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the tree of what {@link VerdictJson} writes; what does not fit ends in an exception. */
final class VerdictReader {

    private VerdictReader() {}

    static Verdict verdict(JsonNode node) {
        JsonNode reference = node.required("reference");
        return new Verdict(
                Json.text(node, "monitor"),
                Json.names(node.required("segment")),
                Json.segment(node.required("segment")),
                Json.time(node, "window", "start"),
                Json.time(node, "window", "end"),
                node.required("revision").intValue(),
                Completeness.valueOf(Json.text(node, "completeness")),
                node.required("records").longValue(),
                node.has("volume") ? Optional.of(volume(node.required("volume"))) : Optional.empty(),
                node.required("late").longValue(),
                new ReferenceName(
                        Json.text(reference, "id"),
                        reference.required("version").intValue(),
                        Json.text(reference, "digest"),
                        reference.path("slot").asString(""),
                        reference.path("segment").asString("")),
                Json.text(node, "config_digest"),
                node.has("part") ? node.required("part").intValue() : 0,
                node.has("parts") ? node.required("parts").intValue() : 1,
                Json.list(node.required("features"), VerdictReader::feature));
    }

    private static FeatureVerdict feature(JsonNode node) {
        return new FeatureVerdict(
                Json.text(node, "feature"),
                FeatureType.parse(Json.text(node, "type")).orElseThrow(),
                FeatureState.valueOf(Json.text(node, "state")),
                node.required("n").longValue(),
                node.required("missing").longValue(),
                node.required("invalid").longValue(),
                Json.number(node, "n_effective").orElseThrow(),
                node.required("m").longValue(),
                Json.number(node, "m_effective").orElseThrow(),
                Json.text(node, "dispersion"),
                spec(node),
                Json.number(node, "value"),
                Json.number(node, "estimate"),
                Json.number(node, "lower"),
                Json.number(node, "upper"),
                Json.number(node, "p_value"),
                measures(node.required("measures")),
                Json.list(node.required("cells"), VerdictReader::cell),
                node.has("schema") ? Optional.of(schema(node.required("schema"))) : Optional.empty(),
                node.has("other") ? Optional.of(other(node.required("other"))) : Optional.empty(),
                node.has("joint") ? Optional.of(joint(node.required("joint"))) : Optional.empty());
    }

    private static VolumeVerdict volume(JsonNode node) {
        return new VolumeVerdict(
                VolumeVerdict.State.valueOf(Json.text(node, "state")),
                Json.number(node, "expected").orElseThrow(),
                Json.number(node, "low").orElseThrow(),
                Json.number(node, "high").orElseThrow(),
                Json.number(node, "factor").orElseThrow());
    }

    private static OtherVerdict other(JsonNode node) {
        return new OtherVerdict(
                Json.number(node, "distinct").orElseThrow(),
                Json.list(
                        node.required("top"),
                        value -> new OtherValues.Value(
                                Json.text(value, "value"),
                                value.required("count").longValue())));
    }

    private static JointVerdict joint(JsonNode node) {
        return new JointVerdict(
                Json.text(node, "first"),
                Json.text(node, "second"),
                Json.number(node, "kl").orElseThrow(),
                Json.number(node, "first_margin").orElseThrow(),
                Json.number(node, "second_margin").orElseThrow(),
                Json.number(node, "shift").orElseThrow(),
                Json.number(node, "dependence").orElseThrow());
    }

    private static SchemaFault schema(JsonNode node) {
        return new SchemaFault(
                SchemaFault.Kind.parse(Json.text(node, "fault")).orElseThrow(),
                Json.number(node, "window").orElseThrow(),
                Json.number(node, "reference").orElseThrow(),
                Json.number(node, "lower").orElseThrow(),
                Json.number(node, "upper").orElseThrow(),
                Json.number(node, "rise").orElseThrow());
    }

    private static DetectSpec spec(JsonNode node) {
        return new DetectSpec(
                Rule.parse(Json.text(node, "rule")).orElseThrow(),
                Measure.parse(Json.text(node, "measure")).orElseThrow(),
                Json.number(node, "threshold").orElseThrow(),
                Json.number(node, "critical"),
                Json.number(node, "confidence").orElseThrow(),
                Smoothing.parse(Json.text(node, "smoothing")));
    }

    private static Map<Measure, Double> measures(JsonNode node) {
        Map<Measure, Double> measures = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            Json.number(node.asObject(), measure.key()).ifPresent(value -> measures.put(measure, value));
        }
        return measures;
    }

    static CellVerdict cell(JsonNode node) {
        return new CellVerdict(
                Json.text(node, "cell"),
                node.required("count").longValue(),
                Json.number(node, "window").orElseThrow(),
                Json.number(node, "reference").orElseThrow(),
                Json.number(node, "contribution").orElseThrow());
    }
}
