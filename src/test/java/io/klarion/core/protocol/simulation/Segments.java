package io.klarion.core.protocol.simulation;

import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.BinnedRecord;
import java.util.List;

/** The group-by values of the simulated records: with two fields, the second follows from the first. */
final class Segments {

    private Segments() {}

    static Segment of(Monitor monitor, int segment) {
        return switch (monitor.segmentBy().size()) {
            case 0 -> Segment.ALL;
            case 1 -> new Segment(List.of("s" + segment));
            default -> new Segment(List.of("s" + segment, segment % 2 == 0 ? "" : "odd"));
        };
    }

    static String text(Monitor monitor, int segment) {
        return String.join(
                String.valueOf(BinnedRecord.SEGMENT_SEPARATOR),
                of(monitor, segment).values());
    }
}
