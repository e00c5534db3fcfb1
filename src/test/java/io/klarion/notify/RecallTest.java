package io.klarion.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RecallTest {

    private static final TopicPartition FIRST = new TopicPartition("klarion.alerts", 0);
    private static final TopicPartition SECOND = new TopicPartition("klarion.alerts", 1);

    private final Recall recall = new Recall(Map.of(FIRST, 3L, SECOND, 5L));
    private final Map<TopicPartition, Long> position = new HashMap<>(Map.of(FIRST, 0L, SECOND, 0L));

    @Test
    void itIsOverOnceEveryPartitionIsWhereItsRecordsAreNew() {
        assertThat(recall.isOver(position::get)).isFalse();
        position.put(FIRST, 9L);
        position.put(SECOND, 4L);
        assertThat(recall.isOver(position::get)).isFalse();
        position.put(SECOND, 5L);
        assertThat(recall.isOver(position::get)).isTrue();
    }

    @Test
    void recordsBeforeThatAreOld() {
        assertThat(recall.isOld(FIRST, 2)).isTrue();
        assertThat(recall.isOld(FIRST, 3)).isFalse();
        assertThat(recall.isOld(SECOND, 3)).isTrue();
    }

    @Test
    void aFullDeskWaitsWithWhatIsNewAndNotWithWhatIsToBeRecalled() {
        assertThat(recall.pausable(position::get)).isEmpty();
        position.put(FIRST, 3L);
        assertThat(recall.pausable(position::get)).containsExactly(FIRST);
        position.put(SECOND, 5L);
        assertThat(recall.pausable(position::get)).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    /* Nothing is told before all is recalled, so a desk that is full until then stays full. */
    @Test
    void aDeskThatIsFullOfOnePartitionDoesNotKeepTheOtherFromBeingRecalled() {
        position.put(FIRST, 4L);
        for (int round = 0; round < 5; round++) {
            Set<TopicPartition> paused = recall.pausable(position::get);
            position.replaceAll((partition, offset) -> paused.contains(partition) ? offset : offset + 1);
        }

        assertThat(recall.isOver(position::get)).isTrue();
        assertThat(position).containsEntry(FIRST, 4L).containsEntry(SECOND, 5L);
    }

    @Test
    void whoTellsNobodyHasNothingToRecall() {
        assertThat(Recall.OF_NOTHING.isOver(position::get)).isTrue();
        assertThat(Recall.OF_NOTHING.pausable(position::get)).isEmpty();
    }
}
