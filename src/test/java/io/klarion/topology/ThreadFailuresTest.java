package io.klarion.topology;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {

    private final Permissions permissions =
            new Permissions(TestSettings.of("app", "nowhere.invalid:9092", Path.of("unused")), Set.of("orders"));
    private long now;
    private final ThreadFailures failures = new ThreadFailures(permissions, () -> now);

    private static Throwable brokerAway() {
        return new StreamsException("a task failed", new TimeoutException("no answer"));
    }

    @Test
    void aThreadThatMayNotDoItsWorkIsNotReplaced() {
        assertThat(failures.handle(GroupAuthorizationException.forGroupId("app")))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.last()).contains("kafka: must be allowed Read on group app, was refused");
    }

    @Test
    void theSixthThreadThatDiesWithinTenMinutesIsNotReplaced() {
        assertThat(failures.last()).isEmpty();
        for (int i = 0; i < 5; i++) {
            assertThat(failures.handle(brokerAway())).isEqualTo(REPLACE_THREAD);
            now += Duration.ofMinutes(2).toNanos();
        }
        assertThat(failures.handle(brokerAway())).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.last()).contains("TimeoutException: no answer");
    }

    @Test
    void threadsThatDieNowAndThenAreReplacedForEver() {
        for (int i = 0; i < 12; i++) {
            assertThat(failures.handle(brokerAway())).isEqualTo(REPLACE_THREAD);
            now += Duration.ofMinutes(2).toNanos() + 1;
        }
    }

    @Test
    void anErrorOfTheMachineOrAVerdictOnTheTopicsIsFinal() {
        assertThat(failures.handle(new StackOverflowError("deep"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.verdict()).isEmpty();
        assertThat(failures.handle(new StreamsException("init", new StartException("topics: must be the ones"))))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.verdict()).contains("topics: must be the ones");
    }
}
