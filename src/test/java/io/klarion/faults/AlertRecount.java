package io.klarion.faults;

import io.klarion.core.alert.Alert;
import io.klarion.core.alert.AlertState;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.EvidenceJudge;
import io.klarion.core.protocol.WindowJudge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The alerts that follow from verdicts, by the product's own rules, in one go and without a fault. */
final class AlertRecount {

    private final Map<String, Monitor> monitors = new HashMap<>();
    private final EvidenceJudge judge;

    AlertRecount(List<Monitor> monitors) {
        monitors.forEach(monitor -> this.monitors.put(monitor.name(), monitor));
        this.judge = new EvidenceJudge(monitors);
    }

    List<Alert> of(List<Verdict> verdicts) {
        Map<List<Object>, Verdict> first = new LinkedHashMap<>();
        verdicts.stream()
                .filter(verdict -> verdict.revision() == 0)
                .sorted(Comparator.comparing(Verdict::end))
                .forEach(verdict -> first.putIfAbsent(
                        List.of(verdict.monitor(), verdict.segment(), verdict.part(), verdict.end()), verdict));
        Map<List<Object>, List<AlertState>> states = new HashMap<>();
        List<Alert> alerts = new ArrayList<>();
        first.values().forEach(verdict -> {
            List<Object> group = List.of(verdict.monitor(), verdict.segment(), verdict.part());
            WindowJudge.Step step =
                    judge.step(monitor(verdict.monitor()), verdict, states.getOrDefault(group, List.of()));
            states.put(group, step.states());
            alerts.addAll(step.alerts());
        });
        return alerts;
    }

    private Monitor monitor(String name) {
        Monitor monitor = monitors.get(name);
        if (monitor == null) {
            throw new IllegalArgumentException("monitor: must be one of " + monitors.keySet() + ", was " + name);
        }
        return monitor;
    }
}
