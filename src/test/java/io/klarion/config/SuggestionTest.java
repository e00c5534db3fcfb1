package io.klarion.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    private static final List<String> KEYS =
            List.of("window", "event-time", "max-segments", "idle-after", "name", "detect");

    @ParameterizedTest
    @CsvSource({
        "windw, window",
        "WINDOW, window",
        "eventTime, event-time",
        "event_time, event-time",
        "maxSegments, max-segments",
        "dtect, detect"
    })
    void findsTheNearestKey(String written, String meant) {
        assertThat(Suggestion.nearest(written, KEYS)).contains(meant);
    }

    @Test
    void staysSilentWhenNothingIsNear() {
        assertThat(Suggestion.nearest("colour", KEYS)).isEmpty();
        assertThat(Suggestion.nearest("x", List.of())).isEmpty();
        assertThat(Suggestion.didYouMean("colour", KEYS)).isEmpty();
    }

    @Test
    void takesTheFirstInOrderOfTwoEquallyNear() {
        assertThat(Suggestion.didYouMean("bat", List.of("cat", "bad"))).isEqualTo(" (did you mean bad?)");
    }
}
