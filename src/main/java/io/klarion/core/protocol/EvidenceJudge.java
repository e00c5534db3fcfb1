package io.klarion.core.protocol;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertMachine;
import io.klarion.core.alert.AlertSpec;
import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.AlertStep;
import io.klarion.core.alert.FeatureAlerts;
import io.klarion.core.alert.VolumeAlert;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.monitor.GroupHistory;
import io.klarion.core.monitor.Judge;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.reference.Reference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The judge that runs live and in replay: evidence against the monitor's reference, then the alert machine. */
public final class EvidenceJudge implements WindowJudge {

    private final Map<String, Judge> judges = new HashMap<>();
    private final Map<String, List<Reference>> references = new HashMap<>();

    /** The judge of these monitors. */
    public EvidenceJudge(List<Monitor> monitors) {
        monitors.forEach(this::use);
    }

    /** Judges windows of this monitor by its references from now on, which may be more than before. */
    public void use(Monitor monitor) {
        judges.put(monitor.name(), Judge.of(monitor));
        references.put(monitor.name(), monitor.references());
    }

    @Override
    public Verdict judge(Monitor monitor, WindowCounts window, GroupHistory history) {
        Judge judge = judges.get(monitor.name());
        if (judge == null) {
            throw new IllegalArgumentException(
                    "monitor: must be one of " + judges.keySet() + ", was " + monitor.name());
        }
        return judge.judge(window, history);
    }

    @Override
    public Step step(Monitor monitor, Verdict verdict, List<AlertState> before) {
        Map<String, Map<AlertKind, AlertState>> remembered = bySubject(before);
        List<AlertStep> steps = new ArrayList<>();
        int first = monitor.layout().chunkStart(verdict.part());
        long since = inForceSince(verdict);
        for (int i = 0; i < verdict.features().size(); i++) {
            FeatureVerdict feature = verdict.features().get(i);
            MonitoredFeature how = monitor.features().get(first + i);
            Map<AlertKind, AlertState> known = remembered.getOrDefault(feature.feature(), Map.of());
            if (!known.isEmpty()) {
                supersede(known, since, verdict, feature, how, steps);
            }
            steps.addAll(FeatureAlerts.step(known, verdict, feature, how.alert(), how.showValues()));
        }
        if (verdict.part() == 0) {
            Optional<AlertState> volume = Optional.ofNullable(
                    remembered.getOrDefault(VolumeAlert.SUBJECT, Map.of()).get(AlertKind.VOLUME));
            AlertSpec spec = monitor.volumeAlert();
            AlertSpec held = new AlertSpec(spec.forWindows(), spec.clearAfter(), monitor.silenceMillis());
            steps.add(VolumeAlert.step(volume, verdict, held));
        }
        return result(steps);
    }

    private static Map<String, Map<AlertKind, AlertState>> bySubject(List<AlertState> states) {
        Map<String, Map<AlertKind, AlertState>> remembered = new HashMap<>();
        states.forEach(state -> remembered
                .computeIfAbsent(state.feature(), feature -> new EnumMap<>(AlertKind.class))
                .put(state.kind(), state));
        return remembered;
    }

    /* Ends those that began before the reference took effect, and takes them out of what is known. */
    private static void supersede(
            Map<AlertKind, AlertState> known,
            long since,
            Verdict verdict,
            FeatureVerdict feature,
            MonitoredFeature how,
            List<AlertStep> steps) {
        known.values().stream()
                .filter(state -> state.onsetStart() < since)
                .forEach(state -> steps.add(AlertMachine.superseded(state, verdict, feature, how.showValues())));
        known.values().removeIf(state -> state.onsetStart() < since);
    }

    private static Step result(List<AlertStep> steps) {
        List<AlertState> states = new ArrayList<>();
        List<Alert> alerts = new ArrayList<>();
        for (AlertStep step : steps) {
            step.state().ifPresent(states::add);
            step.alert().ifPresent(alerts::add);
        }
        return new Step(states, alerts);
    }

    /* The event time at which the version that judged took effect; the least number for one that always was. */
    private long inForceSince(Verdict verdict) {
        return references.getOrDefault(verdict.monitor(), List.of()).stream()
                .filter(reference -> reference.id().equals(verdict.reference().id())
                        && reference.version() == verdict.reference().version())
                .mapToLong(Reference::effectiveFrom)
                .findFirst()
                .orElse(Long.MIN_VALUE);
    }
}
