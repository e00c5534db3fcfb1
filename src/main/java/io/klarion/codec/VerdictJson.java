package io.klarion.codec;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.JointVerdict;
import io.klarion.core.detect.OtherVerdict;
import io.klarion.core.detect.SchemaFault;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VolumeVerdict;
import io.klarion.core.distribution.OtherValues;
import io.klarion.core.divergence.Measure;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Verdicts as JSON objects: one a record of the verdict topic, one a line of {@code verdicts.jsonl}.
 *
 * <p>Fields stand in a fixed order and equal verdicts give equal bytes. Times are ISO-8601 in UTC. What a verdict does
 * not have (bounds without evidence, a value without data) is left out; there are no nulls. Infinities are the texts
 * {@code "Infinity"} and {@code "-Infinity"}. Halves of surrogate pairs are replaced by U+FFFD; every other character of
 * a name survives. A wide verdict travels in parts, with {@code part} and {@code parts}.
 */
public final class VerdictJson {

    private static final long BYTES_A_CELL = 150;
    private static final long BYTES_A_FEATURE = 1000;
    private static final long MOST_BYTES = 1 << 20;

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
     * @throws IllegalArgumentException when one is absent, there twice, or of another window
     */
    public static byte[] join(List<Verdict> parts) {
        List<Verdict> ordered =
                parts.stream().sorted(Comparator.comparing(Verdict::part)).toList();
        if (!isWhole(ordered)) {
            throw new IllegalArgumentException("parts: must be all parts of one verdict, was "
                    + ordered.stream().map(VerdictJson::place).toList());
        }
        return write(ordered, false);
    }

    private static boolean isWhole(List<Verdict> ordered) {
        for (int i = 0; i < ordered.size(); i++) {
            Verdict part = ordered.get(i);
            boolean fits = part.part() == i && part.parts() == ordered.size();
            if (!fits || !window(part).equals(window(ordered.get(0)))) {
                return false;
            }
        }
        return !ordered.isEmpty();
    }

    private static String place(Verdict part) {
        return part.part() + " of " + part.parts() + " of " + window(part);
    }

    private static String window(Verdict verdict) {
        return key(verdict) + " revision " + verdict.revision();
    }

