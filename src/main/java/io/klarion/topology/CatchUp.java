package io.klarion.topology;

import io.klarion.core.protocol.SourcePartition;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the group is from where the source partitions ended when this process started. Until a partition has been
 * read to there, what is shown of it is the past. A partition that got there once is caught up for good. Thread-safe.
 */
final class CatchUp {

    /* Where each partition ended that was not read to its end; it leaves when it is. */
    private final Map<SourcePartition, Long> goals = new ConcurrentHashMap<>();
    private final Map<SourcePartition, Long> reached = new ConcurrentHashMap<>();

    /**
     * Of a process that starts now.
     *
     * @param ends one past the last record that can be seen of each partition; 0 where the group has read it
     */
    CatchUp(Map<SourcePartition, Long> ends) {
        ends.forEach((partition, end) -> {
            if (end > 0) {
                goals.put(partition, end);
            }
        });
    }

    /** Whether every partition was read to its end, whoever reads it. */
    boolean isOver() {
        return goals.isEmpty();
    }

    /** How many offsets are to go in all. */
    long left() {
        return goals.keySet().stream()
                .flatMap(partition -> left(partition).stream())
                .mapToLong(Left::offsets)
                .sum();
    }

    /** Takes in how far the group has come. */
    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((topicPartition, at) -> {
            SourcePartition partition = new SourcePartition(topicPartition.topic(), topicPartition.partition());
            Long goal = goals.get(partition);
            if (goal != null && at.offset() >= goal) {
                goals.remove(partition);
            }
            reached.put(partition, at.offset());
        });
    }

    /**
     * What still lies ahead of the partitions that this process reads; empty when nothing does, or it reads none.
     *
     * @param mine the partitions of its tasks, of whatever topics
     */
    Optional<String> ahead(Collection<TopicPartition> mine) {
        return mine.stream()
                .map(partition -> new SourcePartition(partition.topic(), partition.partition()))
                .flatMap(partition -> left(partition).stream())
                .max(Comparator.comparing(Left::offsets).thenComparing(Left::partition, Comparator.reverseOrder()))
                .map(most -> "catching up with what the topics held when this process started: " + most.offsets()
                        + " offsets of " + most.partition() + " to go");
    }

    private record Left(SourcePartition partition, long offsets) {}

    private Optional<Left> left(SourcePartition partition) {
        Long goal = goals.get(partition);
        return goal == null
                ? Optional.empty()
                : Optional.of(new Left(partition, Math.max(0, goal - reached.getOrDefault(partition, 0L))));
    }
}
