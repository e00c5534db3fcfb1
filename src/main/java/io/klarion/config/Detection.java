package io.klarion.config;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.AlarmBudget;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one {@code detect} block says: how windows are judged and when that alerts.
 *
 * @param judge when a window drifts
 * @param alert when drift becomes an alert
 * @param schema when unusable values are a fault
 * @param volume by what factor the number of records must differ; of a monitor, the same for all its features
 * @param budget the false alarms that the confidence is to be found from; empty where it is given
 * @param calibrated whether the threshold in {@code judge} is the least, and the reference's own windows raise it
 */
public record Detection(
        DetectSpec judge,
        AlertSpec alert,
        SchemaSpec schema,
        OptionalDouble volume,
        Optional<AlarmBudget> budget,
        boolean calibrated) {

    /** With a confidence that is given, not found from a budget. */
    public Detection(DetectSpec judge, AlertSpec alert, SchemaSpec schema, OptionalDouble volume) {
        this(judge, alert, schema, volume, Optional.empty(), false);
    }

    /** The same with the confidence that its budget leaves, if it has one. */
    Detection within(int features, int segments, WindowSpec window) {
        return budget.map(allowed -> new Detection(
                        judge.withConfidence(1 - allowed.level(features, segments, window)),
                        alert,
                        schema,
                        volume,
                        Optional.empty(),
                        calibrated))
                .orElse(this);
    }

    /**
     * How windows of one feature are judged: where the threshold is calibrated, it is what held-out windows show, if that is
     * more, and the critical level rises with it.
     *
     * @param references the feature's counts in each of the monitor's references; the greatest level holds
     */
    DetectSpec judgeFor(List<FeatureReference> references) {
        double level = references.stream()
                .flatMap(reference -> reference.heldOut().stream())
                .mapToDouble(windows -> windows.level(judge.measure().key()).orElse(0))
                .max()
                .orElse(0);
        return calibrated && level > judge.threshold() ? judge.withThreshold(level) : judge;
    }

    /** What holds where nothing is said. */
    public static final Detection DEFAULT =
            new Detection(DetectSpec.DEFAULT, AlertSpec.DEFAULT, SchemaSpec.DEFAULT, VolumeSpec.DEFAULT.factor());
}
