package io.klarion.core.protocol.simulation;

import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.Segment;

/** One window of one group. */
record WindowId(String monitor, int part, Segment segment, long end) {

    static WindowId of(Verdict verdict) {
        return new WindowId(verdict.monitor(), verdict.part(), verdict.segment(), verdict.end());
    }

    WindowId ofAllSegments() {
        return new WindowId(monitor, part, Segment.ALL, end);
    }
}
