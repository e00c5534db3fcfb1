package io.klarion.notify;

import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * How far what was told before is recalled, by the position of the reader in each partition.
 *
 * @param newFrom the offset of each partition from which on its records are new; of no partition where one tells nobody
 */
record Recall(Map<TopicPartition, Long> newFrom) {

    /** Of one that tells nobody. */
    static final Recall OF_NOTHING = new Recall(Map.of());

    Recall {
        newFrom = Map.copyOf(newFrom);
    }

    /** Whether a record is one that was told before, or passed over. */
    boolean isOld(TopicPartition partition, long offset) {
        return offset < newFrom.getOrDefault(partition, 0L);
    }

    /** Whether all is recalled. */
    boolean isOver(ToLongFunction<TopicPartition> position) {
        return newFrom.keySet().stream().noneMatch(each -> isOld(each, position.applyAsLong(each)));
    }

    /**
     * The partitions to wait with while the desk is full: those that bring new records. What is recalled fills no desk, and
     * nothing leaves a desk before all is recalled.
     */
    Set<TopicPartition> pausable(ToLongFunction<TopicPartition> position) {
        return newFrom.keySet().stream()
                .filter(each -> !isOld(each, position.applyAsLong(each)))
                .collect(Collectors.toSet());
    }
}
