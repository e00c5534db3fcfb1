package io.klarion.cli;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.Finding;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.Tally;
import io.klarion.replay.ReplayOutput;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A replay whose windows also go to trials; what is told of the configured monitors is passed on. Single-threaded. */
final class BacktestOutput implements ReplayOutput {

    private final Set<String> configured;
    private final Trials trials;
    private final ReplayOutput out;

    BacktestOutput(List<Monitor> configured, Trials trials, ReplayOutput out) {
        this.configured = configured.stream().map(Monitor::name).collect(Collectors.toSet());
        this.trials = trials;
        this.out = out;
    }

    @Override
    public void verdict(Verdict verdict, Set<String> firing) {
        trials.add(verdict);
        if (configured.contains(verdict.monitor())) {
            out.verdict(verdict, firing);
        }
    }

    @Override
    public void alert(Alert alert) {
        if (configured.contains(alert.monitor())) {
            out.alert(alert);
        }
    }

    @Override
    public void anomaly(Anomaly anomaly, String monitor, long records) {
        out.anomaly(anomaly, monitor, records);
    }

    @Override
    public void finding(Finding finding) {
        out.finding(finding);
    }

    @Override
    public void quarantined(Quarantined record) {
        out.quarantined(record);
    }

    @Override
    public void tally(Tally tally) {
        out.tally(tally);
    }
}
