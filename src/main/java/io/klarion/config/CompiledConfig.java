package io.klarion.config;

import io.klarion.core.monitor.Monitor;
import io.klarion.metrics.MetricsPlan;
import java.util.List;

/**
 * A configuration joined with its references: ready to run.
 *
 * @param config what the file says
 * @param monitors one for each of {@code config.monitors()}, in the same order
 * @param segments how many segments each of {@code config.monitors()} expects, which its budget is shared by
 * @param metrics what of them is exported
 */
public record CompiledConfig(
        KlarionConfig config, List<Monitor> monitors, List<Integer> segments, MetricsPlan metrics) {
    public CompiledConfig {
        monitors = List.copyOf(monitors);
        segments = List.copyOf(segments);
    }

    /** The same with these monitors, those of the file first. */
    public CompiledConfig with(List<Monitor> others) {
        return new CompiledConfig(config, others, segments, metrics);
    }
}
