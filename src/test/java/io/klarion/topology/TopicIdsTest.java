package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopicIdsTest {

    private final TopicIds ids = new TopicIds(new TreeMap<>(Map.of("orders", "a1", "payments", "b2")));

    @Test
    void theSameTopicsAndAddedOnesAreFine() {
        assertThat(ids.differenceFrom(Map.of("orders", "a1", "payments", "b2"))).isEmpty();
        assertThat(ids.differenceFrom(Map.of("orders", "a1"))).isEmpty();
        assertThat(ids.differenceFrom(Map.of())).isEmpty();
    }

    @Test
    void topicsThatWereRecreatedAreNamedTogether() {
        assertThat(ids.differenceFrom(Map.of("orders", "a0", "payments", "b0", "gone", "c")))
                .contains("topics: must be the ones this application-id has counted so far, was recreated: orders"
                        + " (id a0 → a1), payments (id b0 → b2); start again under another application-id");
    }
}
