package io.klarion.report;

import io.klarion.core.alert.Alert;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The features of one segment of one monitor; single-threaded. */
final class SegmentRows {

    private final Map<String, FeatureRow> features = new LinkedHashMap<>();
    private final Map<Integer, Long> endOfPart = new LinkedHashMap<>();
    private long start;
    private long end = Long.MIN_VALUE;
    private long records;
    private long windows;

    /** Takes in a window; one older than the last changes nothing. */
    void add(Verdict verdict) {
        long before = endOfPart.getOrDefault(verdict.part(), Long.MIN_VALUE);
        if (verdict.end() < before) {
            return;
        }
        endOfPart.put(verdict.part(), verdict.end());
        for (FeatureVerdict feature : verdict.features()) {
            FeatureRow row = features.computeIfAbsent(feature.feature(), FeatureRow::new);
            if (verdict.end() > before) {
                row.add(Reading.of(feature));
            } else {
                row.revise(Reading.of(feature));
            }
        }
        if (verdict.end() > end) {
            windows++;
        }
        if (verdict.end() >= end) {
            start = verdict.start();
            end = verdict.end();
            records = verdict.records();
        }
    }

    void alert(Alert alert) {
        FeatureRow row = features.computeIfAbsent(alert.feature(), FeatureRow::new);
        row.alert(alert);
        boolean isNoFeature = row.reading().isEmpty();
        if (isNoFeature && row.alert().isEmpty()) {
            features.remove(alert.feature());
        }
    }

    /** The features in the order in which they came. */
    Collection<FeatureRow> features() {
        return features.values();
    }

    /** Start of the last closed window. */
    long start() {
        return start;
    }

    /** Its end; {@link Long#MIN_VALUE} before the first. */
    long end() {
        return end;
    }

    /** Its records. */
    long records() {
        return records;
    }

    /** How many windows have closed. */
    long windows() {
        return windows;
    }
}
