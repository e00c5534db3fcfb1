package io.klarion.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.alert.AlertTransition;
import io.klarion.core.alert.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceTest {

    @ParameterizedTest(name = "{0} {1} {2} at {3}: {4}")
    @CsvSource({
        "loans,  sensor_1, DE, 10, true",
        "loans,  sensor_1, DE, 19, true",
        "loans,  sensor_1, DE,  9, false",
        "loans,  sensor_1, DE, 20, false",
        "orders, sensor_1, DE, 10, false",
        "loans,  income,   DE, 10, false",
        "loans,  sensor_1, FR, 10, false"
    })
    void itCoversWhatMatchesInAllRespectsFromItsBeginningToBeforeItsEnd(
            String monitor, String feature, String country, long time, boolean covers) {
        Silence silence = new Silence(10, 20, List.of("loans"), List.of("sensor_*"), Map.of("country", "D?"));

        assertThat(silence.covers(
                        Alerts.alert(monitor, country, feature, Severity.WARNING, AlertTransition.FIRING, 0), time))
                .isEqualTo(covers);
    }

    @Test
    void aSegmentWithoutTheFieldIsNotCovered() {
        Silence silence = new Silence(0, 20, List.of(), List.of(), Map.of("channel", "*"));

        assertThat(silence.covers(Alerts.alert("m", "DE", "f", Severity.WARNING, AlertTransition.FIRING, 0), 10))
                .isFalse();
    }

    @Test
    void itMustLast() {
        assertThatThrownBy(() -> new Silence(5, 5, List.of(), List.of(), Map.of()))
                .hasMessage("to: must be after from (5), was 5");
    }
}
