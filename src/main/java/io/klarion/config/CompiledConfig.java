package io.klarion.config;

import io.klarion.core.monitor.Monitor;
import java.util.List;

/**
 * A configuration joined with its references: ready to run.
 *
 * @param config what the file says
 * @param monitors one for each of {@code config.monitors()}, in the same order
 */
public record CompiledConfig(KlarionConfig config, List<Monitor> monitors) {
    public CompiledConfig {
        monitors = List.copyOf(monitors);
    }
}
