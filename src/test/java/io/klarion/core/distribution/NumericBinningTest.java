package io.klarion.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NumericBinningTest {

    private static final NumericBinning TENS = NumericBinning.ofEdges(0, 10, 20);

    /* A point mass at 0, a gap from 5 to 7, an open start, a closed end. */
    private static final NumericBinning GAPS = NumericBinning.of(
            List.of(NumericBin.point(0), new NumericBin(0, false, 5, false), new NumericBin(7, false, 9, true)));

    @ParameterizedTest
    @CsvSource({
        "-Infinity, invalid", "-1.7976931348623157E308, below", "-1, below", "-4.9E-324, below", "-0.0, '[0, 10)'",
        "0, '[0, 10)'", "4.9E-324, '[0, 10)'", "9.999999999999998, '[0, 10)'", "10, '[10, 20]'", "20, '[10, 20]'",
        "20.000000000000004, above", "1.7976931348623157E308, above", "Infinity, invalid", "NaN, invalid"
    })
    void everyNumberHasOneCell(double value, String cell) {
        assertThat(TENS.label(TENS.cellOf(value))).isEqualTo(cell);
    }

    @ParameterizedTest
    @CsvSource({
        "-4.9E-324, below",
        "-0.0, 0",
        "0, 0",
        "4.9E-324, '(0, 5)'",
        "4.999999999999999, '(0, 5)'",
        "5, other",
        "7, other",
        "7.000000000000001, '(7, 9]'",
        "9, '(7, 9]'",
        "9.000000000000002, above"
    })
    void numbersBetweenBinsAreOther(double value, String cell) {
        assertThat(GAPS.label(GAPS.cellOf(value))).isEqualTo(cell);
    }

    @Test
    void cellsAreBelowTheBinsAboveThenTheNamedOnes() {
        assertThat(labels(TENS)).containsExactly("below", "[0, 10)", "[10, 20]", "above", "missing", "invalid");
        assertThat(labels(GAPS))
                .containsExactly("below", "0", "(0, 5)", "(7, 9]", "above", "other", "missing", "invalid");
        assertThat(IntStream.range(0, GAPS.cells()).mapToObj(GAPS::kind))
                .containsExactly(
                        CellKind.BELOW,
                        CellKind.BIN,
                        CellKind.BIN,
                        CellKind.BIN,
                        CellKind.ABOVE,
                        CellKind.OTHER,
                        CellKind.MISSING,
                        CellKind.INVALID);
        assertThat(TENS.missing()).isEqualTo(4);
        assertThat(TENS.invalid()).isEqualTo(5);
        assertThat(TENS.orderedCells()).isEqualTo(4);
        assertThat(GAPS.bins()).hasSize(3);
    }

    private static List<String> labels(Binning binning) {
        return IntStream.range(0, binning.cells()).mapToObj(binning::label).toList();
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theBinarySearchFindsWhatALinearOneFinds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<NumericBin> bins = randomBins(random);
        NumericBinning binning = NumericBinning.of(bins);
        List<Double> values = new ArrayList<>(List.of(0.0, -0.0, Double.NaN, 1e300, -1e300));
        for (NumericBin bin : bins) {
            for (double end : new double[] {bin.low(), bin.high()}) {
                values.addAll(List.of(end, Math.nextUp(end), Math.nextDown(end)));
            }
            values.add(bin.midpoint());
        }
        for (double value : values) {
            assertThat(binning.label(binning.cellOf(value)))
                    .as("%s in %s", value, binning)
                    .isEqualTo(naiveLabel(bins, value));
        }
    }

    private static List<NumericBin> randomBins(SplittableRandom random) {
        List<NumericBin> bins = new ArrayList<>();
        double at = random.nextInt(-5, 5);
        boolean isTaken = false;
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            boolean hasGap = random.nextInt(3) == 0;
            double low = hasGap ? at + 1 + random.nextInt(3) : at;
            boolean lowInclusive = hasGap ? random.nextBoolean() : !isTaken;
            boolean isPoint = lowInclusive && random.nextInt(4) == 0;
            double high = isPoint ? low : low + 1 + random.nextDouble();
            boolean highInclusive = isPoint || random.nextBoolean();
            bins.add(new NumericBin(low, lowInclusive, high, highInclusive));
            at = high;
            isTaken = highInclusive;
        }
        return bins;
    }

    private static String naiveLabel(List<NumericBin> bins, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "invalid";
        }
        for (NumericBin bin : bins) {
            boolean isAfterLow = bin.lowInclusive() ? value >= bin.low() : value > bin.low();
            boolean isBeforeHigh = bin.highInclusive() ? value <= bin.high() : value < bin.high();
            if (isAfterLow && isBeforeHigh) {
                return bin.label();
            }
        }
        if (value <= bins.get(0).low()) {
            return "below";
        }
        return value >= bins.get(bins.size() - 1).high() ? "above" : "other";
    }

    @Test
    void impossibleBinsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumericBinning.of(List.of()))
                .withMessage("bins: must hold at least one bin, was empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumericBinning.of(List.of(NumericBin.closed(0, 5), NumericBin.halfOpen(5, 9))))
                .withMessage("bins[1]: must start after bins[0] [0, 5], was [5, 9)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumericBinning.ofEdges(1))
                .withMessage("edges: must hold at least two numbers, was 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumericBin.halfOpen(3, 3))
                .withMessage("bin: must hold at least one number, was 3.0 to 3.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NumericBin(0, false, Double.MIN_VALUE, false))
                .withMessage("bin: must hold at least one number, was 0.0 to 4.9E-324");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumericBin.closed(0, Double.POSITIVE_INFINITY))
                .withMessage("bin: must have finite ends, was 0.0 to Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumericBin.closed(Double.NaN, 0))
                .withMessage("bin: must have finite ends, was NaN to 0.0");
    }

    @Test
    void theHighestNumberCanBeTheEndOfTheLastBin() {
        NumericBinning all = NumericBinning.ofEdges(-Double.MAX_VALUE, 0, Double.MAX_VALUE);
        assertThat(all.label(all.cellOf(-Double.MAX_VALUE))).isEqualTo("[-1.7976931348623157E308, 0)");
        assertThat(all.label(all.cellOf(Double.MAX_VALUE))).isEqualTo("[0, 1.7976931348623157E308]");
        assertThat(all.bins().get(0).midpoint()).isEqualTo(-Double.MAX_VALUE / 2);
    }

    @Test
    void equalBinsMakeEqualBinnings() {
        NumericBinning same = NumericBinning.of(List.of(NumericBin.halfOpen(-0.0, 10), NumericBin.closed(10, 20)));
        assertThat(same).isEqualTo(TENS).hasSameHashCodeAs(TENS).hasToString("[[0, 10), [10, 20]]");
        assertThat(GAPS).isNotEqualTo(TENS).isNotEqualTo("[0, 10)");
    }

    @ParameterizedTest(name = "[{0}, {1}]")
    @CsvSource({"0, 10, 5", "-3, 4, 0.5", "7, 7, 7", "1E308, 1.5E308, 1.25E308", "-1.5E308, 1.5E308, 0"})
    void theMidpointLiesHalfWayBetweenTheEnds(double low, double high, double midpoint) {
        assertThat(NumericBin.closed(low, high).midpoint()).isEqualTo(midpoint);
    }

    @Test
    void minusZeroIsZeroAtEitherEnd() {
        assertThat(NumericBin.closed(-1, -0.0)).isEqualTo(NumericBin.closed(-1, 0));
        assertThat(NumericBin.point(-0.0)).isEqualTo(NumericBin.point(0)).isEqualTo(NumericBin.closed(0, 0));
    }
}
