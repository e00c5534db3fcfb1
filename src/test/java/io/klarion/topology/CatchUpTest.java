package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.protocol.SourcePartition;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private static final TopicPartition A0 = new TopicPartition("a", 0);
    private static final TopicPartition A1 = new TopicPartition("a", 1);
    private static final TopicPartition OTHER = new TopicPartition("app-internal", 0);

    private final CatchUp catchUp =
            new CatchUp(Map.of(new SourcePartition("a", 0), 100L, new SourcePartition("a", 1), 50L));

    @Test
    void whatLiesFurthestAheadIsNamed() {
        assertThat(catchUp.ahead(List.of(A0, A1, OTHER)))
                .contains("catching up with what the topics held when this process started: 100 offsets of a-0 to go");

        commit(A0, 60);

        assertThat(catchUp.ahead(List.of(A0, A1, OTHER)))
                .contains("catching up with what the topics held when this process started: 50 offsets of a-1 to go");
    }

    @Test
    void onlyThePartitionsOfThisProcessCount() {
        commit(A0, 100);

        assertThat(catchUp.ahead(List.of(A0, OTHER))).isEmpty();
        assertThat(catchUp.ahead(List.of(A1))).isPresent();
        assertThat(catchUp.isOver()).isFalse();
    }

    @Test
    void withoutPartitionsNothingLiesAhead() {
        assertThat(catchUp.ahead(List.of())).isEmpty();
    }

    @Test
    void oneOffsetShortIsNotThere() {
        commit(A1, 49);
        assertThat(catchUp.ahead(List.of(A1)))
                .contains("catching up with what the topics held when this process started: 1 offsets of a-1 to go");

        commit(A1, 50);
        assertThat(catchUp.ahead(List.of(A1))).isEmpty();
    }

    @Test
    void whatWasReachedOnceStaysReached() {
        commit(A0, 100);
        commit(A1, 50);
        commit(A0, 3);

        assertThat(catchUp.ahead(List.of(A0, A1))).isEmpty();
        assertThat(catchUp.isOver()).isTrue();
    }

    @Test
    void whatTheGroupHadReadOrHeldNothingIsNoGoal() {
        CatchUp nothing = new CatchUp(Map.of(new SourcePartition("a", 0), 0L));

        assertThat(nothing.isOver()).isTrue();
        assertThat(nothing.ahead(List.of(A0))).isEmpty();
    }

    private void commit(TopicPartition partition, long offset) {
        catchUp.committed(Map.of(partition, new OffsetAndMetadata(offset)));
    }
}
