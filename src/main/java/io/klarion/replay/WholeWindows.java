package io.klarion.replay;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.protocol.Finding;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.Tally;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Passes on what is told of windows that can be whole: those that begin at or after the first record that is there of every
 * partition whose older records are gone. Single-threaded.
 */
public final class WholeWindows implements ReplayOutput {

    private final ReplayOutput out;
    private final LongSupplier from;

    /**
     * Windows that begin at {@code from}, epoch milliseconds, or later go to {@code out}.
     *
     * @param from asked when a window closes
     */
    public WholeWindows(LongSupplier from, ReplayOutput out) {
        this.from = from;
        this.out = out;
    }

    @Override
    public void verdict(Verdict verdict, Set<String> firing) {
        if (verdict.start() >= from.getAsLong()) {
            out.verdict(verdict, firing);
        }
    }

    @Override
    public void alert(Alert alert) {
        if (alert.windowStart() >= from.getAsLong()) {
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
