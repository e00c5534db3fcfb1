package io.klarion.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Which features are shown where not all fit: alerts first, then drift, then what cannot be judged; among equals the
 * first. The first feature of a segment needs a line more, for the segment's name.
 */
final class RowChoice {

    private record Candidate(SegmentRows segment, boolean isNamed, FeatureRow row) {}

    private RowChoice() {}

    /** The features that fit into {@code lines}, as identities. */
    static Set<FeatureRow> of(Iterable<MonitorRows> monitors, int lines) {
        List<Candidate> candidates = new ArrayList<>();
        for (MonitorRows monitor : monitors) {
            monitor.segments()
                    .forEach((text, segment) -> segment.features()
                            .forEach(row -> candidates.add(new Candidate(segment, !text.isEmpty(), row))));
        }
        candidates.sort(Comparator.comparing(candidate -> candidate.row().rank()));
        Set<FeatureRow> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<SegmentRows> named = Collections.newSetFromMap(new IdentityHashMap<>());
        int left = lines;
        for (Candidate candidate : candidates) {
            boolean needsName = candidate.isNamed() && !named.contains(candidate.segment());
            int cost = needsName ? 2 : 1;
            if (cost <= left) {
                left -= cost;
                chosen.add(candidate.row());
                if (candidate.isNamed()) {
                    named.add(candidate.segment());
                }
            }
        }
        return chosen;
    }
}
