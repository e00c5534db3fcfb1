package io.klarion.core.alert;

import io.klarion.core.detect.CellVerdict;
import io.klarion.core.distribution.Segment;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One state change of an alert.
 *
 * @param id a digest of monitor, segment, feature, onset window and kind, unless that is drift: the same on every run, and for every state
 * @param monitor the monitor's name
 * @param segmentNames the names of the group-by fields
 * @param segment the segment
 * @param feature the feature's name
 * @param kind what sort of event it is
 * @param severity how bad
 * @param state what happened
 * @param onsetStart start of the first window in drift, epoch milliseconds
 * @param onsetEnd its end
 * @param windowStart start of the window that made this change
 * @param windowEnd its end
 * @param value that window's divergence; empty where it had none
 * @param lower its lower bound
 * @param upper its upper bound
 * @param threshold the threshold
 * @param n its records
 * @param topCells the cells that contribute most, greatest first, at most 3
 * @param revision the verdict's revision, always 0
 * @param summary one sentence for a person; category values appear only where the feature allows it
 */
public record Alert(
        String id,
        String monitor,
        List<String> segmentNames,
        Segment segment,
        String feature,
        AlertKind kind,
        Severity severity,
        AlertTransition state,
        long onsetStart,
        long onsetEnd,
        long windowStart,
        long windowEnd,
        OptionalDouble value,
        OptionalDouble lower,
        OptionalDouble upper,
        double threshold,
        long n,
        List<CellVerdict> topCells,
        int revision,
        String summary) {
    public Alert {
        segmentNames = List.copyOf(segmentNames);
        topCells = List.copyOf(topCells);
    }
}
