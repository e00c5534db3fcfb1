package io.klarion.codec;

import static io.klarion.codec.TestMonitors.monitor;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.klarion.core.monitor.EventTimeSpec.Unit;
import io.klarion.core.monitor.Monitor;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicPlanTest {

    @Test
    void aTopicWithoutMonitorsHasNoPlan() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicPlan.of(List.of()))
                .withMessage("monitors: must be at least one, was empty");
    }

    @Test
    void aPathMustBeAJsonPointer() {
        Monitor monitor = monitor("m").numeric("a.b").build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicPlan.of(List.of(monitor)))
                .withMessage("path: must be a JSON pointer such as /a/b, was 'a.b'");
    }

    @Test
    void monitorsOfATopicMustAgreeOnTheEventTime() {
        Monitor one = monitor("one").time("/ts", Unit.MILLIS).build();
        Monitor two = monitor("two").time("/ts", Unit.SECONDS).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicPlan.of(List.of(one, two)))
                .withMessageStartingWith(
                        "monitor two: must have the event time of monitor one, which reads the same topic");
    }
}
