package io.klarion.core.alert;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Rule;
import io.klarion.core.detect.Verdict;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One feature in one window, as the alert machine sees it.
 *
 * @param kind what sort of event is looked for
 * @param window the window
 * @param feature its verdict on the feature
 * @param showValues whether category values may be shown
 */
record Observation(AlertKind kind, Verdict window, FeatureVerdict feature, boolean showValues) {

    /** What the size of the drift is judged by: the lower bound; the value where the rule or the measure has none. */
    private OptionalDouble judged() {
        return hasBounds() ? feature.lower() : feature.value();
    }

    /** Whether bounds exist and the rule looks at them. */
    boolean hasBounds() {
        return feature.spec().rule() == Rule.BOUND && feature.lower().isPresent();
    }

    Severity severity() {
        DetectSpec spec = feature.spec();
        boolean critical = spec.critical().isPresent()
                && judged().isPresent()
                && judged().getAsDouble() > spec.critical().getAsDouble();
        return critical ? Severity.CRITICAL : Severity.WARNING;
    }

    /** Whether the window shows that the divergence is back under the threshold. */
    boolean isBackUnderThreshold() {
        double threshold = feature.spec().threshold();
        if (hasBounds()) {
            return feature.upper().isPresent() && feature.upper().getAsDouble() < threshold;
        }
        return feature.value().isPresent() && feature.value().getAsDouble() <= threshold;
    }

    Alert toAlert(AlertState alert, AlertTransition transition, String summary) {
        return new Alert(
                AlertId.of(kind, window.monitor(), window.segment(), feature.feature(), alert.onsetEnd()),
                window.monitor(),
                window.segmentNames(),
                window.segment(),
                feature.feature(),
                kind,
                alert.severity(),
                transition,
                alert.onsetStart(),
                alert.onsetEnd(),
                window.start(),
                window.end(),
                feature.value(),
                feature.lower(),
                feature.upper(),
                feature.spec().threshold(),
                feature.n(),
                topCells(),
                window.revision(),
                summary);
    }

    List<CellVerdict> topCells() {
        return TopCells.of(feature, showValues);
    }
}
