package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "STABLE, 0",
        "DRIFT, 1",
        "DRIFT STABLE DRIFT, 2",
        "INSUFFICIENT_DATA NO_DATA NO_REFERENCE STABLE, 0",
        "INSUFFICIENT_DATA DRIFT NO_DATA, 1"
    })
    void onlyFeaturesInDriftAreCountedAsDrifted(String states, int drifted) {
        FeatureVerdict[] features = Arrays.stream(states.split(" "))
                .map(state -> SampleVerdicts.unjudged(state, FeatureState.valueOf(state)))
                .toArray(FeatureVerdict[]::new);
        assertThat(SampleVerdicts.verdict(0, features).drifted()).isEqualTo(drifted);
    }
}
