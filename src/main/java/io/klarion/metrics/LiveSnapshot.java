package io.klarion.metrics;

import io.klarion.core.reference.Provenance;
import java.util.ArrayList;
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
 * @param critical those of them whose alert is critical
 * @param watermarks by monitor
 * @param fired by monitor: when the alerts that count towards its budget fired
 * @param references where the versions of references come from
 */
record LiveSnapshot(
        SortedMap<WindowSample.Key, WindowSample> windows,
        SortedSet<FeatureKey> firing,
        SortedSet<FeatureKey> critical,
        SortedMap<String, WatermarkSample> watermarks,
        SortedMap<String, List<Long>> fired,
        SortedMap<ReferenceKey, Provenance> references) {

    private static LiveSnapshot empty() {
        return new LiveSnapshot(
                new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** One snapshot of several tasks; where two know the same window, as for a moment while one moves, the later wins. */
    static LiveSnapshot merge(List<LiveSnapshot> tasks) {
        LiveSnapshot merged = empty();
        for (LiveSnapshot task : tasks) {
            task.windows.forEach((key, sample) -> merged.windows.merge(key, sample, WindowSample::orLater));
            merged.firing.addAll(task.firing);
            merged.critical.addAll(task.critical);
            task.watermarks.forEach((monitor, mark) -> merged.watermarks.merge(monitor, mark, WatermarkSample::and));
            task.fired.forEach((monitor, ends) -> merged.fired
                    .computeIfAbsent(monitor, first -> new ArrayList<>())
                    .addAll(ends));
            merged.references.putAll(task.references);
        }
        return merged;
    }
}
