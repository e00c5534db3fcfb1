package io.klarion.core.protocol;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.OtherValues;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The counts one monitor has gathered since the last drain, by segment, pane and first window on time.
 * Single-threaded.
 */
final class MonitorHeap {

    private static final long[] NO_COUNTS = {};
    /* What the values of one feature take at most, in units of eight bytes: texts of some 30 characters. */
    private static final long OTHERS_SIZE = 20L * OtherValues.MOST;

    /* Of a delta, all panes together, unless one alone has more: a broker takes no message of any size, and of old records many panes come at once. */
    private static final int MOST_CELLS = 1 << 16;

    private final Monitor monitor;
    private final int[] offsets;
    /* The features whose values in other are kept, and that cell of theirs. */
    private final int[] watched;
    private final int[] otherCells;
    private final String other;
    private final TreeMap<Key, Bucket> buckets = new TreeMap<>();
    private final LongConsumer growth;
    private final Set<String> segments = new HashSet<>();
    private @Nullable Key lastKey;
    private @Nullable Bucket lastBucket;

    /* One record's place. Segments come interned from the decoder, so that the same one is mostly the same object. */
    private record Key(String segment, long pane, long from) implements Comparable<Key> {
        @Override
        public int compareTo(Key that) {
            int order = segment.compareTo(that.segment);
            if (order == 0) {
                order = Long.compare(pane, that.pane);
            }
            return order != 0 ? order : Long.compare(from, that.from);
        }
    }

    /** For how many of its windows a record came too late. */
    enum Lateness {
        ON_TIME,
        PARTLY_LATE,
        LATE
    }

    private static final class Bucket {
        private final long[] counts;
        private final SortedMap<Integer, OtherValues> others = new TreeMap<>();
        private long records;

        Bucket(int cells) {
            this.counts = cells == 0 ? NO_COUNTS : new long[cells];
        }

        PaneDelta slice(Key key, int first, int last, int firstFeature, int lastFeature) {
            long[] part = counts.length == 0 ? NO_COUNTS : Arrays.copyOfRange(counts, first, last);
            SortedMap<Integer, OtherValues> values = new TreeMap<>();
            others.subMap(firstFeature, lastFeature).forEach((f, kept) -> values.put(f - firstFeature, kept));
            return new PaneDelta(key.pane, key.from, records, part, values);
        }
    }

    MonitorHeap(Monitor monitor, LongConsumer growth) {
        this.monitor = monitor;
        this.growth = growth;
        CellLayout layout = monitor.layout();
        this.offsets = new int[layout.size()];
        for (int f = 0; f < offsets.length; f++) {
            offsets[f] = layout.offset(f);
        }
        this.watched = IntStream.range(0, layout.size())
                .filter(f -> layout.feature(f).type() == FeatureType.CATEGORICAL
                        && monitor.features().get(f).showValues())
                .toArray();
        this.otherCells = IntStream.of(watched)
                .map(f -> ((CategoricalBinning) layout.feature(f).binning()).other())
                .toArray();
        this.other = String.join(
                String.valueOf(BinnedRecord.SEGMENT_SEPARATOR),
                Collections.nCopies(monitor.segmentBy().size(), Segment.OTHER));
    }

    /** Counts one record whose cells start at {@code base}; returns how late it is. */
    Lateness add(BinnedRecord record, int base, String segmentText) {
        WindowSpec window = monitor.window();
        long pane = window.paneStart(record.eventTime);
        long first = window.firstEnd(pane);
        long from = record.watermark < first + window.grace() ? first : window.firstEndOnTime(pane, record.watermark);
        Bucket bucket = bucket(segmentText, pane, from);
        bucket.records++;
        if (from != WindowSpec.LATE_FOR_ALL) {
            long[] counts = bucket.counts;
            int[] cells = record.cells;
            for (int f = 0; f < offsets.length; f++) {
                counts[offsets[f] + cells[base + f]]++;
            }
            keepOthers(bucket, record, base);
        }
        return from == first
                ? Lateness.ON_TIME
                : from == WindowSpec.LATE_FOR_ALL ? Lateness.LATE : Lateness.PARTLY_LATE;
    }

    private void keepOthers(Bucket bucket, BinnedRecord record, int base) {
        for (int i = 0; i < watched.length; i++) {
            int at = base + watched[i];
            if (record.cells[at] == otherCells[i] && at < record.others.length) {
                OtherValues values = bucket.others.get(watched[i]);
                if (values == null) {
                    values = new OtherValues();
                    bucket.others.put(watched[i], values);
                    growth.accept(OTHERS_SIZE);
                }
                values.add(record.others[at], 1);
            }
        }
    }

    private Bucket bucket(String segmentText, long pane, long from) {
        Key key = lastKey;
        Bucket bucket = lastBucket;
        if (key != null && bucket != null && key.pane == pane && key.from == from && key.segment.equals(segmentText)) {
            return bucket;
        }
        key = new Key(admit(segmentText), pane, from);
        int cells = from == WindowSpec.LATE_FOR_ALL ? 0 : monitor.layout().cells();
        bucket = buckets.get(key);
        if (bucket == null) {
            bucket = new Bucket(cells);
            buckets.put(key, bucket);
            growth.accept(cells + 1L);
        }
        lastKey = key;
        lastBucket = bucket;
        return bucket;
    }

    /* The first max-segments segments are kept apart, the rest is one: a bound on memory, not a ranking. */
    private String admit(String segmentText) {
        if (segments.contains(segmentText)) {
            return segmentText;
        }
        if (segments.size() >= monitor.lifecycle().maxSegments()) {
            return other;
        }
        segments.add(segmentText);
        return segmentText;
    }

    /** Hands out everything, sorted by segment and chunk, and is empty afterwards. */
    void drain(Stage1Output out) {
        List<Map.Entry<Key, Bucket>> held = List.copyOf(buckets.entrySet());
        int start = 0;
        while (start < held.size()) {
            String segment = held.get(start).getKey().segment;
            int end = start;
            while (end < held.size() && held.get(end).getKey().segment.equals(segment)) {
                end++;
            }
            drainSegment(segment, held.subList(start, end), out);
            start = end;
        }
        forgetCounts();
    }

    private void drainSegment(String segment, List<Map.Entry<Key, Bucket>> held, Stage1Output out) {
        CellLayout layout = monitor.layout();
        for (int chunk = 0; chunk < layout.chunks(); chunk++) {
            int first = layout.offset(layout.chunkStart(chunk));
            int last = first + layout.chunkCells(chunk);
            int firstFeature = layout.chunkStart(chunk);
            int lastFeature = layout.chunkStart(chunk + 1);
            int most = Math.max(1, MOST_CELLS / (last - first));
            for (int from = 0; from < held.size(); from += most) {
                List<PaneDelta> panes = new ArrayList<>();
                held.subList(from, Math.min(held.size(), from + most))
                        .forEach(entry -> panes.add(
                                entry.getValue().slice(entry.getKey(), first, last, firstFeature, lastFeature)));
                out.delta(new Message.Delta(monitor.name(), monitor.generation(), segment, chunk, panes));
            }
        }
    }

    private void forgetCounts() {
        buckets.clear();
        lastKey = null;
        lastBucket = null;
    }

    /** Forgets everything, as after a crash. */
    void clear() {
        forgetCounts();
        segments.clear();
    }
}
