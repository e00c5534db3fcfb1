package io.klarion.config;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.DetectSpec;

/**
 * What one {@code detect} block says: how windows are judged and when that alerts.
 *
 * @param judge when a window drifts
 * @param alert when drift becomes an alert
 */
public record Detection(DetectSpec judge, AlertSpec alert) {

    /** What holds where nothing is said. */
    public static final Detection DEFAULT = new Detection(DetectSpec.DEFAULT, AlertSpec.DEFAULT);
}
