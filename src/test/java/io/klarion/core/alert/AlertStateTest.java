package io.klarion.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertStateTest {

    @ParameterizedTest(name = "{0}, firing: {1}")
    @CsvSource({"DRIFT, false, true", "DRIFT, true, true", "CREEP, false, false", "CREEP, true, true"})
    void evidenceOfCreepAloneDoesNotStand(AlertKind kind, boolean firing, boolean stands) {
        AlertState pending = AlertState.startingAt("income", kind, Severity.WARNING, 0, 10);
        AlertState state = firing ? pending.toFiring() : pending;
        assertThat(AlertState.standing(List.of(state)).contains("income")).isEqualTo(stands);
    }
}
