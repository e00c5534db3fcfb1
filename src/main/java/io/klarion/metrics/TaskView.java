package io.klarion.metrics;

import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.VolumeAlert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.Segment;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one running task shows in the metrics, from {@link LiveTasks#open} until {@link #close}.
 *
 * <p>Written by the task's thread, read by scrapes. A scrape takes an immutable copy, so it sees all of a call or
 * nothing of it.
 */
public final class TaskView implements AutoCloseable {

    private final LiveTasks tasks;
    private final String taskId;
    private final SortedMap<WindowSample.Key, WindowSample> windows = new TreeMap<>();
    private final SortedSet<FeatureKey> firing = new TreeSet<>();
    private final SortedMap<String, WatermarkSample> watermarks = new TreeMap<>();

    TaskView(LiveTasks tasks, String taskId) {
        this.tasks = tasks;
        this.taskId = taskId;
    }

    /**
     * Shows a closed window and its alerts; also one stored before a restart. A window older than the one shown, or an
     * older revision of it, changes no value.
     *
     * @param verdict the window's verdict
     * @param firingFeatures the names of its features whose alert fires after this window, and
     *     {@link VolumeAlert#SUBJECT} for that on the number of records
     */
    public void publish(Verdict verdict, Set<String> firingFeatures) {
        WindowSample sample = WindowSample.of(verdict);
        synchronized (this) {
            windows.merge(sample.key(), sample, WindowSample::orLater);
            for (FeatureSample feature : sample.features()) {
                FeatureKey key = sample.key().of(feature);
                if (firingFeatures.contains(feature.feature())) {
                    firing.add(key);
                } else {
                    firing.remove(key);
                }
            }
            if (verdict.part() == 0) {
                FeatureKey records = new FeatureKey(
                        verdict.monitor(), verdict.segment().text(verdict.segmentNames()), VolumeAlert.SUBJECT);
                firing.remove(records);
                if (firingFeatures.contains(VolumeAlert.SUBJECT)) {
                    firing.add(records);
                }
            }
        }
    }

    /** Shows the alerts of a segment that fired before a restart; pending ones are not shown. */
    public synchronized void restore(
            String monitor, List<String> segmentNames, Segment segment, Collection<AlertState> alerts) {
        String text = segment.text(segmentNames);
        alerts.stream()
                .filter(AlertState::firing)
                .forEach(alert -> firing.add(new FeatureKey(monitor, text, alert.feature())));
    }

    /**
     * Shows how far a monitor has come in this task.
     *
     * @param monitor the monitor's name
     * @param watermark the minimum over all its source partitions, epoch milliseconds;
     *     {@link io.klarion.core.window.WindowSpec#NO_WATERMARK} while one is unknown
     * @param furthest the maximum over all its source partitions, likewise
     * @param stalled whether a silent partition holds windows open
     */
    public synchronized void watermark(String monitor, long watermark, long furthest, boolean stalled) {
        watermarks.put(monitor, new WatermarkSample(watermark, furthest, stalled));
    }

    /** Shows nothing more of a segment: it has been silent for so long that it is no longer judged. */
    public synchronized void forget(String monitor, List<String> segmentNames, Segment segment) {
        String text = segment.text(segmentNames);
        firing.removeIf(key -> key.monitor().equals(monitor) && key.segment().equals(text));
        windows.keySet()
                .removeIf(key -> key.monitor().equals(monitor) && key.segment().equals(text));
    }

    /** Takes all series of this task away; closing twice is harmless. */
    @Override
    public void close() {
        tasks.remove(taskId, this);
    }

    synchronized LiveSnapshot snapshot() {
        return new LiveSnapshot(new TreeMap<>(windows), new TreeSet<>(firing), new TreeMap<>(watermarks));
    }
}
