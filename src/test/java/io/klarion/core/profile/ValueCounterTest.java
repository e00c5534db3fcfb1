package io.klarion.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueCounterTest {

    @Test
    void nonFiniteValuesAreLeftOutAndNegativeZeroIsZero() {
        SortedValues values = SortedValues.of(Double.NaN, -0.0, 0.0, Double.NEGATIVE_INFINITY, -1);

        assertThat(values.size()).isEqualTo(2);
        assertThat(values.value(0)).isEqualTo(-1);
        assertThat(Double.doubleToRawLongBits(values.value(1))).isZero();
        assertThat(values.count(1)).isEqualTo(2);
        assertThat(values.total()).isEqualTo(3);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void belowTheCapItAgreesWithASortedMap(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ValueCounter counter = new ValueCounter();
        Map<Double, Long> oracle = new TreeMap<>();
        for (int i = 0; i < 50_000; i++) {
            double value = Math.rint(random.nextGaussian() * 1000) / 10;
            counter.add(value);
            oracle.merge(value + 0.0, 1L, Long::sum);
        }
        SortedValues values = counter.snapshot();

        Map<Double, Long> counted = new TreeMap<>();
        IntStream.range(0, values.size()).forEach(i -> counted.put(values.value(i), values.count(i)));
        assertThat(counted).isEqualTo(oracle);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void beyondTheCapNoCountIsLostAndTheOrderDoesNotMatter(long seed) {
        double[] data = new SplittableRandom(seed)
                .doubles(40_000)
                .map(u -> 1e6 * (u - 0.5))
                .toArray();
        SortedValues one = counted(data, 512);
        double[] sorted = data.clone();
        Arrays.sort(sorted);
        SortedValues other = counted(sorted, 512);

        assertThat(one.total()).isEqualTo(data.length);
        assertThat(one.size()).isBetween(256, 512);
        assertThat(one.maximum()).isEqualTo(sorted[sorted.length - 1]);
        assertThat(IntStream.range(0, one.size()).mapToObj(i -> one.value(i) + "×" + one.count(i)))
                .containsExactlyElementsOf(IntStream.range(0, other.size())
                        .mapToObj(i -> other.value(i) + "×" + other.count(i))
                        .toList());
        assertThat(one.quantile(0.25)).isBetween(sorted[9_000], sorted[11_000]);
    }

    @Test
    void aQuantileIsTheSmallestValueWithThatShareAtOrBelow() {
        SortedValues values = SortedValues.of(1, 2, 3, 4);

        assertThat(values.quantile(0.25)).isEqualTo(1);
        assertThat(values.quantile(0.26)).isEqualTo(2);
        assertThat(values.quantile(1)).isEqualTo(4);
    }

    @Test
    void anEmptySampleHasNoQuantile() {
        assertThatThrownBy(() -> SortedValues.of().quantile(0.5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("values: must hold at least one value, was empty");
    }

    private static SortedValues counted(double[] data, int cap) {
        ValueCounter counter = new ValueCounter(cap);
        for (double value : data) {
            counter.add(value);
        }
        return counter.snapshot();
    }
}
