package io.klarion.codec;

import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureSummary;
import io.klarion.core.detect.VerdictSummary;
import io.klarion.core.divergence.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The binary form of what is remembered of the last verdict of a group: a row of stage 2 like those of
 * {@link StateCodec}, of the same version.
 */
public final class SummaryCodec {

    private static final int SUMMARY = 25;
    /* name, measure, state, five flags, threshold */
    private static final int SHORTEST_FEATURE = 16;

    private SummaryCodec() {}

    /** The numbers of a verdict. */
    public static byte[] encode(VerdictSummary summary) {
        BinaryWriter out = new BinaryWriter(StateCodec.VERSION, SUMMARY)
                .signed(summary.end())
                .unsigned(summary.revision())
                .unsigned(summary.records())
                .text(summary.reference())
                .unsigned(summary.version())
                .unsigned(summary.features().size());
        summary.features().forEach(feature -> write(feature, out));
        return out.bytes();
    }

    /** The summary of these bytes. */
    public static VerdictSummary decode(byte[] bytes) {
        BinaryReader in = BinaryReader.of(bytes, StateCodec.VERSION, SUMMARY);
        long end = in.signed();
        int revision = in.integer();
        long records = in.unsigned();
        String reference = in.text();
        int version = in.integer();
        List<FeatureSummary> features = new ArrayList<>();
        for (int i = in.size(SHORTEST_FEATURE); i > 0; i--) {
            features.add(feature(in));
        }
        in.end();
        return new VerdictSummary(end, revision, records, reference, version, features);
    }

    private static void write(FeatureSummary feature, BinaryWriter out) {
        out.text(feature.feature())
                .text(feature.measure().key())
                .text(feature.state().name())
                .decimal(feature.threshold());
        optional(feature.estimate(), out);
        optional(feature.lower(), out);
        optional(feature.upper(), out);
        optional(feature.raw(), out);
        optional(feature.missingRatio(), out);
    }

    private static FeatureSummary feature(BinaryReader in) {
        String name = in.text();
        Measure measure = measure(in.text());
        FeatureState state = state(in.text());
        double threshold = in.decimal();
        return new FeatureSummary(
                name, measure, state, optional(in), optional(in), optional(in), optional(in), threshold, optional(in));
    }

    private static Measure measure(String key) {
        return Measure.parse(key).orElseThrow(() -> new BinaryFormatException("must have a known measure, was " + key));
    }

    private static FeatureState state(String name) {
        for (FeatureState state : FeatureState.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        throw new BinaryFormatException("must have a known state, was " + name);
    }

    private static void optional(OptionalDouble number, BinaryWriter out) {
        out.unsigned(number.isPresent() ? 1 : 0);
        if (number.isPresent()) {
            out.decimal(number.getAsDouble());
        }
    }

    private static OptionalDouble optional(BinaryReader in) {
        return in.flag() ? OptionalDouble.of(in.decimal()) : OptionalDouble.empty();
    }
}
