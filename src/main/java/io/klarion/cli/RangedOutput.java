package io.klarion.cli;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.protocol.Finding;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.Tally;
import io.klarion.replay.ReplayOutput;
import java.util.Optional;
import java.util.Set;

/** Passes on what lies within a range, whole, and everything about records. Single-threaded. */
final class RangedOutput implements ReplayOutput {

    private final ReplayOutput out;
    private final ReplayRange range;
    private boolean isAnyWithin;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    RangedOutput(ReplayOutput out, ReplayRange range) {
        this.out = out;
        this.range = range;
    }

    @Override
    public void verdict(Verdict verdict, Set<String> firing) {
        first = Math.min(first, verdict.start());
        last = Math.max(last, verdict.end());
        if (range.holds(verdict)) {
            isAnyWithin = true;
            out.verdict(verdict, firing);
        }
    }

    @Override
    public void alert(Alert alert) {
        if (range.holds(alert)) {
            out.alert(alert);
        }
    }

    /** What is wrong with a range that holds no window of the data; empty for nothing, and for data without windows. */
    Optional<String> problem() {
        if (isAnyWithin || first > last) {
            return Optional.empty();
        }
        return Optional.of("--from, --to: must hold at least one whole window, but the windows of the data go from "
                + FilesReplay.time(first) + " to " + FilesReplay.time(last));
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
