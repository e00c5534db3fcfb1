package io.klarion.replay;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.protocol.Finding;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.Tally;
import java.util.Set;

/** Passes on everything that it is told; what chooses among it overrides that. Single-threaded. */
public class PassedOn implements ReplayOutput {

    private final ReplayOutput out;

    /** Everything goes to {@code out}. */
    protected PassedOn(ReplayOutput out) {
        this.out = out;
    }

    @Override
    public void verdict(Verdict verdict, Set<String> firing) {
        out.verdict(verdict, firing);
    }

    @Override
    public void alert(Alert alert) {
        out.alert(alert);
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
