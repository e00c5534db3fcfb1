package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.Segment;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeHistoryTest {

    private static final long SIZE = 10;
    private static final Segment DE = new Segment(List.of("DE"));
    private static final CellLayout LAYOUT =
            CellLayout.of(List.of(new FeatureCells("f", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("a")))));

    private static Reference reference(List<Long> times, Segment segment) {
        ReferenceBuilder builder = new ReferenceBuilder(LAYOUT, WindowSpec.tumbling(SIZE, 0), Set.of(DE));
        times.forEach(time -> builder.add(time, segment, new int[] {0}));
        return builder.build("r", 1, "test", 0);
    }

    private static List<Long> times(int... records) {
        List<Long> times = new ArrayList<>();
        for (int window = 0; window < records.length; window++) {
            for (int i = 0; i < records[window]; i++) {
                times.add(window * SIZE + i % SIZE);
            }
        }
        return times;
    }

    @Test
    void itHoldsTheWholeWindowsOnlyTheEmptyOnesToo() {
        VolumeHistory history = reference(times(1, 4, 9, 4, 0, 4, 9, 4, 9, 4, 9, 4, 100), Segment.ALL)
                .pooled()
                .volume();

        assertThat(history.windows()).isEqualTo(11);
        assertThat(history.mean()).isCloseTo(60.0 / 11, within(1e-12));
        assertThat(history.least()).isZero();
        assertThat(history.most()).isEqualTo(9);
        double root = (Math.sqrt(.375) + 6 * Math.sqrt(4.375) + 4 * Math.sqrt(9.375)) / 11;
        assertThat(history.root()).isCloseTo(root, within(1e-12));
    }

    @Test
    void emptyWindowsBetweenTheWindowsOfASampleSayNothing() {
        int[] sample = new int[60];
        for (int window = 0; window < sample.length; window += 5) {
            sample[window] = 7;
        }
        VolumeHistory history = reference(times(sample), Segment.ALL).pooled().volume();

        assertThat(history.windows()).isEqualTo(10);
        assertThat(history.least()).isEqualTo(7);
        assertThat(history.most()).isEqualTo(7);
    }

    @Test
    void fewerThanTenWholeWindowsSayNothing() {
        assertThat(reference(times(1, 4, 4, 4, 4, 4, 4, 4, 4, 4, 1), Segment.ALL)
                        .pooled()
                        .volume())
                .isEqualTo(VolumeHistory.UNKNOWN);
    }

    @Test
    void withoutEventTimesNothingIsKnown() {
        ReferenceBuilder builder = new ReferenceBuilder(LAYOUT, WindowSpec.tumbling(SIZE, 0), Set.of());
        for (int i = 0; i < 1000; i++) {
            builder.add(Segment.ALL, new int[] {0});
        }
        assertThat(builder.build("r", 1, "test", 0).pooled().volume()).isEqualTo(VolumeHistory.UNKNOWN);
    }

    @Test
    void aSegmentWithoutCountsOfItsOwnHasNoHistoryAndTheOthersAreNotItsOwn() {
        Reference reference = reference(times(1, 4, 9, 4, 0, 4, 9, 4, 9, 4, 9, 4, 100), DE);

        assertThat(reference.volumeOf(DE)).isEqualTo(reference.pooled().volume());
        assertThat(reference.volumeOf(new Segment(List.of("FR")))).isEqualTo(VolumeHistory.UNKNOWN);
        assertThat(reference.volumeOf(Segment.ALL)).isEqualTo(reference.pooled().volume());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void theOrderOfTheRecordsDoesNotMatterAlsoWhereWindowsAreLeftOut(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] records = random.ints(seed * 700L, 0, 4).toArray();
        List<Long> times = times(records);
        List<Long> shuffled = new ArrayList<>(times);
        Collections.shuffle(shuffled, new Random(seed));
        VolumeHistory history = reference(times, Segment.ALL).pooled().volume();

        assertThat(reference(shuffled, Segment.ALL).pooled().volume()).isEqualTo(history);
        assertThat(history.mean()).isCloseTo(1.5, within(0.15));
        assertThat(history.windows()).isLessThanOrEqualTo(2 * VolumeCounter.MAX_WINDOWS);
    }

    /** Independent arrivals and arrivals that vary by a fifth beyond that, judged by 30 windows. */
    @ParameterizedTest(name = "{0} a window, level varying by {1}")
    @CsvSource({"20, 0", "500, 0", "500, 0.2", "20000, 0.2"})
    void aWindowLikeTheOthersIsOutsideNoMoreThanTwiceAsOftenAsSaid(double mean, double varying) {
        Random random = new Random(7);
        int trials = 4000;
        int low = 0;
        int high = 0;
        for (int i = 0; i < trials; i++) {
            int[] records = new int[33];
            for (int w = 0; w < records.length; w++) {
                double level = mean * Math.exp(varying * random.nextGaussian());
                records[w] = (int) Math.max(0, Math.round(level + Math.sqrt(level) * random.nextGaussian()));
            }
            VolumeHistory history = history(records);
            low += records[0] < history.low(0.99) ? 1 : 0;
            high += records[0] > history.high(0.99) ? 1 : 0;
        }
        assertThat((double) low / trials).isLessThan(0.02);
        assertThat((double) high / trials).isLessThan(0.02);
    }

    /* The last 32 windows, of which the outer two do not count. */
    private static VolumeHistory history(int[] records) {
        double mean = 0;
        double root = 0;
        long least = Long.MAX_VALUE;
        long most = 0;
        int windows = records.length - 3;
        for (int w = 2; w < records.length - 1; w++) {
            mean += (double) records[w] / windows;
            root += Math.sqrt(records[w] + .375) / windows;
            least = Math.min(least, records[w]);
            most = Math.max(most, records[w]);
        }
        double squares = 0;
        for (int w = 2; w < records.length - 1; w++) {
            squares += Math.pow(Math.sqrt(records[w] + .375) - root, 2);
        }
        return new VolumeHistory(
                windows,
                Math.min((double) most, Math.max((double) least, mean)),
                root,
                Math.sqrt(squares / (windows - 1)),
                least,
                most);
    }

    @Test
    void theLimitsAreThoseOfStudentsLaw() {
        VolumeHistory history = new VolumeHistory(16, 100, 10, 1, 80, 120);
        // t(15) at 99 % is 2.602480
        double margin = 2.602480 * Math.sqrt(17.0 / 16);

        assertThat(history.low(0.99)).isCloseTo(Math.pow(10 - margin, 2) - .375, within(1e-3));
        assertThat(history.high(0.99)).isCloseTo(Math.pow(10 + margin, 2) - .375, within(1e-3));
        assertThat(new VolumeHistory(16, 100, 10, 0, 100, 100).high(0.99))
                .isCloseTo(Math.pow(10 + margin / 2, 2) - .375, within(1e-3));
        assertThat(new VolumeHistory(16, 1, 1, 9, 0, 100).low(0.99)).isZero();
    }

    @Test
    void numbersThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new VolumeHistory(9, 1, 1, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new VolumeHistory(10, 3, 1, 1, 1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new VolumeHistory(10, 1, 1, Double.NaN, 1, 1));
    }
}
