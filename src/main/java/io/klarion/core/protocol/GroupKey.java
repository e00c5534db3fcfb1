package io.klarion.core.protocol;

import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.Monitor;
import java.util.List;

/**
 * What is judged together: one segment of a monitor, one chunk of its features.
 *
 * @param monitor the monitor's name
 * @param segment texts of the group-by fields, joined as in {@link BinnedRecord#segments}
 * @param chunk which chunk of the features
 */
public record GroupKey(String monitor, String segment, int chunk) implements Comparable<GroupKey> {

    /** The group that {@code verdict} is of. */
    public static GroupKey of(Verdict verdict) {
        return new GroupKey(
                verdict.monitor(),
                String.join(
                        String.valueOf(BinnedRecord.SEGMENT_SEPARATOR),
                        verdict.segment().values()),
                verdict.part());
    }

    /** The segment as a value. */
    public Segment segmentOf(Monitor of) {
        return of.segmentBy().isEmpty()
                ? Segment.ALL
                : new Segment(List.of(segment.split(String.valueOf(BinnedRecord.SEGMENT_SEPARATOR), -1)));
    }

    @Override
    public int compareTo(GroupKey that) {
        int order = monitor.compareTo(that.monitor);
        if (order == 0) {
            order = segment.compareTo(that.segment);
        }
        return order != 0 ? order : Integer.compare(chunk, that.chunk);
    }
}
