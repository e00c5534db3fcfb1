package io.klarion.report.page;

import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.ReferenceName;
import io.klarion.core.detect.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all windows of one monitor say together. Single-threaded. */
final class MonitorSurvey {

    private final SortedMap<Long, Long> startsByEnd = new TreeMap<>();
    private final SortedSet<String> segments = new TreeSet<>();
    private final SortedSet<String> references = new TreeSet<>();
    private final Map<Completeness, Integer> completeness = new EnumMap<>(Completeness.class);
    private long records;
    private long late;

    void add(Verdict verdict) {
        if (verdict.part() > 0) {
            return;
        }
        startsByEnd.put(verdict.end(), verdict.start());
        segments.add(verdict.segment().text(verdict.segmentNames()));
        references.add(name(verdict.reference()));
        completeness.merge(verdict.completeness(), 1, Integer::sum);
        records += verdict.records();
        late += verdict.late();
    }

    private static String name(ReferenceName reference) {
        return reference.id().isEmpty() ? "none" : reference.id() + " version " + reference.version();
    }

    /** The start of every window by its end, both in epoch milliseconds, of all segments together. */
    SortedMap<Long, Long> startsByEnd() {
        return startsByEnd;
    }

    SortedSet<String> segments() {
        return segments;
    }

    SortedSet<String> references() {
        return references;
    }

    int windows(Completeness of) {
        return completeness.getOrDefault(of, 0);
    }

    /** Records of all windows; one that is in several counts in each. */
    long records() {
        return records;
    }

    /** Records that came too late for a window, as far as known when it closed. */
    long late() {
        return late;
    }
}
