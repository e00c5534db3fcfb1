package io.klarion.codec;

import io.klarion.core.divergence.Measure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.io.SerializedString;

/** The names that stand in a verdict once a feature or once a cell, quoted and encoded once. */
final class VerdictNames {

    static final SerializedString TYPE = new SerializedString("type");
    static final SerializedString STATE = new SerializedString("state");
    static final SerializedString DISPERSION = new SerializedString("dispersion");
    static final SerializedString RULE = new SerializedString("rule");
    static final SerializedString MEASURE = new SerializedString("measure");
    static final SerializedString SMOOTHING = new SerializedString("smoothing");
    static final SerializedString N = new SerializedString("n");
    static final SerializedString MISSING = new SerializedString("missing");
    static final SerializedString INVALID = new SerializedString("invalid");
    static final SerializedString M = new SerializedString("m");
    static final SerializedString FEATURE = new SerializedString("feature");
    static final SerializedString N_EFFECTIVE = new SerializedString("n_effective");
    static final SerializedString M_EFFECTIVE = new SerializedString("m_effective");
    static final SerializedString VALUE = new SerializedString("value");
    static final SerializedString ESTIMATE = new SerializedString("estimate");
    static final SerializedString LOWER = new SerializedString("lower");
    static final SerializedString UPPER = new SerializedString("upper");
    static final SerializedString CONFIDENCE = new SerializedString("confidence");
    static final SerializedString THRESHOLD = new SerializedString("threshold");
    static final SerializedString CRITICAL = new SerializedString("critical");
    static final SerializedString P_VALUE = new SerializedString("p_value");
    static final SerializedString COUNT = new SerializedString("count");
    static final SerializedString CELL = new SerializedString("cell");
    static final SerializedString WINDOW = new SerializedString("window");
    static final SerializedString REFERENCE = new SerializedString("reference");
    static final SerializedString CONTRIBUTION = new SerializedString("contribution");
    private static final Map<Measure, SerializedString> MEASURES = new EnumMap<>(Measure.class);

    static {
        for (Measure measure : Measure.values()) {
            MEASURES.put(measure, new SerializedString(measure.key()));
        }
    }

    private VerdictNames() {}

    static SerializedString of(Measure measure) {
        return Objects.requireNonNull(MEASURES.get(measure));
    }
}
