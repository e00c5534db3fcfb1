package io.klarion.console;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.web.SeriesKey;
import io.klarion.web.ShownValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The latest results of all monitors, whichever instance judged them, in bounded memory.
 *
 * <p>Results are handed in as the topics hold them, in any order between partitions and possibly more than once; what is
 * handed out is immutable. Every change raises the revision. Safe for any number of threads.
 */
public final class Console {

    private static final double SHRINK = 0.75;

    private final ShownValues values;
    private final Limits limits;
    private final Map<String, MonitorHistory> monitors = new TreeMap<>();
    private final Map<SeriesKey, SeriesHistory> series = new LinkedHashMap<>();
    private final Map<String, SeriesKey> keysById = new HashMap<>();
    private final Map<String, AlertView> alerts = new LinkedHashMap<>();
    private FeedState feed = FeedState.LOADING;
    private long revision;
    private long cells;
    private int windows;

    /** One that has not heard of anything yet. */
    public Console(ShownValues values) {
        this(values, Limits.DEFAULT);
    }

    Console(ShownValues values, Limits limits) {
        this.values = values;
        this.limits = limits;
        this.windows = limits.windows();
    }

    /** Takes a verdict, or one part of a wide one. */
    public synchronized void verdict(Verdict verdict) {
        change();
        monitors.computeIfAbsent(verdict.monitor(), name -> new MonitorHistory(name, limits.windows()))
                .add(verdict);
        for (FeatureVerdict feature : verdict.features()) {
            SeriesKey key = SeriesKey.of(verdict, feature.feature());
            SeriesHistory of = series.get(key);
            if (of == null) {
                of = begun(key, verdict, feature);
            }
            long before = of.cells();
            of.add(verdict, feature, values.of(key), revision);
            of.trim(windows);
            cells += of.cells() - before;
        }
        while (cells > limits.cells() && windows > 1) {
            windows = (int) (windows * SHRINK);
            series.values().forEach(one -> one.trim(windows));
            cells = series.values().stream().mapToLong(SeriesHistory::cells).sum();
        }
    }

    private SeriesHistory begun(SeriesKey key, Verdict verdict, FeatureVerdict feature) {
        if (series.size() >= limits.series()) {
            series.values().stream()
                    .min(Comparator.comparingLong(SeriesHistory::end))
                    .ifPresent(this::forget);
        }
        SeriesHistory begun = new SeriesHistory(key, verdict, feature);
        series.put(key, begun);
        keysById.put(begun.id(), key);
        return begun;
    }

    private void forget(SeriesHistory silent) {
        series.remove(silent.key());
        keysById.remove(silent.id());
        cells -= silent.cells();
    }

    /** Takes a state change of an alert. */
    public synchronized void alert(Alert alert) {
        AlertView before = alerts.get(alert.id());
        AlertView after = before == null ? new AlertView(List.of(alert)) : before.with(alert);
        if (after.equals(before)) {
            return;
        }
        change();
        alerts.put(alert.id(), after);
        SeriesHistory about = series.get(after.series());
        if (about != null) {
            about.touched(revision);
        }
        if (alerts.size() > limits.alerts()) {
            alerts.values().stream()
                    .min(Comparator.comparing(AlertView::isFiring)
                            .thenComparing(old -> old.last().windowEnd()))
                    .ifPresent(old -> alerts.remove(old.last().id()));
        }
    }

    /** Says how well the topics are followed. */
    public synchronized void feed(FeedState state) {
        if (!state.equals(feed)) {
            feed = state;
            change();
        }
    }

    private void change() {
        revision++;
        notifyAll();
    }

    /**
     * Waits until there is more to show than at {@code seen}.
     *
     * @return the revision then, or {@code seen} when it took longer than {@code most}
     */
    public synchronized long awaitChange(long seen, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        long left = most.toMillis();
        while (revision <= seen && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        return revision;
    }

    /**
     * Everything at this moment.
     *
     * @param most how many of the latest windows of each series are told of
     */
    synchronized ConsoleView view(int most) {
        Map<SeriesKey, List<AlertView>> firing = firing();
        return new ConsoleView(
                revision,
                feed,
                monitors.values().stream().map(MonitorHistory::view).toList(),
                series.values().stream()
                        .map(one -> one.view(firing.getOrDefault(one.key(), List.of()), most))
                        .toList(),
                List.copyOf(alerts.values()));
    }

    /** One series at this moment; empty when none has this id. */
    synchronized Optional<SeriesView> series(String id) {
        return Optional.ofNullable(keysById.get(id))
                .map(series::get)
                .map(one -> one.view(firing().getOrDefault(one.key(), List.of()), limits.windows()));
    }

    /** All alerts known on a series. */
    synchronized List<AlertView> alertsOn(SeriesKey key) {
        return alerts.values().stream()
                .filter(alert -> alert.series().equals(key))
                .toList();
    }

    private Map<SeriesKey, List<AlertView>> firing() {
        Map<SeriesKey, List<AlertView>> firing = new HashMap<>();
        Collection<AlertView> all = alerts.values();
        all.stream()
                .filter(AlertView::isFiring)
                .forEach(alert -> firing.computeIfAbsent(alert.series(), none -> new ArrayList<>())
                        .add(alert));
        return firing;
    }
}
