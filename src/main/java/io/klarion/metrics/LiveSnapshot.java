package io.klarion.metrics;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All tasks of this process at one instant.
 *
 * @param windows the last closed windows, by key
 * @param firing the features whose alert fires
 * @param watermarks by monitor
 */
record LiveSnapshot(
        SortedMap<WindowSample.Key, WindowSample> windows,
        SortedSet<FeatureKey> firing,
        SortedMap<String, WatermarkSample> watermarks) {

    /** One snapshot of several tasks; where two know the same window, as for a moment while one moves, the later wins. */
    static LiveSnapshot merge(List<LiveSnapshot> tasks) {
        LiveSnapshot merged = new LiveSnapshot(new TreeMap<>(), new TreeSet<>(), new TreeMap<>());
        for (LiveSnapshot task : tasks) {
            task.windows.forEach((key, sample) -> merged.windows.merge(key, sample, WindowSample::orLater));
            merged.firing.addAll(task.firing);
            task.watermarks.forEach((monitor, mark) -> merged.watermarks.merge(monitor, mark, WatermarkSample::and));
        }
        return merged;
    }
}
