package io.klarion.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private final RetrySchedule schedule = new RetrySchedule(1000, 60_000);

    @ParameterizedTest(name = "after {0} failures, chance {1}: {2} ms")
    @CsvSource({
        "1, 0, 500",
        "1, 1, 1000",
        "2, 0, 1000",
        "2, 1, 2000",
        "6, 1, 32000",
        "7, 0, 30000",
        "7, 1, 60000",
        "1000000, 1, 60000"
    })
    void theWaitDoublesUpToTheLongestAndHalfOfItIsChance(int failures, double chance, long wait) {
        assertThat(schedule.delay(failures, chance, OptionalLong.empty())).isEqualTo(wait);
    }

    @Test
    void aWaitThatIsAskedForIsKeptUpToAnHour() {
        assertThat(schedule.delay(1, 0, OptionalLong.of(120_000))).isEqualTo(120_000);
        assertThat(schedule.delay(1, 0, OptionalLong.of(100))).isEqualTo(500);
        assertThat(schedule.delay(1, 0, OptionalLong.of(Long.MAX_VALUE))).isEqualTo(3_600_000);
    }

    @Test
    void theFirstWaitIsNoLongerThanTheLongest() {
        assertThatThrownBy(() -> new RetrySchedule(10, 9)).hasMessage("first: must be between 1 and 9, was 10");
    }
}
