package io.klarion.report;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.FeatureState;
import io.klarion.core.detect.Verdict;
import io.klarion.metrics.RecordTotals;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that is shown of one monitor; single-threaded. */
final class MonitorRows {

    private final SortedMap<String, SegmentRows> segments = new TreeMap<>();
    private final NextVerdict next;
    private @Nullable RecordTotals records;

    MonitorRows(long grace) {
        this.next = new NextVerdict(grace);
    }

    void add(Verdict verdict) {
        segment(verdict.segment().text(verdict.segmentNames())).add(verdict);
    }

    void add(Alert alert) {
        segment(alert.segment().text(alert.segmentNames())).alert(alert);
    }

    void records(RecordTotals latest) {
        records = latest;
    }

    /** What became of the records; empty when nobody has said. */
    Optional<RecordTotals> records() {
        return Optional.ofNullable(records);
    }

    /** When the next window closes. */
    NextVerdict next() {
        return next;
    }

    /** The segments by their text. */
    SortedMap<String, SegmentRows> segments() {
        return segments;
    }

    /** How many features are in drift, counted once a segment. */
    long drifted() {
        return segments.values().stream()
                .flatMap(segment -> segment.features().stream())
                .filter(MonitorRows::isDrifted)
                .count();
    }

    /** How many features there are, counted once a segment. */
    long features() {
        return segments.values().stream()
                .mapToLong(segment -> segment.features().size())
                .sum();
    }

    /** How many windows have closed in the segment that has seen most. */
    long windows() {
        return segments.values().stream().mapToLong(SegmentRows::windows).max().orElse(0);
    }

    private static boolean isDrifted(FeatureRow row) {
        return row.reading()
                .map(Reading::state)
                .filter(FeatureState.DRIFT::equals)
                .isPresent();
    }

    private SegmentRows segment(String text) {
        return segments.computeIfAbsent(text, key -> new SegmentRows());
    }
}
