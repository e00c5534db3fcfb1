package io.klarion.detection;

import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertSpec;
import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.AlertStep;
import io.klarion.core.alert.FeatureAlerts;
import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.GroupHistory;
import io.klarion.core.monitor.HistoryRule;
import io.klarion.core.monitor.Judge;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.reference.Reference;
import io.klarion.core.window.WindowSpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The product's judge and alert machine over a series of windows. Not thread-safe. */
final class KlarionMonitor {

    private final Monitor monitor;
    private final Judge judge;
    private final Map<String, Map<AlertKind, AlertState>> alerts = new HashMap<>();
    private GroupHistory history = GroupHistory.NONE;

    /**
     * What one window brought.
     *
     * @param alarming features in drift whose alert fires
     * @param fired features whose alert began to fire in this window
     */
    record Seen(Set<String> alarming, Set<String> fired) {}

    KlarionMonitor(CellLayout layout, Reference reference, WindowSpec window, DetectSpec spec) {
        MonitoredFeature feature = new MonitoredFeature("/x", spec, AlertSpec.DEFAULT, SchemaSpec.DEFAULT, false);
        this.monitor = new Monitor(
                "proof",
                List.of("topic"),
                new EventTimeSpec("/ts", EventTimeSpec.Unit.MILLIS, 0, EventTimeSpec.NO_LEAD_GUARD),
                List.of(),
                window,
                layout,
                layout.features().stream().map(cells -> feature).toList(),
                VolumeSpec.OFF,
                AlertSpec.DEFAULT,
                List.of(reference),
                Monitor.Lifecycle.DEFAULT,
                "generation",
                "config");
        this.judge = Judge.of(monitor);
    }

    /** The verdict on the window that starts at {@code start}; nothing is remembered. */
    Verdict judge(long start, long[] cells) {
        return judge.judge(counts(start, cells), history);
    }

    private WindowCounts counts(long start, long[] cells) {
        long end = start + monitor.window().size();
        long records = Arrays.stream(cells, 0, monitor.layout().offset(1)).sum();
        return new WindowCounts(Segment.ALL, start, end, 0, Completeness.COMPLETE, true, records, 0, 0, cells);
    }

    /** The window that starts at {@code start}, after those seen before it. */
    Seen see(long start, long[] cells) {
        Verdict verdict = judge(start, cells);
        Seen seen = step(verdict);
        history = HistoryRule.of(monitor)
                .map(rule -> rule.after(history, counts(start, cells), verdict, Set.of()))
                .orElse(history);
        return seen;
    }

    private Seen step(Verdict verdict) {
        Set<String> alarming = new TreeSet<>();
        Set<String> fired = new TreeSet<>();
        for (FeatureVerdict feature : verdict.features()) {
            Map<AlertKind, AlertState> known =
                    alerts.computeIfAbsent(feature.feature(), name -> new EnumMap<>(AlertKind.class));
            boolean wasFiring = known.values().stream().anyMatch(AlertState::firing);
            List<AlertStep> steps = FeatureAlerts.step(known, verdict, feature, AlertSpec.DEFAULT, false);
            known.clear();
            steps.forEach(step -> step.state().ifPresent(state -> known.put(state.kind(), state)));
            boolean firing = known.values().stream().anyMatch(AlertState::firing);
            boolean creeping = known.containsKey(AlertKind.CREEP)
                    && known.get(AlertKind.CREEP).firing();
            if (firing && (feature.state() == FeatureState.DRIFT || creeping)) {
                alarming.add(feature.feature());
            }
            if (!wasFiring && firing) {
                fired.add(feature.feature());
            }
        }
        return new Seen(alarming, fired);
    }

    /** Whether a window with no alert before it fires one. Nothing is remembered. */
    boolean alarms(long[] cells) {
        alerts.clear();
        return !step(judge(0, cells)).fired().isEmpty();
    }
}
