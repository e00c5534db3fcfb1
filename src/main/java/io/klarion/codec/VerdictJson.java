package io.klarion.codec;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.core.divergence.Measure;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;

/**
 * Verdicts as JSON objects: one a record of the verdict topic, one a line of {@code verdicts.jsonl}.
 *
 * <p>Fields stand in a fixed order and equal verdicts give equal bytes. Times are ISO-8601 in UTC. What a verdict does
 * not have (bounds without evidence, a value without data) is left out; there are no nulls. Infinities are the texts
 * {@code "Infinity"} and {@code "-Infinity"}. A wide verdict travels in parts, with {@code part} and {@code parts}.
 */
public final class VerdictJson {

    private VerdictJson() {}

    /** The key of a verdict: {@code monitor|segment|window end}, the segment's values joined by commas. */
    public static String key(Verdict verdict) {
        return verdict.monitor() + "|" + String.join(",", verdict.segment().values()) + "|"
                + Instant.ofEpochMilli(verdict.end());
    }

    /** The JSON object of one verdict, or of one part of a wide one. */
    public static byte[] write(Verdict verdict) {
        return write(List.of(verdict), verdict.parts() > 1);
    }

    /**
     * The JSON object of a whole verdict.
     *
     * @param parts all parts of one window of one segment, in any order
     */
    public static byte[] join(List<Verdict> parts) {
        List<Verdict> ordered =
                parts.stream().sorted(Comparator.comparing(Verdict::part)).toList();
        if (ordered.isEmpty() || ordered.size() != ordered.get(0).parts()) {
            throw new IllegalArgumentException("parts: must be all parts of a verdict, was " + ordered.size());
        }
        return write(ordered, false);
    }

    private static byte[] write(List<Verdict> parts, boolean numbered) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator out = Json.generator(bytes)) {
            out.writeStartObject();
            head(parts.get(0), numbered, out);
            out.writeNumberProperty(
                    "drifted", parts.stream().mapToInt(Verdict::drifted).sum());
            out.writeArrayPropertyStart("features");
            parts.forEach(part -> part.features().forEach(feature -> feature(feature, out)));
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void head(Verdict verdict, boolean numbered, JsonGenerator out) {
        out.writeStringProperty("monitor", verdict.monitor());
        Json.segment(verdict.segmentNames(), verdict.segment(), out);
        Json.window("window", verdict.start(), verdict.end(), out);
        out.writeNumberProperty("revision", verdict.revision());
        out.writeStringProperty("completeness", verdict.completeness().name());
        out.writeNumberProperty("records", verdict.records());
        out.writeNumberProperty("late", verdict.late());
        out.writeObjectPropertyStart("reference");
        out.writeStringProperty("id", verdict.reference().id());
        out.writeNumberProperty("version", verdict.reference().version());
        out.writeStringProperty("digest", verdict.reference().digest());
        out.writeEndObject();
        out.writeStringProperty("config_digest", verdict.configDigest());
        if (numbered) {
            out.writeNumberProperty("part", verdict.part());
            out.writeNumberProperty("parts", verdict.parts());
        }
    }

    private static void feature(FeatureVerdict feature, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("feature", feature.feature());
        out.writeStringProperty("type", feature.type().key());
        out.writeStringProperty("state", feature.state().name());
        out.writeNumberProperty("n", feature.n());
        out.writeNumberProperty("missing", feature.missing());
        out.writeNumberProperty("invalid", feature.invalid());
        Json.number("n_effective", feature.nEffective(), out);
        out.writeNumberProperty("m", feature.m());
        Json.number("m_effective", feature.mEffective(), out);
        out.writeStringProperty("dispersion", feature.dispersion());
        out.writeStringProperty("rule", feature.spec().rule().key());
        out.writeStringProperty("measure", feature.spec().measure().key());
        number("value", feature.value(), out);
        number("estimate", feature.estimate(), out);
        number("lower", feature.lower(), out);
        number("upper", feature.upper(), out);
        Json.number("confidence", feature.spec().confidence(), out);
        Json.number("threshold", feature.spec().threshold(), out);
        number("critical", feature.spec().critical(), out);
        out.writeStringProperty("smoothing", feature.spec().smoothing().toString());
        number("p_value", feature.pValue(), out);
        out.writeObjectPropertyStart("measures");
        for (Measure measure : Measure.values()) {
            Double value = feature.measures().get(measure);
            if (value != null) {
                Json.number(measure.key(), value, out);
            }
        }
        out.writeEndObject();
        out.writeArrayPropertyStart("cells");
        feature.cells().forEach(cell -> cell(cell, out));
        out.writeEndArray();
        out.writeEndObject();
    }

    static void cell(CellVerdict cell, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("cell", cell.cell());
        out.writeNumberProperty("count", cell.count());
        Json.number("window", cell.window(), out);
        Json.number("reference", cell.reference(), out);
        Json.number("contribution", cell.contribution(), out);
        out.writeEndObject();
    }

    private static void number(String name, OptionalDouble value, JsonGenerator out) {
        if (value.isPresent()) {
            Json.number(name, value.getAsDouble(), out);
        }
    }

    /**
     * The verdict of these bytes: a whole one, or one part.
     *
     * @throws DataFileException when they are not a verdict
     */
    public static Verdict read(byte[] bytes) {
        return VerdictReader.read(bytes);
    }
}
