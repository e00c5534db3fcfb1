package io.klarion.core.protocol;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertKind;
import io.klarion.core.alert.AlertMachine;
import io.klarion.core.alert.AlertState;
import io.klarion.core.alert.AlertStep;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.WindowCounts;
import io.klarion.core.monitor.Judge;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The judge that runs live and in replay: evidence against the monitor's reference, then the alert machine. */
public final class EvidenceJudge implements WindowJudge {

    private final Map<String, Judge> judges = new HashMap<>();

    /** The judge of these monitors. */
    public EvidenceJudge(List<Monitor> monitors) {
        monitors.forEach(monitor -> judges.put(monitor.name(), Judge.of(monitor)));
    }

    @Override
    public Verdict judge(Monitor monitor, WindowCounts window) {
        Judge judge = judges.get(monitor.name());
        if (judge == null) {
            throw new IllegalArgumentException(
                    "monitor: must be one of " + judges.keySet() + ", was " + monitor.name());
        }
        return judge.judge(window);
    }

    @Override
    public Step step(Monitor monitor, Verdict verdict, List<AlertState> before) {
        Map<String, AlertState> remembered = new HashMap<>();
        before.stream()
                .filter(state -> state.kind() == AlertKind.DRIFT)
                .forEach(state -> remembered.put(state.feature(), state));
        int first = monitor.layout().chunkStart(verdict.part());
        List<AlertState> states = new ArrayList<>();
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < verdict.features().size(); i++) {
            FeatureVerdict feature = verdict.features().get(i);
            MonitoredFeature how = monitor.features().get(first + i);
            AlertStep step = AlertMachine.step(
                    AlertKind.DRIFT,
                    Optional.ofNullable(remembered.get(feature.feature())),
                    verdict,
                    feature,
                    how.alert(),
                    how.showValues());
            step.state().ifPresent(states::add);
            step.alert().ifPresent(alerts::add);
        }
        return new Step(states, alerts);
    }
}
