package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class StreamsClientsTest {

    private static final TopicPartition KNOWN = new TopicPartition("orders", 0);
    private static final TopicPartition ADDED = new TopicPartition("orders", 4);
    private static final TopicPartition INTERNAL = new TopicPartition("app-internal", 0);

    private final StreamsClients clients = new StreamsClients(TestSpec.SHOP, Set.of(KNOWN));
    private final SourceDecoder decoder = new SourceDecoder(TestSpec.SHOP);

    @Test
    void onlySourcePartitionsThatHadNoOffsetAtTheStartAreNew() {
        assertThat(clients.added(Set.of(KNOWN, ADDED, INTERNAL))).containsExactly(ADDED);
    }

    @Test
    void aUsersInterceptorSeesRecordsAsTheyCame() {
        for (Object classes : List.of("org.example.Tracing", List.of("org.example.Tracing"))) {
            Deserializer<Object> values = StreamsClients.values(Map.of("interceptor.classes", classes), decoder);
            assertThat(values.deserialize("orders", new RecordHeaders(), ByteBuffer.wrap(new byte[] {1, 2})))
                    .isEqualTo(new byte[] {1, 2});
        }
    }

    @Test
    void withoutInterceptorsValuesAreDecodedWhereTheyAreFound() {
        for (Map<String, Object> config : List.<Map<String, Object>>of(
                Map.of(), Map.of("interceptor.classes", ""), Map.of("interceptor.classes", List.of()))) {
            assertThat(StreamsClients.values(config, decoder)).isInstanceOf(SourceValues.class);
        }
    }

    @Test
    void aPartitionThatLostItsOffsetIsNotTakenForANewOne() {
        assertThat(clients.added(Set.of(KNOWN, INTERNAL))).isEmpty();
    }
}
