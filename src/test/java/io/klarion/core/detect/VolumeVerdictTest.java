package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.klarion.core.reference.VolumeHistory;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeVerdictTest {

    /* By its law alone 69 to 132 records at 99.9 %. */
    private static final VolumeHistory STEADY = new VolumeHistory(100, 100, 10, 0.5, 90, 110);
    /* By its law alone 0 to 560. */
    private static final VolumeHistory VARYING = new VolumeHistory(100, 150, 11.2, 3.5, 20, 390);

    private static VolumeVerdict verdict(VolumeHistory history, long records) {
        return VolumeVerdict.of(new VolumeSpec(OptionalDouble.of(2), 0.999), history, records)
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0} records: {1}")
    @CsvSource({"0, LOW", "49, LOW", "50, NORMAL", "60, NORMAL", "100, NORMAL", "200, NORMAL", "201, HIGH"})
    void aSteadyStreamMustBeOffByTheFactor(long records, VolumeVerdict.State expected) {
        assertThat(verdict(STEADY, records).state()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} records: {1}")
    @CsvSource({"0, NORMAL", "300, NORMAL", "400, NORMAL", "600, HIGH"})
    void aVaryingStreamMustBeOutsideItsLaw(long records, VolumeVerdict.State expected) {
        assertThat(verdict(VARYING, records).state()).isEqualTo(expected);
    }

    @Test
    void whatTheReferenceHasSeenItselfIsNormal() {
        VolumeHistory outlier = new VolumeHistory(100, 100, 10, 0.5, 3, 990);

        assertThat(verdict(outlier, 3).state()).isEqualTo(VolumeVerdict.State.NORMAL);
        assertThat(verdict(outlier, 2).state()).isEqualTo(VolumeVerdict.State.LOW);
        assertThat(verdict(outlier, 990).state()).isEqualTo(VolumeVerdict.State.NORMAL);
        assertThat(verdict(outlier, 991).state()).isEqualTo(VolumeVerdict.State.HIGH);
    }

    @Test
    void withoutAHistoryOrAFactorNothingIsSaid() {
        assertThat(VolumeVerdict.of(VolumeSpec.DEFAULT, VolumeHistory.UNKNOWN, 5))
                .isEmpty();
        assertThat(VolumeVerdict.of(VolumeSpec.OFF, STEADY, 5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, Double.NaN, Double.POSITIVE_INFINITY})
    void aFactorIsAtLeastOne(double factor) {
        assertThatIllegalArgumentException().isThrownBy(() -> new VolumeSpec(OptionalDouble.of(factor), 0.999));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 1, Double.NaN})
    void aConfidenceIsBelowOne(double confidence) {
        assertThatIllegalArgumentException().isThrownBy(() -> new VolumeSpec(OptionalDouble.of(2), confidence));
    }
}