    private static byte[] write(List<Verdict> parts, boolean numbered) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size(parts));
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

    /* About as many bytes as it takes, so that few are copied. */
    private static int size(List<Verdict> parts) {
        long features = parts.stream()
                .flatMap(part -> part.features().stream())
                .mapToLong(feature ->
                        BYTES_A_FEATURE + BYTES_A_CELL * feature.cells().size())
                .sum();
        return (int) Math.min(MOST_BYTES, BYTES_A_FEATURE + features);
    }

    private static void head(Verdict verdict, boolean numbered, JsonGenerator out) {
        Json.text("monitor", verdict.monitor(), out);
        Json.segment(verdict.segmentNames(), verdict.segment(), out);
        Json.window("window", verdict.start(), verdict.end(), out);
        out.writeNumberProperty("revision", verdict.revision());
        out.writeStringProperty("completeness", verdict.completeness().name());
        out.writeNumberProperty("records", verdict.records());
        verdict.volume().ifPresent(volume -> volume(volume, out));
        out.writeNumberProperty("late", verdict.late());
        out.writeObjectPropertyStart("reference");
        Json.text("id", verdict.reference().id(), out);
        out.writeNumberProperty("version", verdict.reference().version());
        Json.text("digest", verdict.reference().digest(), out);
        optional("slot", verdict.reference().slot(), out);
        optional("segment", verdict.reference().segment(), out);
        out.writeEndObject();
        out.writeStringProperty("config_digest", verdict.configDigest());
        if (numbered) {
            out.writeNumberProperty("part", verdict.part());
            out.writeNumberProperty("parts", verdict.parts());
        }
    }

    private static void volume(VolumeVerdict volume, JsonGenerator out) {
        out.writeObjectPropertyStart("volume");
        out.writeStringProperty("state", volume.state().name());
        Json.number("expected", volume.expected(), out);
        Json.number("low", volume.low(), out);
        Json.number("high", volume.high(), out);
        Json.number("factor", volume.factor(), out);
        out.writeEndObject();
    }

    private static void schema(SchemaFault fault, JsonGenerator out) {
        out.writeObjectPropertyStart("schema");
        out.writeStringProperty("fault", fault.kind().key());
        Json.number("window", fault.share(), out);
        Json.number("reference", fault.reference(), out);
        Json.number("lower", fault.lower(), out);
        Json.number("upper", fault.upper(), out);
        Json.number("rise", fault.rise(), out);
        out.writeEndObject();
    }

    private static void optional(String name, String text, JsonGenerator out) {
        if (!text.isEmpty()) {
            Json.text(name, text, out);
        }
    }

    private static void feature(FeatureVerdict feature, JsonGenerator out) {
        out.writeStartObject();
        Json.text(VerdictNames.FEATURE, feature.feature(), out);
        Json.string(VerdictNames.TYPE, feature.type().key(), out);
        Json.string(VerdictNames.STATE, feature.state().name(), out);
        Json.count(VerdictNames.N, feature.n(), out);
        Json.count(VerdictNames.MISSING, feature.missing(), out);
        Json.count(VerdictNames.INVALID, feature.invalid(), out);
        feature.schema().ifPresent(fault -> schema(fault, out));
        Json.number(VerdictNames.N_EFFECTIVE, feature.nEffective(), out);
        Json.count(VerdictNames.M, feature.m(), out);
        Json.number(VerdictNames.M_EFFECTIVE, feature.mEffective(), out);
        Json.string(VerdictNames.DISPERSION, feature.dispersion(), out);
        Json.string(VerdictNames.RULE, feature.spec().rule().key(), out);
        Json.string(VerdictNames.MEASURE, feature.spec().measure().key(), out);
        Json.number(VerdictNames.VALUE, feature.value(), out);
        Json.number(VerdictNames.ESTIMATE, feature.estimate(), out);
        Json.number(VerdictNames.LOWER, feature.lower(), out);
        Json.number(VerdictNames.UPPER, feature.upper(), out);
        Json.number(VerdictNames.CONFIDENCE, feature.spec().confidence(), out);
        Json.number(VerdictNames.THRESHOLD, feature.spec().threshold(), out);
        Json.number(VerdictNames.CRITICAL, feature.spec().critical(), out);
        Json.string(VerdictNames.SMOOTHING, feature.spec().smoothing().toString(), out);
        Json.number(VerdictNames.P_VALUE, feature.pValue(), out);
        feature.other().ifPresent(other -> other(other, out));
        feature.joint().ifPresent(joint -> joint(joint, out));
        out.writeObjectPropertyStart("measures");
        for (Measure measure : Measure.values()) {
            Double value = feature.measures().get(measure);
            if (value != null) {
                Json.number(VerdictNames.of(measure), value, out);
            }
        }
        out.writeEndObject();
        out.writeArrayPropertyStart("cells");
        feature.cells().forEach(cell -> cell(cell, out));
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void other(OtherVerdict other, JsonGenerator out) {
        out.writeObjectPropertyStart("other");
        Json.number("distinct", other.distinct(), out);
        out.writeArrayPropertyStart("top");
        for (OtherValues.Value value : other.top()) {
            out.writeStartObject();
            Json.text("value", value.text(), out);
            out.writeNumberProperty("count", value.count());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void joint(JointVerdict joint, JsonGenerator out) {
        out.writeObjectPropertyStart("joint");
        Json.text("first", joint.first(), out);
        Json.text("second", joint.second(), out);
        Json.number("kl", joint.kl(), out);
        Json.number("first_margin", joint.firstMargin(), out);
        Json.number("second_margin", joint.secondMargin(), out);
        Json.number("shift", joint.shift(), out);
        Json.number("dependence", joint.dependence(), out);
        out.writeEndObject();
    }

    static void cell(CellVerdict cell, JsonGenerator out) {
        out.writeStartObject();
        Json.text(VerdictNames.CELL, cell.cell(), out);
        Json.count(VerdictNames.COUNT, cell.count(), out);
        Json.number(VerdictNames.WINDOW, cell.window(), out);
        Json.number(VerdictNames.REFERENCE, cell.reference(), out);
        Json.number(VerdictNames.CONTRIBUTION, cell.contribution(), out);
        out.writeEndObject();
    }

    /**
     * The verdict of these bytes: a whole one, or one part.
     *
     * @throws DataFileException when they are not a verdict
     */
    public static Verdict read(byte[] bytes) {
        return Json.read("verdict", bytes, VerdictReader::verdict);
    }
}
