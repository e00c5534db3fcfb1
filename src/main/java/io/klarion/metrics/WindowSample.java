package io.klarion.metrics;

import io.klarion.core.detect.Verdict;
import java.util.Comparator;
import java.util.List;

/**
 * What is exported of the last closed window of one segment and chunk.
 *
 * @param key whose window it is
 * @param end its end, epoch milliseconds
 * @param revision of its verdict
 * @param records its records
 * @param features the features of the chunk
 */
record WindowSample(Key key, long end, int revision, long records, List<FeatureSample> features) {

    /**
     * @param monitor the monitor's name
     * @param segment the segment's text
     * @param part which chunk of the features
     */
    record Key(String monitor, String segment, int part) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::monitor).thenComparing(Key::segment).thenComparing(Key::part);

        /** Names one of the window's features. */
        FeatureKey of(FeatureSample feature) {
            return new FeatureKey(monitor, segment, feature.feature());
        }

        @Override
        public int compareTo(Key that) {
            return ORDER.compare(this, that);
        }
    }

    static WindowSample of(Verdict verdict) {
        return new WindowSample(
                new Key(verdict.monitor(), verdict.segment().text(verdict.segmentNames()), verdict.part()),
                verdict.end(),
                verdict.revision(),
                verdict.records(),
                verdict.features().stream().map(FeatureSample::of).toList());
    }

    /** The later of two windows; of the same window the higher revision; {@code that} when nothing decides. */
    WindowSample orLater(WindowSample that) {
        boolean later = end != that.end ? end > that.end : revision > that.revision;
        return later ? this : that;
    }
}
