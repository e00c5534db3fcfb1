package io.klarion.config;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.AlarmBudget;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.window.WindowSpec;
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
 */
public record Detection(
        DetectSpec judge, AlertSpec alert, SchemaSpec schema, OptionalDouble volume, Optional<AlarmBudget> budget) {

    /** With a confidence that is given, not found from a budget. */
    public Detection(DetectSpec judge, AlertSpec alert, SchemaSpec schema, OptionalDouble volume) {
        this(judge, alert, schema, volume, Optional.empty());
    }

    /** The same with the confidence that its budget leaves, if it has one. */
    Detection within(int features, int segments, WindowSpec window) {
        return budget.map(allowed -> new Detection(
                        judge.withConfidence(1 - allowed.level(features, segments, window)), alert, schema, volume))
                .orElse(this);
    }

    /** What holds where nothing is said. */
    public static final Detection DEFAULT =
            new Detection(DetectSpec.DEFAULT, AlertSpec.DEFAULT, SchemaSpec.DEFAULT, VolumeSpec.DEFAULT.factor());
}
