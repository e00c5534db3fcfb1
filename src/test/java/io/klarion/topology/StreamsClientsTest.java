package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StreamsClientsTest {

    private static final TopicPartition KNOWN = new TopicPartition("orders", 0);
    private static final TopicPartition ADDED = new TopicPartition("orders", 4);
    private static final TopicPartition INTERNAL = new TopicPartition("app-internal", 0);

    private final StreamsClients clients = new StreamsClients(Set.of("orders"), Set.of(KNOWN));

    @Test
    void onlySourcePartitionsThatHadNoOffsetAtTheStartAreNew() {
        assertThat(clients.added(Set.of(KNOWN, ADDED, INTERNAL))).containsExactly(ADDED);
    }

    @Test
    void aPartitionThatLostItsOffsetIsNotTakenForANewOne() {
        assertThat(clients.added(Set.of(KNOWN, INTERNAL))).isEmpty();
    }
}
