package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupProtocolTest {

    private static final TreeMap<String, Integer> EQUAL = new TreeMap<>(Map.of("orders", 4, "payments", 4));
    private static final TreeMap<String, Integer> DIFFERENT = new TreeMap<>(Map.of("orders", 4, "payments", 2));

    @ParameterizedTest
    @ValueSource(strings = {"streams", "STREAMS"})
    void theStreamsProtocolNeedsTopicsOfEqualWidth(String protocol) {
        assertThatThrownBy(() -> GroupProtocol.require(Map.of("group.protocol", protocol), DIFFERENT))
                .isInstanceOf(StartException.class)
                .hasMessage("kafka.group.protocol: must be classic where source topics have different numbers of"
                        + " partitions, was streams with {orders=4, payments=2}");
        assertThatCode(() -> GroupProtocol.require(Map.of("group.protocol", protocol), EQUAL))
                .doesNotThrowAnyException();
    }

    @Test
    void theClassicProtocolTakesAllTopics() {
        assertThatCode(() -> GroupProtocol.require(Map.of("group.protocol", "classic"), DIFFERENT))
                .doesNotThrowAnyException();
        assertThatCode(() -> GroupProtocol.require(Map.of(), DIFFERENT)).doesNotThrowAnyException();
    }
}
