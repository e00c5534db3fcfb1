package io.klarion.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadPollsTest {

    private static final String THREAD = "klarion-5e1f-StreamThread-";

    private record Value(MetricName metricName, Object metricValue) implements Metric {}

    private static Value seconds(String clientId, double seconds) {
        return value("last-poll-seconds-ago", clientId, seconds);
    }

    private static Value value(String name, String clientId, Object value) {
        return new Value(new MetricName(name, "consumer-metrics", "", Map.of("client-id", clientId)), value);
    }

    private static Map<MetricName, Metric> metrics(Value... values) {
        return Arrays.stream(values).collect(Collectors.toMap(Value::metricName, Function.identity()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 3, 10})
    void threadsThatPollOrHaveNotBegunToDoNotHang(double seconds) {
        assertThat(ThreadPolls.hanging(metrics(seconds(THREAD + "1-consumer", seconds))))
                .isEmpty();
    }

    @Test
    void theThreadThatHangsLongestIsTold() {
        assertThat(ThreadPolls.hanging(metrics(
                        seconds(THREAD + "1-consumer", 11),
                        seconds(THREAD + "2-consumer", 42),
                        seconds(THREAD + "3-consumer", 0))))
                .hasValue("a stream thread has not come back for records for 42 s: the brokers may not be taking its"
                        + " results");
    }

    @Test
    void otherConsumersMayRestAndOtherMetricsMayBeLarge() {
        assertThat(ThreadPolls.hanging(metrics(
                        seconds(THREAD + "1-restore-consumer", 100),
                        seconds("klarion-5e1f-global-consumer", 100),
                        value("last-rebalance-seconds-ago", THREAD + "1-consumer", 100.0),
                        value("version", THREAD + "1-consumer", "4.3.1"))))
                .isEmpty();
    }

    @Test
    void withoutThreadsNothingHangs() {
        assertThat(ThreadPolls.hanging(Map.of())).isEmpty();
    }
}
