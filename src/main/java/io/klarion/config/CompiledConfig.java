package io.klarion.config;

import io.klarion.core.monitor.Monitor;
import io.klarion.metrics.MetricsPlan;
import java.util.List;

/**
 * A configuration joined with its references: ready to run.
 *
 * @param config what the file says
 * @param monitors one for each of {@code config.monitors()}, in the same order
 * @param metrics what of them is exported
 */
public record CompiledConfig(KlarionConfig config, List<Monitor> monitors, MetricsPlan metrics) {
    public CompiledConfig {
        monitors = List.copyOf(monitors);
    }
}
