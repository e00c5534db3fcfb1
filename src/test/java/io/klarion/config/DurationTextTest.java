package io.klarion.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "90s, PT1M30S",
        "5m, PT5M",
        "1h30m, PT1H30M",
        "7d, P7D",
        "1d2h3m4s5ms, PT26H3M4.005S",
        "0, PT0S",
        "0s, PT0S",
        "PT5M, PT5M",
        "P7D, P7D",
        "PT0.001S, PT0.001S",
        "9999999999d, PT239999999976H"
    })
    void readsShortAndIsoForms(String text, Duration expected) {
        assertThat(DurationText.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "5 m",
                "m",
                "5x",
                "-5m",
                "5m-",
                "30m1h",
                "5m5m",
                "1.5h",
                "5M",
                "PT",
                "P1Y",
                "PT-5M",
                "PT0.0001S",
                "99999999999d",
                "5ms1s",
                "١m"
            })
    void refusesWhatIsNoDuration(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @Test
    void writesTheShortForm() {
        assertThat(DurationText.of(Duration.ofMinutes(90))).isEqualTo("1h30m");
        assertThat(DurationText.of(Duration.ofDays(2))).isEqualTo("2d");
        assertThat(DurationText.of(Duration.ZERO)).isEqualTo("0s");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void readsBackWhatItWrites(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            Duration duration = Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 45)));
            assertThat(DurationText.parse(DurationText.of(duration))).contains(duration);
        }
    }
}
