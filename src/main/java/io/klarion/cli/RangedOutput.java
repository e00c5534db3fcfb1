package io.klarion.cli;

import io.klarion.codec.DataFileException;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.protocol.Finding;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.Tally;
import io.klarion.replay.ReplayOutput;
import java.time.Instant;
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

    /**
     * Checks that the range holds a window, if the data has any.
     *
     * @throws DataFileException when it does not, with where the windows are
     */
    void requireWindows() {
        if (!isAnyWithin && first <= last) {
            throw new DataFileException(
                    "--from, --to: must hold at least one whole window, but the windows of the data go from "
                            + Instant.ofEpochMilli(first) + " to " + Instant.ofEpochMilli(last));
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
