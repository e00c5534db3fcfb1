package io.klarion.console;

import java.util.List;
import java.util.OptionalLong;

/**
 * One monitor at a moment, without its series.
 *
 * @param name its name
 * @param starts where its latest windows start, by time
 * @param ends where they end
 * @param records in all windows that were read, overlapping ones counted each
 * @param late records that came too late for a window, as far as known when it closed
 * @param references what its windows were compared with
 */
record MonitorView(
        String name, List<Long> starts, List<Long> ends, long records, long late, List<ReferenceUse> references) {

    MonitorView {
        starts = List.copyOf(starts);
        ends = List.copyOf(ends);
        references = List.copyOf(references);
    }

    /** The least time between two windows; empty with fewer than two. */
    OptionalLong advance() {
        long least = Long.MAX_VALUE;
        for (int i = 1; i < ends.size(); i++) {
            least = Math.min(least, ends.get(i) - ends.get(i - 1));
        }
        return least == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(least);
    }
}
