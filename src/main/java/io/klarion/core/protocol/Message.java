package io.klarion.core.protocol;

import java.util.List;
import java.util.SortedMap;

/** What travels from stage 1 to stage 2. */
public sealed interface Message {

    /**
     * Counts of one segment and chunk.
     *
     * @param monitor the monitor's name
     * @param generation digest of what was counted; only equal ones are added
     * @param segment texts of the group-by fields, joined as in {@link BinnedRecord#segments}
     * @param chunk which chunk of the features
     * @param panes the counts, by pane and from
     */
    record Delta(String monitor, String generation, String segment, int chunk, List<PaneDelta> panes)
            implements Message {}

    /**
     * The end of a drain, sent to every internal partition after its deltas; or a heartbeat.
     *
     * @param marks one for each source partition touched
     * @param manifest how many partitions each source topic is known to have
     */
    record Marker(List<PartitionMark> marks, SortedMap<String, Integer> manifest) implements Message {}
}
