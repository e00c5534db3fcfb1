package io.klarion.core.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a number holds for all that are near to it. */
class CellStripsTest {

    private static final double NEAR = 1e-7;

    @ParameterizedTest
    @CsvSource({
        "-1.7976931348623157E308, 0",
        "-1, 0",
        "-0.00001, -1",
        "0, -1",
        "0.00000001, -1",
        "5, 1",
        "9.9999999, -1",
        "10, -1",
        "11, 2",
        "19, 2",
        "20.0000001, -1",
        "21, 3",
        "1.7976931348623157E308, 3"
    })
    void aNumberNextToACutIsLeftToACloserLook(double value, int cell) {
        assertThat(NumericBinning.ofEdges(0, 10, 20).cellNear(value)).isEqualTo(cell);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void allNumbersThatAreNearHaveTheCell(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int b = 0; b < 300; b++) {
            double[] edges = edges(random);
            NumericBinning binning = NumericBinning.ofEdges(edges);
            for (int i = 0; i < 300; i++) {
                requireNear(binning, value(random, edges));
            }
        }
    }

    private static void requireNear(NumericBinning binning, double value) {
        int cell = binning.cellNear(value);
        double off = NEAR * Math.max(1, Math.abs(value));
        if (cell >= 0) {
            assertThat(new int[] {binning.cellOf(value - off), binning.cellOf(value), binning.cellOf(value + off)})
                    .as("%s in %s", value, binning.bins())
                    .containsOnly(cell);
        }
    }

    /* From next to each other to far apart, small and large, around 0 and away from it. */
    private static double[] edges(SplittableRandom random) {
        double scale = Math.pow(10, random.nextInt(-9, 12));
        double shift = random.nextBoolean() ? 0 : scale * random.nextInt(-1000, 1000);
        int power = random.nextInt(1, 6);
        return DoubleStream.generate(() -> shift + scale * Math.pow(random.nextDouble(-1, 1), power))
                .limit(random.nextInt(2, 40))
                .sorted()
                .distinct()
                .toArray();
    }

    /* Mostly hardly off an edge, or off by some strips. */
    private static double value(SplittableRandom random, double[] edges) {
        double edge = edges[random.nextInt(edges.length)];
        double range = edges[edges.length - 1] - edges[0];
        return switch (random.nextInt(4)) {
            case 0 -> edge;
            case 1 -> edge + random.nextDouble(-3, 3) * NEAR * Math.max(1, Math.abs(edge));
            case 2 -> edge + random.nextDouble(-1, 1) * range / edges.length;
            default -> edges[0] + random.nextDouble(-0.5, 1.5) * range;
        };
    }

    @Test
    void ofNumbersSpreadAsTheirCutsNineInTenAreSeenAtOnce() {
        NumericBinning binning = NumericBinning.ofEdges(
                IntStream.rangeClosed(0, 20).mapToDouble(i -> 3.7 * i).toArray());
        SplittableRandom random = new SplittableRandom(1);

        long seen = IntStream.range(0, 10_000)
                .filter(i -> binning.cellNear(random.nextDouble(74)) >= 0)
                .count();

        assertThat(seen).isBetween(9000L, 9700L);
    }

    @Test
    void whereCutsAreTooNearToOneAnotherNothingIsSeenAtOnce() {
        for (double[] edges : new double[][] {
            {1, 1 + 1e-9}, {0, Double.MIN_VALUE}, {-Double.MAX_VALUE, Double.MAX_VALUE}, {5, 5.0000001, 5.0000002}
        }) {
            NumericBinning binning = NumericBinning.ofEdges(edges);
            assertThat(binning.cellNear(edges[0])).as(Arrays.toString(edges)).isEqualTo(-1);
        }
    }
}
