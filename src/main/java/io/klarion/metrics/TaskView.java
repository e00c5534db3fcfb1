package io.klarion.metrics;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import io.klarion.core.alert.VolumeAlert;
import io.klarion.core.detect.FeatureSummary;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VerdictSummary;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.GroupKey;
import io.klarion.core.reference.Provenance;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one running task shows in the metrics, from {@link LiveTasks#open} until {@link #close}.
 *
 * <p>Written by the task's thread, read by scrapes. A scrape takes an immutable copy, so it sees all of a call or
 * nothing of it.
 */
public final class TaskView implements AutoCloseable {

    private final LiveTasks tasks;
    private final String taskId;
    private final MetricsPlan plan;
    private final SortedMap<WindowSample.Key, WindowSample> windows = new TreeMap<>();
    private final SortedSet<FeatureKey> firing = new TreeSet<>();
    private final SortedSet<AlertKey> critical = new TreeSet<>();
    private final SortedMap<String, WatermarkSample> watermarks = new TreeMap<>();
    private final SortedMap<String, FiredAlerts> fired = new TreeMap<>();
    private final SortedMap<ReferenceKey, Provenance> references = new TreeMap<>();

    TaskView(LiveTasks tasks, String taskId, MetricsPlan plan) {
        this.tasks = tasks;
        this.taskId = taskId;
        this.plan = plan;
    }

    /**
     * Shows a closed window and its alerts. A window older than the one shown, or an older revision of it, changes no
     * value.
     *
     * @param verdict the window's verdict
     * @param firingFeatures the names of its features whose alert fires after this window, and
     *     {@link VolumeAlert#SUBJECT} for that on the number of records
     * @return whether it is the window that is shown now
     */
    @SuppressWarnings("ReferenceEquality") // which of two objects was kept
    public boolean publish(Verdict verdict, Set<String> firingFeatures) {
        WindowSample sample = WindowSample.of(verdict, plan.of(verdict.monitor()));
        synchronized (this) {
            for (FeatureSummary feature : sample.numbers().features()) {
                FeatureKey key = sample.key().of(feature);
                if (firingFeatures.contains(feature.feature())) {
                    firing.add(key);
                } else {
                    firing.remove(key);
                }
            }
            if (verdict.part() == 0) {
                FeatureKey records = sample.key().of(VolumeAlert.SUBJECT);
                firing.remove(records);
                if (firingFeatures.contains(VolumeAlert.SUBJECT)) {
                    firing.add(records);
                }
            }
            return windows.merge(sample.key(), sample, WindowSample::orLater) == sample;
        }
    }

    /**
     * Shows the numbers of a window that was closed before a restart, of those features that are still there.
     *
     * @param monitor the monitor as it is now
     * @param group whose window it was
     * @param last what was found
     */
    public synchronized void restore(Monitor monitor, GroupKey group, VerdictSummary last) {
        int first = monitor.layout().chunkStart(group.chunk());
        int end = monitor.layout().chunkStart(group.chunk() + 1);
        VerdictSummary kept = new VerdictSummary(
                last.end(),
                last.revision(),
                last.records(),
                last.reference(),
                last.version(),
                last.features().stream()
                        .filter(feature -> {
                            int at = monitor.layout().indexOf(feature.feature()).orElse(-1);
                            return at >= first && at < end;
                        })
                        .toList());
        WindowSample.Key key = new WindowSample.Key(
                monitor.name(), group.segmentOf(monitor).text(monitor.segmentNames()), group.chunk());
        windows.merge(key, new WindowSample(key, kept, Map.of()), WindowSample::orLater);
    }

    /** Shows the alerts of a segment that fired before a restart; pending ones are not shown. */
    public synchronized void restore(
            String monitor, List<String> segmentNames, Segment segment, Collection<AlertState> alerts) {
        String text = segment.text(segmentNames);
        alerts.stream().filter(AlertState::firing).forEach(alert -> {
            FeatureKey feature = new FeatureKey(monitor, text, alert.feature());
            firing.add(feature);
            if (alert.severity() == Severity.CRITICAL) {
                critical.add(new AlertKey(feature, alert.kind()));
            }
        });
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

    /** Knows where the references of these monitors come from, in all their versions. */
    public synchronized void references(List<Monitor> monitors) {
        for (Monitor monitor : monitors) {
            monitor.references()
                    .forEach(reference -> references.put(
                            new ReferenceKey(monitor.name(), reference.id(), reference.version()),
                            reference.provenance()));
        }
    }

    /** Shows whether an alert that changed its state is critical now. */
    public synchronized void alert(Alert alert) {
        FeatureKey feature =
                new FeatureKey(alert.monitor(), alert.segment().text(alert.segmentNames()), alert.feature());
        AlertKey key = new AlertKey(feature, alert.kind());
        critical.remove(key);
        if (alert.state() == AlertTransition.FIRING && alert.severity() == Severity.CRITICAL) {
            critical.add(key);
        }
    }

    /**
     * Counts an alert towards the budget of its monitor.
     *
     * @return whether it counts: it fires, for the first time, is of a kind that the budget is for, and there is one
     */
    public synchronized boolean fired(Alert alert) {
        return alert.state() == AlertTransition.FIRING
                && FiredAlerts.COUNTED.contains(alert.kind())
                && fired(alert.monitor(), alert.id(), alert.windowEnd());
    }

    /** The same for an alert that fired before a restart. */
    public synchronized boolean fired(String monitor, String alertId, long windowEnd) {
        return plan.of(monitor).budget().isPresent()
                && fired.computeIfAbsent(monitor, first -> new FiredAlerts()).add(alertId, windowEnd);
    }

    /** Drops and names the alerts that no longer count towards the budget of a monitor at an event time. */
    public synchronized List<String> expired(String monitor, long now) {
        FiredAlerts alerts = fired.get(monitor);
        return alerts == null
                ? List.of()
                : plan.of(monitor)
                        .budget()
                        .map(budget -> alerts.expire(now, budget))
                        .orElse(List.of());
    }

    /** Shows nothing more of a segment's chunk: it has been silent for so long that it is no longer judged. */
    public synchronized void forget(String monitor, List<String> segmentNames, Segment segment, int part) {
        WindowSample.Key key = new WindowSample.Key(monitor, segment.text(segmentNames), part);
        WindowSample sample = windows.remove(key);
        if (sample != null) {
            sample.numbers().features().forEach(feature -> firing.remove(key.of(feature)));
            firing.remove(key.of(VolumeAlert.SUBJECT));
            critical.removeIf(alert -> alert.feature().monitor().equals(monitor)
                    && alert.feature().segment().equals(key.segment())
                    && !firing.contains(alert.feature()));
        }
    }

    /** Takes all series of this task away; closing twice is harmless. */
    @Override
    public void close() {
        tasks.remove(taskId, this);
    }

    synchronized LiveSnapshot snapshot() {
        SortedMap<String, List<Long>> ends = new TreeMap<>();
        fired.forEach((monitor, alerts) -> ends.put(monitor, alerts.ends()));
        return new LiveSnapshot(
                new TreeMap<>(windows),
                new TreeSet<>(firing),
                critical.stream().map(AlertKey::feature).collect(Collectors.toCollection(TreeSet::new)),
                new TreeMap<>(watermarks),
                ends,
                new TreeMap<>(references));
    }
}
