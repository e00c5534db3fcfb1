package io.klarion.cli;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.replay.PassedOn;
import io.klarion.replay.ReplayOutput;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A replay whose windows also go to trials; what is told of the configured monitors is passed on. Single-threaded. */
final class BacktestOutput extends PassedOn {

    private final Set<String> configured;
    private final Trials trials;

    BacktestOutput(List<Monitor> configured, Trials trials, ReplayOutput out) {
        super(out);
        this.configured = configured.stream().map(Monitor::name).collect(Collectors.toSet());
        this.trials = trials;
    }

    @Override
    public void verdict(Verdict verdict, Set<String> firing) {
        trials.add(verdict);
        if (configured.contains(verdict.monitor())) {
            super.verdict(verdict, firing);
        }
    }

    @Override
    public void alert(Alert alert) {
        if (configured.contains(alert.monitor())) {
            super.alert(alert);
        }
    }
}
