package io.klarion.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Checks before the start that reading can go on exactly where it stopped. Where it cannot, going on would skip or
 * double records; that is left to a person to decide.
 */
final class OffsetCheck {

    private static final String REMEDY = "start again under another application-id";

    private final SourceOffsets offsets;
    private final String group;

    OffsetCheck(SourceOffsets offsets, String group) {
        this.offsets = offsets;
        this.group = group;
    }

    /**
     * Checks the offsets of the group.
     *
     * @param manifest the source topics and their numbers of partitions
     * @throws StartException when the group has lost its offsets, or a source topic what they point at
     */
    void require(SortedMap<String, Integer> manifest, String internalTopic, int internalPartitions) {
        Map<TopicPartition, OffsetAndMetadata> reached = offsets.committed(group);
        if (reached.isEmpty()) {
            requireNothingCounted(internalTopic, internalPartitions);
        } else {
            requireStillThere(SourceOffsets.partitions(manifest), reached);
        }
    }

    private void requireNothingCounted(String internalTopic, int partitions) {
        Collection<Long> ends = offsets.logEnds(
                        SourceOffsets.partitions(new TreeMap<>(Map.of(internalTopic, partitions))))
                .values();
        if (ends.stream().anyMatch(end -> end > 0)) {
            throw new StartException("application-id: must be new, or have its committed offsets, was " + group
                    + ": the group has none, but the topic " + internalTopic + " holds what it counted; " + REMEDY);
        }
    }

    private void requireStillThere(List<TopicPartition> partitions, Map<TopicPartition, OffsetAndMetadata> reached) {
        Map<TopicPartition, Long> begins = offsets.begins(partitions);
        Map<TopicPartition, Long> ends = offsets.logEnds(partitions);
        List<String> lost = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata at = reached.get(partition);
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, Long.MAX_VALUE);
            if (at != null && (at.offset() < begin || at.offset() > end)) {
                lost.add(partition + " at " + at.offset() + " (holds " + begin + " to " + end + ")");
            }
        }
        if (!lost.isEmpty()) {
            throw new StartException("topics: must still hold the offsets that group " + group + " has reached, was "
                    + String.join(", ", lost) + ": recreated, or deleted before it was read; " + REMEDY);
        }
    }
}
