package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.Segment;
import io.klarion.core.window.SlotCalendar;
import io.klarion.core.window.SlotKind;
import io.klarion.core.window.WindowSpec;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpentRecordsTest {

    private static final Segment DE = new Segment(List.of("DE"));
    private static final WindowSpec HOURS = WindowSpec.tumbling(3_600_000, 0);

    private final CellLayout layout = CellLayout.of(List.of(
            new FeatureCells("x", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("a", "b"))),
            new FeatureCells("flag", FeatureType.BOOLEAN, CategoricalBinning.ofBoolean())));
    private final Reference counted = counted();

    /* 10 000 records over forty days: of x 6000 a, 3000 b, 600 others, 400 missing; half of them in DE. */
    private Reference counted() {
        ReferenceBuilder builder =
                new ReferenceBuilder(layout, new SlotCalendar(SlotKind.HOUR_OF_DAY, ZoneOffset.UTC, HOURS), Set.of(DE));
        for (int i = 0; i < 10_000; i++) {
            int place = i * 7 % 100;
            int cell = place < 60 ? 0 : place < 90 ? 1 : place < 96 ? 2 : 3;
            builder.add(i * 360_000L, i / 100 % 2 == 0 ? DE : Segment.ALL, new int[] {cell, i % 2});
        }
        return builder.build("orders", 1, "test", 0);
    }

    private static long total(Population population) {
        return population.features().get(0).total();
    }

    private static long[] counts(Population population, int feature) {
        return population.features().get(feature).counts();
    }

    @Test
    void theShareOfEachCellGoesAndOtherFeaturesStay() {
        Reference left = new SpentRecords(Map.of("x", List.of(0.2, 0.1, 0.0, 0.25, 0.2))).takenOutOf(counted);

        assertThat(counts(counted.pooled(), 0)).containsExactly(6000, 3000, 600, 400, 0);
        assertThat(counts(left.pooled(), 0)).containsExactly(4800, 2700, 600, 300, 0);
        assertThat(counts(left.pooled(), 1)).isEqualTo(counts(counted.pooled(), 1));
        assertThat(left.pooled().records()).isEqualTo(10_000);
        assertThat(left.pooled().features().get(0).effective()).isCloseTo(8400, within(1e-6));
        assertThat(left.pooled().features().get(0).dispersion())
                .isEqualTo(counted.pooled().features().get(0).dispersion());
    }

    @Test
    void segmentsAndSlotsLoseThemToo() {
        Reference left = new SpentRecords(Map.of("x", List.of(0.5, 0.5, 0.5, 0.5, 0.5))).takenOutOf(counted);

        assertThat(counts(left.populationOf(DE), 0)).containsExactly(1500, 750, 150, 100, 0);
        assertThat(left.pooled().slots())
                .isNotEmpty()
                .hasSameSizeAs(counted.pooled().slots());
        left.pooled().slots().forEach((slot, population) -> {
            long half = total(Objects.requireNonNull(counted.pooled().slots().get(slot))) / 2;
            assertThat(total(population)).isBetween(half - 2, half + 2);
        });
    }

    @Test
    void partsOfARecordGoByChanceButTheSameEachTime() {
        SpentRecords half = new SpentRecords(Map.of("x", List.of(0.0, 0.0, 0.00125, 0.00125, 0.0)));

        long[] left = counts(half.takenOutOf(counted).pooled(), 0);

        assertThat(left[2]).isBetween(599L, 600L);
        assertThat(left[3]).isBetween(399L, 400L);
        assertThat(counts(half.takenOutOf(counted).pooled(), 0)).isEqualTo(left);
    }

    @Test
    void whereNothingWasSpentTheReferenceIsTheSame() {
        assertThat(new SpentRecords(Map.of()).takenOutOf(counted)).isSameAs(counted);
    }
}
