package io.klarion.web;

import io.klarion.core.monitor.Monitor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which features let their category values be shown to people.
 *
 * @param allowed those that do
 */
public record ShownValues(Set<OfMonitor> allowed) {

    /** A feature of a monitor. */
    public record OfMonitor(String monitor, String feature) {}

    /** No feature does: for results whose configuration is not at hand. */
    public static final ShownValues NONE = new ShownValues(Set.of());

    /** As these monitors are configured. */
    public static ShownValues of(List<Monitor> monitors) {
        Set<OfMonitor> allowed = new HashSet<>();
        for (Monitor monitor : monitors) {
            for (int i = 0; i < monitor.features().size(); i++) {
                if (monitor.features().get(i).showValues()) {
                    allowed.add(new OfMonitor(
                            monitor.name(), monitor.layout().feature(i).name()));
                }
            }
        }
        return new ShownValues(allowed);
    }

    public ShownValues {
        allowed = Set.copyOf(allowed);
    }

    /** Whether the feature of this series does. */
    public boolean of(SeriesKey series) {
        return allowed.contains(new OfMonitor(series.monitor(), series.feature()));
    }
}
