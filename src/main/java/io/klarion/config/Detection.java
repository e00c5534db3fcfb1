package io.klarion.config;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.VolumeSpec;
import java.util.OptionalDouble;

/**
 * What one {@code detect} block says: how windows are judged and when that alerts.
 *
 * @param judge when a window drifts
 * @param alert when drift becomes an alert
 * @param schema when unusable values are a fault
 * @param volume by what factor the number of records must differ; of a monitor, the same for all its features
 */
public record Detection(DetectSpec judge, AlertSpec alert, SchemaSpec schema, OptionalDouble volume) {

    /** What holds where nothing is said. */
    public static final Detection DEFAULT =
            new Detection(DetectSpec.DEFAULT, AlertSpec.DEFAULT, SchemaSpec.DEFAULT, VolumeSpec.DEFAULT.factor());
}
