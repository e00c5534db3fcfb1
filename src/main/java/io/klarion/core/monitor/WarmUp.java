package io.klarion.core.monitor;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.window.WindowSpec;
import java.util.List;

/**
 * How far before the first window of interest reading must begin, so that this window and the alerts at its start are
 * what they would have been had everything been read.
 */
public final class WarmUp {

    private WarmUp() {}

    /**
     * The longest span that anything is remembered for: a window with its grace and bound, the earlier windows it is
     * compared with (but for those left out in drift, of which there is no knowing), and as many windows, or as long a hold, as
     * an alert takes to fire or to clear; at least as long as a segment that fell silent is told of. Milliseconds; 0 for no monitors.
     */
    public static long of(List<Monitor> monitors) {
        return monitors.stream().mapToLong(WarmUp::of).max().orElse(0);
    }

    private static long of(Monitor monitor) {
        WindowSpec window = monitor.window();
        long alerts = monitor.features().stream()
                .mapToLong(feature -> span(feature.alert(), window))
                .max()
                .orElse(0);
        long compared = monitor.previous().map(Previous::windows).orElse(0) * window.size();
        long read =
                compared + window.size() + window.grace() + monitor.eventTime().outOfOrderness() + alerts;
        return Math.max(read, monitor.toldSilenceMillis());
    }

    private static long span(AlertSpec alert, WindowSpec window) {
        long windows = Math.max(alert.forWindows(), alert.clearAfter());
        return Math.max(alert.holdMillis(), windows * window.advance());
    }
}
