package io.klarion.topology;

import io.klarion.codec.DecodeLimits;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.SourcePartition;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the topology is built from.
 *
 * @param monitors the compiled monitors
 * @param manifest how many partitions each source topic has
 * @param topicIds which topics of these names they are, the internal one included; empty when nobody knows
 * @param endOffsets for a bounded read: where each partition ends, exclusively; empty for a live one
 * @param internalPartitions how many partitions the topic between the stages has
 * @param topics where results go
 * @param limits what a source record may be at most
 */
public record TopologySpec(
        List<Monitor> monitors,
        SortedMap<String, Integer> manifest,
        TopicIds topicIds,
        Map<SourcePartition, Long> endOffsets,
        int internalPartitions,
        Topics topics,
        DecodeLimits limits) {

    /**
     * Names of the topics written.
     *
     * @param internal between the stages
     * @param verdicts one record a closed window and segment
     * @param alerts one record a state change
     * @param quarantine rejected records
     */
    public record Topics(String internal, String verdicts, String alerts, String quarantine) {}

    public TopologySpec {
        monitors = List.copyOf(monitors);
        endOffsets = Map.copyOf(endOffsets);
    }
}
