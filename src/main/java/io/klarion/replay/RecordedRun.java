package io.klarion.replay;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.RunSummary;
import io.klarion.core.protocol.Finding;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.Tally;
import java.util.Set;

/** Writes a replay to its files and adds it up. */
public final class RecordedRun implements ReplayOutput {

    private final ResultFiles files;
    private final RunSummary summary;

    /** Into these files and this summary. */
    public RecordedRun(ResultFiles files, RunSummary summary) {
        this.files = files;
        this.summary = summary;
    }

    @Override
    public void verdict(Verdict verdict, Set<String> firing) {
        files.verdict(verdict);
        summary.verdict(verdict);
    }

    @Override
    public void alert(Alert alert) {
        files.alert(alert);
        summary.alert(alert);
    }

    @Override
    public void anomaly(Anomaly anomaly, String monitor, long records) {
        throw new IllegalStateException("monitor " + monitor + ": " + anomaly + " with " + records
                + " records cannot happen in a replay of one file");
    }

    @Override
    public void finding(Finding finding) {
        throw new IllegalStateException(finding + " cannot happen in a replay of one file");
    }

    @Override
    public void quarantined(Quarantined record) {
        // Counted in the tally; the file itself still holds the record.
    }

    @Override
    public void tally(Tally tally) {
        tally.monitors()
                .forEach((monitor, of) ->
                        summary.records(monitor, tally.read(), of.counted(), of.late(), tally.rejectedTotal()));
    }
}
