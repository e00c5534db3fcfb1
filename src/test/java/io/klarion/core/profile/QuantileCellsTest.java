package io.klarion.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.distribution.CellKind;
import io.klarion.core.distribution.NumericBin;
import io.klarion.core.distribution.NumericBinning;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileCellsTest {

    @Test
    void oneToOneHundredInFourIntervalsGivesRoundQuarters() {
        NumericBinning binning = QuantileCells.of(sample(IntStream.rangeClosed(1, 100)), 4);

        assertThat(binning).hasToString("[[1, 26), [26, 51), [51, 76), [76, 100]]");
        assertThat(counts(
                        binning, IntStream.rangeClosed(1, 100).asDoubleStream().toArray()))
                .startsWith(0, 25, 25, 25, 25, 0);
    }

    @Test
    void edgesHaveAsFewDigitsAsTheGapBetweenValuesAllows() {
        NumericBinning binning = QuantileCells.of(SortedValues.of(1.0312, 1.2711, 1.4938, 1.77231), 2);

        assertThat(binning).hasToString("[[1.03, 1.4), [1.4, 1.773]]");
    }

    @Test
    void zeroInflatedValuesKeepZeroApart() {
        double[] values = new double[100];
        for (int i = 0; i < 40; i++) {
            values[60 + i] = i + 1;
        }
        NumericBinning binning = QuantileCells.of(SortedValues.of(values), 5);

        assertThat(binning).hasToString("[0, (0, 11), [11, 21), [21, 31), [31, 40]]");
        assertThat(counts(binning, values)).startsWith(0, 60, 10, 10, 10, 10, 0);
    }

    @Test
    void aPointMassInTheMiddleOpensTheIntervalsAroundIt() {
        double[] values = DoubleStream.concat(
                        IntStream.rangeClosed(1, 20).asDoubleStream(),
                        DoubleStream.generate(() -> 10.5).limit(20))
                .toArray();
        NumericBinning binning = QuantileCells.of(SortedValues.of(values), 3);

        assertThat(binning).hasToString("[[1, 10.5), 10.5, (10.5, 20]]");
        assertThat(counts(binning, values)).startsWith(0, 10, 20, 10, 0);
    }

    @Test
    void fewDistinctValuesGetACellEachAndTheGapsAreOther() {
        NumericBinning binning = QuantileCells.of(SortedValues.of(3, 1, 2, 2, 1, 1), 20);

        assertThat(binning).hasToString("[1, 2, 3]");
        assertThat(binning.kind(binning.cellOf(1.5))).isEqualTo(CellKind.OTHER);
        assertThat(binning.kind(binning.cellOf(0.5))).isEqualTo(CellKind.BELOW);
    }

    @Test
    void aConstantIsOnePoint() {
        assertThat(QuantileCells.of(SortedValues.of(7.25, 7.25, 7.25), 20)).hasToString("[7.25]");
    }

    @Test
    void noFiniteValueIsRefused() {
        assertThatThrownBy(() -> QuantileCells.of(SortedValues.of(Double.NaN, Double.POSITIVE_INFINITY), 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("values: must hold at least one finite number, was none");
    }

    @Test
    void oneIntervalIsRefused() {
        assertThatThrownBy(() -> QuantileCells.of(SortedValues.of(1, 2), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bins.count: must be at least 2, was 1");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void anySampleIsCoveredInBalancedCellsWhateverItsOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int intervals = random.nextInt(2, 30);
        double[] values = anySample(random);
        NumericBinning binning = QuantileCells.of(SortedValues.of(values), intervals);

        long[] counts = counts(binning, values);
        assertThat(counts[0] + counts[binning.orderedCells() - 1])
                .as("below and above")
                .isZero();
        double share = values.length / (double) intervals;
        for (int i = 0; i < binning.bins().size(); i++) {
            NumericBin bin = binning.bins().get(i);
            long count = counts[i + 1];
            assertThat(count).as(bin.label()).isPositive();
            if (!bin.isPoint()) {
                assertThat((double) count).as(bin.label()).isLessThanOrEqualTo(2 * share + 1);
            }
        }
        assertThat(QuantileCells.of(SortedValues.of(shuffled(values, random)), intervals))
                .isEqualTo(binning);
    }

    /* Normal, lognormal, rounded or zero-inflated; positive and negative; of any scale. */
    private static double[] anySample(SplittableRandom random) {
        double scale = Math.pow(10, random.nextInt(-8, 9));
        int digits = random.nextInt(0, 4);
        int shape = random.nextInt(3);
        double[] values = new double[random.nextInt(50, 3000)];
        for (int i = 0; i < values.length; i++) {
            double normal = random.nextGaussian();
            double value = shape == 0 ? normal : shape == 1 ? Math.exp(normal) : Math.max(0, normal);
            values[i] = digits == 0 ? value * scale : Math.rint(value * Math.pow(10, digits)) * scale;
        }
        return values;
    }

    private static double[] shuffled(double[] values, SplittableRandom random) {
        double[] shuffled = values.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double value = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = value;
        }
        return shuffled;
    }

    private static SortedValues sample(IntStream values) {
        return SortedValues.of(values.asDoubleStream().toArray());
    }

    private static long[] counts(NumericBinning binning, double[] values) {
        long[] counts = new long[binning.cells()];
        for (double value : values) {
            counts[binning.cellOf(value)]++;
        }
        return counts;
    }
}
