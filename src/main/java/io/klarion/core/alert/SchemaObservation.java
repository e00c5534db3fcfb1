package io.klarion.core.alert;

import io.klarion.core.detect.Detector;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.SchemaFault;
import io.klarion.core.detect.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One feature in one window, as the alert on its unusable values sees it.
 *
 * @param window the window
 * @param feature its verdict on the feature
 * @param isToldElsewhere whether another alert tells of what moved
 */
record SchemaObservation(Verdict window, FeatureVerdict feature, boolean isToldElsewhere) implements Observation {

    @Override
    public AlertKind kind() {
        return AlertKind.SCHEMA;
    }

    @Override
    public String subject() {
        return feature.feature();
    }

    /** Usable values are seen in few records already, where the divergence needs more. */
    @Override
    public FeatureState state() {
        if (feature.schema().isPresent()) {
            return isToldElsewhere ? FeatureState.INSUFFICIENT_DATA : FeatureState.DRIFT;
        }
        return switch (feature.state()) {
            case STABLE, DRIFT -> FeatureState.STABLE;
            case INSUFFICIENT_DATA ->
                feature.n() < Detector.FEWEST_RECORDS ? FeatureState.INSUFFICIENT_DATA : FeatureState.STABLE;
            case NO_DATA -> FeatureState.NO_DATA;
            case NO_REFERENCE -> FeatureState.NO_REFERENCE;
        };
    }

    @Override
    public Severity severity() {
        boolean isSilent = feature.schema()
                .map(SchemaFault::kind)
                .filter(SchemaFault.Kind.SILENT::equals)
                .isPresent();
        return isSilent ? Severity.CRITICAL : Severity.WARNING;
    }

    /** Never at once: whether values are back for good is told by the windows that follow. */
    @Override
    public boolean isBackUnderThreshold() {
        return false;
    }

    @Override
    public Figures figures() {
        Optional<SchemaFault> fault = feature.schema();
        return new Figures(
                number(fault.map(of -> of.share() - of.reference())),
                number(fault.map(SchemaFault::lower)),
                number(fault.map(SchemaFault::upper)),
                fault.map(SchemaFault::rise).orElse(0.0),
                feature.n(),
                List.of());
    }

    private static OptionalDouble number(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    @Override
    public Wording wording() {
        return new SchemaSummary(this);
    }
}
