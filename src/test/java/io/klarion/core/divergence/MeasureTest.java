package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeasureTest {

    @Test
    void keysAreTheNamesOfConfigAndJson() {
        assertThat(Arrays.stream(Measure.values()).map(Measure::key))
                .containsExactly(
                        "kl",
                        "reverse_kl",
                        "psi",
                        "js",
                        "hellinger",
                        "total_variation",
                        "chi_square",
                        "ks",
                        "wasserstein");
    }

    @ParameterizedTest
    @EnumSource
    void everyMeasureIsFoundByItsKey(Measure measure) {
        assertThat(Measure.parse(measure.key())).contains(measure);
    }

    @Test
    void jeffreysIsAnotherNameOfPsi() {
        assertThat(Measure.parse("jeffreys")).contains(Measure.PSI);
    }

    @Test
    void otherNamesAreNotFound() {
        assertThat(Measure.parse("KL")).isEmpty();
        assertThat(Measure.parse("")).isEmpty();
    }

    @Test
    void allButTotalVariationAndTheOrderedOnesAreSmooth() {
        assertThat(Arrays.stream(Measure.values()).filter(measure -> !measure.isSmooth()))
                .containsExactly(Measure.TOTAL_VARIATION, Measure.KS, Measure.WASSERSTEIN);
    }

    @Test
    void ksAndWassersteinNeedOrderedCells() {
        assertThat(Arrays.stream(Measure.values()).filter(Measure::isOrdered))
                .containsExactly(Measure.KS, Measure.WASSERSTEIN);
        assertThatThrownBy(Measure.KS::generator)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("measure: must be a sum over cells, was ks");
    }

    @Test
    void onlyMeasuresOfInformationAreInNats() {
        assertThat(Arrays.stream(Measure.values()).filter(Measure::isInNats))
                .containsExactly(Measure.KL, Measure.REVERSE_KL, Measure.PSI, Measure.JS);
    }
}
