package io.klarion.core.alert;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.Verdict;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One feature in one window, as an alert on its divergence sees it.
 *
 * @param kind what sort of event is looked for
 * @param window the window
 * @param feature its verdict on the feature
 * @param showValues whether category values may be shown
 * @param isToldElsewhere whether another alert tells of what moved
 */
record DriftObservation(
        AlertKind kind, Verdict window, FeatureVerdict feature, boolean showValues, boolean isToldElsewhere)
        implements Observation {

    @Override
    public String subject() {
        return feature.feature();
    }

    @Override
    public FeatureState state() {
        return isToldElsewhere ? FeatureState.INSUFFICIENT_DATA : feature.state();
    }

    /** What the size of the drift is judged by: the lower bound; the value where the rule or the measure has none. */
    private OptionalDouble judged() {
        return hasBounds() ? feature.lower() : feature.value();
    }

    /** Whether bounds exist and the rule looks at them. */
    boolean hasBounds() {
        return feature.spec().rule() == Rule.BOUND && feature.lower().isPresent();
    }

    /** The number that people are told: the estimate where there are bounds, at least 0; else the value. */
    double told() {
        return hasBounds()
                ? Math.max(0, feature.estimate().orElse(Double.NaN))
                : feature.value().orElse(Double.NaN);
    }

    /** Where there are bounds, only when the upper one is below {@code critical} too. */
    @Override
    public boolean isNoLongerCritical() {
        OptionalDouble upper = hasBounds() ? feature.upper() : feature.value();
        return feature.spec().critical().isEmpty()
                || upper.isEmpty()
                || upper.getAsDouble() <= feature.spec().critical().getAsDouble();
    }

    @Override
    public Severity severity() {
        DetectSpec spec = feature.spec();
        boolean critical = spec.critical().isPresent()
                && judged().isPresent()
                && judged().getAsDouble() > spec.critical().getAsDouble();
        return critical ? Severity.CRITICAL : Severity.WARNING;
    }

    @Override
    public boolean isBackUnderThreshold() {
        double threshold = feature.spec().threshold();
        if (hasBounds()) {
            return feature.upper().isPresent() && feature.upper().getAsDouble() < threshold;
        }
        return feature.value().isPresent() && feature.value().getAsDouble() <= threshold;
    }

    @Override
    public Figures figures() {
        return new Figures(
                hasBounds() ? OptionalDouble.of(told()) : feature.value(),
                feature.lower(),
                feature.upper(),
                feature.spec().threshold(),
                feature.n(),
                topCells());
    }

    @Override
    public Wording wording() {
        return new DriftSummary(this);
    }

    List<CellVerdict> topCells() {
        return TopCells.of(feature, showValues);
    }
}
