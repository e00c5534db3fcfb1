package io.klarion.core.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasureValuesTest {

    private static final Map<Measure, Double> SOME =
            new EnumMap<>(Map.of(Measure.PSI, Double.POSITIVE_INFINITY, Measure.KL, 0.25, Measure.WASSERSTEIN, 0.0));

    @Test
    void theyAreEqualToTheMapTheyWereCopiedFrom() {
        MeasureValues values = MeasureValues.copyOf(SOME);

        assertThat(values).isEqualTo(SOME).hasSameHashCodeAs(SOME).hasToString(SOME.toString());
        assertThat(SOME).isEqualTo(values);
        assertThat(MeasureValues.copyOf(values)).isSameAs(values);
    }

    @Test
    void theyStandInTheOrderOfTheMeasures() {
        assertThat(MeasureValues.copyOf(SOME).keySet()).containsExactly(Measure.KL, Measure.PSI, Measure.WASSERSTEIN);
    }

    @Test
    void aMeasureWithoutValueIsNotThere() {
        MeasureValues values = MeasureValues.copyOf(SOME);

        assertThat(values.get(Measure.JS)).isNull();
        assertThat(values).hasSize(3).doesNotContainKey(Measure.JS).containsKey(Measure.KL);
        assertThat(MeasureValues.copyOf(Map.of())).isEmpty();
    }

    @Test
    void theyCannotBeChanged() {
        MeasureValues values = MeasureValues.copyOf(SOME);

        assertThatThrownBy(() -> values.put(Measure.JS, 0.1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(values::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
