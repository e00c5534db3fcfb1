package io.klarion.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.distribution.Segment;
import io.klarion.core.divergence.EvidenceFormula;
import io.klarion.core.divergence.Measure;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.HeldOut;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.ReferenceBuilder;
import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.SlotKind;
import io.klarion.core.window.WindowSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows of an hour whose level wanders from one to the next, as real ones do. */
class LeaveOneOutTest {

    private static final long HOUR = 3_600_000;
    private static final CellLayout LAYOUT = CellLayout.of(
            List.of(new FeatureCells("x", FeatureType.NUMERIC, NumericBinning.ofEdges(-1, -0.5, 0, 0.5, 1))));
    private static final int RECORDS = 300;

    private static int[] cell(double value) {
        return new int[] {((NumericBinning) LAYOUT.feature(0).binning()).cellOf(value)};
    }

    private static LeaveOneOut.Found found(ReferenceBuilder builder) {
        return LeaveOneOut.of(builder.build("r", 1, "test", 0), builder.windows());
    }

    private static ReferenceBuilder windows(int windows, double wander, SplittableRandom random) {
        ReferenceBuilder builder = new ReferenceBuilder(LAYOUT, WindowSpec.tumbling(HOUR, 0), Set.of());
        for (int w = 0; w < windows; w++) {
            double level = wander * random.nextGaussian();
            for (int i = 0; i < RECORDS; i++) {
                builder.add(w * HOUR + i * (HOUR / RECORDS) + 1, Segment.ALL, cell(level + random.nextGaussian()));
            }
        }
        return builder;
    }

    private static long[] window(double wander, SplittableRandom random) {
        long[] counts = new long[LAYOUT.cells()];
        double level = wander * random.nextGaussian();
        for (int i = 0; i < RECORDS; i++) {
            counts[cell(level + random.nextGaussian())[0]]++;
        }
        return counts;
    }

    /* 300 references with 20 new windows each: 6,000 windows, whose exceedances depend a little within a reference. */
    @ParameterizedTest(name = "{0} windows that wander by {1}, seed {2}")
    @CsvSource({"20, 0.3, 1", "30, 0.3, 2", "30, 0, 3", "120, 0.3, 4"})
    void newWindowsExceedTheLevelNoMoreOftenThanPromised(int windows, double wander, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int exceeded = 0;
        int looked = 0;
        double promised = 1;
        for (int trial = 0; trial < 300; trial++) {
            FeatureReference reference = found(windows(windows, wander, random))
                    .reference()
                    .pooled()
                    .features()
                    .get(0);
            HeldOut held = reference.heldOut().orElseThrow();
            assertThat(held.windows()).isEqualTo(windows);
            promised = held.exceeding();
            for (int i = 0; i < 20; i++) {
                double estimate = EvidenceFormula.of(
                                Measure.KL,
                                window(wander, random),
                                reference.counts(),
                                Comparison.sizes(reference, RECORDS),
                                0.99)
                        .estimate();
                exceeded += estimate > held.level("kl").orElseThrow() ? 1 : 0;
                looked++;
            }
        }

        double share = (double) exceeded / looked;
        double error = Math.sqrt(promised * (1 - promised) / 300 / 4); // as if only four of the twenty counted
        assertThat(share).isBetween(0.3 * promised, promised + 3 * error);
    }

    @Test
    void aWindowUnlikeTheRestIsNamed() {
        SplittableRandom random = new SplittableRandom(5);
        ReferenceBuilder builder = windows(24, 0, random);
        for (int i = 0; i < RECORDS; i++) {
            builder.add(24 * HOUR + i * (HOUR / RECORDS) + 1, Segment.ALL, cell(2 + random.nextGaussian()));
        }

        LeaveOneOut.Found found = found(builder);

        assertThat(found.odd()).hasSize(1);
        assertThat(found.odd().get(0).start()).isEqualTo(24 * HOUR);
        assertThat(found.odd().get(0).verdict().feature()).isEqualTo("x");
        assertThat(found.odd().get(0).verdict().value().orElseThrow()).isGreaterThan(0.5);
    }

    @Test
    void windowsOfASlotAreHeldAgainstThoseOfTheSameSlotOnly() {
        long monday = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
        SlotCalendar days = new SlotCalendar(SlotKind.HOUR_OF_DAY, ZoneOffset.UTC, WindowSpec.tumbling(HOUR, 0));
        SplittableRandom random = new SplittableRandom(6);
        ReferenceBuilder slotted = new ReferenceBuilder(LAYOUT, days, Set.of());
        ReferenceBuilder plain = new ReferenceBuilder(LAYOUT, WindowSpec.tumbling(HOUR, 0), Set.of());
        for (int hour = 0; hour < 10 * 24; hour++) {
            double level = hour % 24 < 12 ? -1 : 1;
            for (int i = 0; i < RECORDS; i++) {
                int[] cell = cell(level + random.nextGaussian());
                slotted.add(monday + hour * HOUR + i, Segment.ALL, cell);
                plain.add(monday + hour * HOUR + i, Segment.ALL, cell);
            }
        }

        assertThat(level(found(slotted).reference())).isLessThan(0.05);
        assertThat(level(found(plain).reference())).isGreaterThan(0.1);
        assertThat(found(slotted).odd()).isEmpty();
    }

    private static double level(Reference reference) {
        return reference
                .pooled()
                .features()
                .get(0)
                .heldOut()
                .orElseThrow()
                .level("kl")
                .orElseThrow();
    }

    @Test
    void recordsWithoutTimesSayNothing() {
        ReferenceBuilder builder = new ReferenceBuilder(LAYOUT, WindowSpec.tumbling(HOUR, 0), Set.of());
        for (int i = 0; i < 1000; i++) {
            builder.add(Segment.ALL, cell(i % 3));
        }

        assertThat(found(builder).reference().pooled().features().get(0).heldOut())
                .isEmpty();
        assertThat(found(builder).odd()).isEmpty();
    }

    @Test
    void whatHeldOutWindowsShowIsPartOfTheDigest() {
        ReferenceBuilder builder = windows(30, 0.3, new SplittableRandom(7));
        Reference before = builder.build("r", 1, "test", 0);
        Reference after = LeaveOneOut.of(before, builder.windows()).reference();

        assertThat(after.digest()).isNotEqualTo(before.digest());
        assertThat(after.pooled().volume()).isEqualTo(before.pooled().volume());
    }
}
