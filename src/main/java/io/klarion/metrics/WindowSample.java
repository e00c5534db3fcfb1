package io.klarion.metrics;

import io.klarion.core.detect.FeatureSummary;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.core.detect.VerdictSummary;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * What is exported of the last closed window of one segment and chunk.
 *
 * @param key whose window it is
 * @param numbers what was found
 * @param shares by the name of the features that export them; empty for a window closed before a restart
 */
record WindowSample(Key key, VerdictSummary numbers, Map<String, ShareSample> shares) {

    /**
     * @param monitor the monitor's name
     * @param segment the segment's text
     * @param part which chunk of the features
     */
    record Key(String monitor, String segment, int part) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::monitor).thenComparing(Key::segment).thenComparing(Key::part);

        /** Names one of the window's features. */
        FeatureKey of(FeatureSummary feature) {
            return of(feature.feature());
        }

        /** Names one of the window's features. */
        FeatureKey of(String feature) {
            return new FeatureKey(monitor, segment, feature);
        }

        @Override
        public int compareTo(Key that) {
            return ORDER.compare(this, that);
        }
    }

    static WindowSample of(Verdict verdict, MetricsPlan.OfMonitor plan) {
        return new WindowSample(
                new Key(verdict.monitor(), verdict.segment().text(verdict.segmentNames()), verdict.part()),
                VerdictSummary.of(verdict),
                shares(verdict, plan));
    }

    private static Map<String, ShareSample> shares(Verdict verdict, MetricsPlan.OfMonitor plan) {
        Map<String, ShareSample> shares = new HashMap<>();
        for (FeatureVerdict feature : verdict.features()) {
            MetricsPlan.Shares how = plan.shares().get(feature.feature());
            if (how != null) {
                ShareSample.of(feature, how).ifPresent(sample -> shares.put(feature.feature(), sample));
            }
        }
        return shares;
    }

    /** The later of two windows; of the same window the higher revision; {@code that} when nothing decides. */
    WindowSample orLater(WindowSample that) {
        return numbers.isLaterThan(that.numbers) ? this : that;
    }
}
