package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.klarion.core.window.WindowSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmBudgetTest {

    private static final long DAY = 86_400_000;
    private static final long MINUTE = 60_000;

    @ParameterizedTest(name = "{0} in {1} days, {2} features, {3} segments, every {4} minutes of {5}: {6}")
    @CsvSource({
        "1, 30, 1, 1, 60, 60, 0.0013227513227513228", // 1 / (1.05 × 720)
        "1, 30, 10, 3, 60, 60, 4.4091710758377425e-5",
        "2, 30, 10, 3, 60, 60, 8.818342151675485e-5",
        "1, 30, 10, 3, 5, 60, 3.674309229864785e-6", // twelve windows overlap, and each can alarm
        "1000, 1, 1, 1, 60, 60, 0.5",
        "0.001, 3650, 10000, 1000, 1, 1, 1e-12"
    })
    void isSharedByAllThatIsJudged(
            double alarms, long days, int features, int segments, long advance, long size, double level) {
        WindowSpec window = new WindowSpec(size * MINUTE, advance * MINUTE, 0, 0);
        assertThat(new AlarmBudget(alarms, days * DAY).level(features, segments, window))
                .isEqualTo(level, within(1e-12 * level));
    }

    @Test
    void mustAllowSomething() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AlarmBudget(0, DAY))
                .withMessage("budget: must be above 0 alarms in at least 1 ms, was 0.0 in 86400000 ms");
        assertThatIllegalArgumentException().isThrownBy(() -> new AlarmBudget(1, 0));
    }
}
