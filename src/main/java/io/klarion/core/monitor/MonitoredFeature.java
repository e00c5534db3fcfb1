package io.klarion.core.monitor;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.SchemaSpec;

/**
 * How one feature is read and judged. Its name, type and cells stand in the monitor's layout.
 *
 * @param path JSON pointer into the record; empty for a pair of features
 * @param detect how it is judged
 * @param alert when it fires and clears
 * @param schema when unusable values are a fault
 * @param showValues whether category values may be shown to people
 */
public record MonitoredFeature(
        String path, DetectSpec detect, AlertSpec alert, SchemaSpec schema, boolean showValues) {}
