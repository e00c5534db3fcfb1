package io.klarion.cli;

import io.klarion.codec.DataFileException;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.MonitorSummary;
import io.klarion.core.protocol.RejectReason;
import io.klarion.core.protocol.Tally;
import io.klarion.replay.PassedOn;
import io.klarion.replay.ReplayOutput;
import io.klarion.report.Figures;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Passes on what lies within a range, whole, and everything about records. Single-threaded. */
final class RangedOutput extends PassedOn {

    private final ReplayRange range;
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private boolean isAnyWithin;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    RangedOutput(ReplayOutput out, ReplayRange range) {
        super(out);
        this.range = range;
    }

    @Override
    public void verdict(Verdict verdict, Set<String> firing) {
        first = Math.min(first, verdict.start());
        last = Math.max(last, verdict.end());
        if (range.holds(verdict)) {
            isAnyWithin = true;
            super.verdict(verdict, firing);
        }
    }

    @Override
    public void alert(Alert alert) {
        if (range.holds(alert)) {
            super.alert(alert);
        }
    }

    /** Whether there was no window at all, within the range or not. */
    boolean isWithoutWindows() {
        return first > last;
    }

    /**
     * Checks that there are windows, and that the range holds one.
     *
     * @throws DataFileException when not, with where the windows are or what became of the records
     */
    void requireWindows(List<MonitorSummary> summary) {
        if (isWithoutWindows()) {
            throw new DataFileException(noneOf(summary));
        }
        if (!isAnyWithin) {
            throw new DataFileException(
                    "--from, --to: must hold at least one whole window, but the windows of the data go from "
                            + Instant.ofEpochMilli(first) + " to " + Instant.ofEpochMilli(last));
        }
    }

    private String noneOf(List<MonitorSummary> summary) {
        long read = of(summary).mapToLong(MonitorSummary.Records::read).max().orElse(0);
        if (read == 0) {
            return "records: must be at least one, were none";
        }
        long unfit =
                of(summary).mapToLong(MonitorSummary.Records::rejected).min().orElse(0);
        return unfit < read
                ? "records: must fill at least one window, all " + Figures.count(read) + " were late or rejected"
                : "records: must be JSON with an event time that can be read, all " + Figures.count(read)
                        + " were rejected" + reasons();
    }

    private static Stream<MonitorSummary.Records> of(List<MonitorSummary> summary) {
        return summary.stream().map(MonitorSummary::records).flatMap(Optional::stream);
    }

    private String reasons() {
        return rejected.isEmpty()
                ? ""
                : rejected.entrySet().stream()
                        .map(of -> of.getKey().key() + " " + Figures.count(of.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    @Override
    public void tally(Tally tally) {
        tally.rejected().forEach((reason, records) -> rejected.merge(reason, records, Long::sum));
        super.tally(tally);
    }
}
