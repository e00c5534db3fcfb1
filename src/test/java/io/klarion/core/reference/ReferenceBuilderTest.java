package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.distribution.Segment;
import io.klarion.core.window.WindowSpec;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReferenceBuilderTest {

    private static final WindowSpec MINUTES = WindowSpec.tumbling(60_000, 0);
    private static final Segment DE = new Segment(List.of("DE"));
    private static final Segment FR = new Segment(List.of("FR"));
    private static final CellLayout LAYOUT = CellLayout.of(List.of(
            new FeatureCells("income", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 10, 20)),
            new FeatureCells("channel", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("web")))));

    @Test
    void recordsAreCountedPooledAndForTheNamedSegments() {
        ReferenceBuilder builder = new ReferenceBuilder(LAYOUT, MINUTES, Set.of(DE));
        builder.add(5_000, DE, new int[] {1, 0});
        builder.add(7_000, FR, new int[] {2, 1});
        builder.add(3_000, DE, new int[] {1, 2});

        Reference reference = builder.build("loans", 3, "loans.jsonl", 99);

        assertThat(reference.id()).isEqualTo("loans");
        assertThat(reference.version()).isEqualTo(3);
        assertThat(reference.effectiveFrom()).isEqualTo(Long.MIN_VALUE);
        assertThat(reference.provenance()).isEqualTo(new Provenance("loans.jsonl", 3_000, 7_000, 99));
        assertThat(reference.pooled().records()).isEqualTo(3);
        assertThat(reference.pooled().features().get(0).counts()).containsExactly(0, 2, 1, 0, 0, 0);
        assertThat(reference.pooled().features().get(1).counts()).containsExactly(1, 1, 1, 0);
        assertThat(reference.segments()).containsOnlyKeys(DE);
        assertThat(reference.populationOf(DE).features().get(0).counts()).containsExactly(0, 2, 0, 0, 0, 0);
        assertThat(reference.populationOf(FR)).isSameAs(reference.pooled());
    }

    @Test
    void withoutEventTimesDispersionIsUnknownAndEveryRecordCounts() {
        ReferenceBuilder builder = new ReferenceBuilder(LAYOUT, MINUTES, Set.of());
        for (int i = 0; i < 10; i++) {
            builder.add(Segment.ALL, new int[] {1, 0});
        }
        Reference reference = builder.build("loans", 1, "loans.csv", 99);

        assertThat(reference.provenance()).isEqualTo(new Provenance("loans.csv", 0, 0, 99));
        FeatureReference income = reference.pooled().features().get(0);
        assertThat(income.dispersion()).isEqualTo(Dispersion.UNKNOWN);
        assertThat(income.effective()).isEqualTo(10);
    }

    @Test
    void windowsThatDifferShrinkTheEffectiveReference() {
        ReferenceBuilder builder = new ReferenceBuilder(LAYOUT, MINUTES, Set.of());
        for (int i = 0; i < 1000; i++) {
            builder.add(i * 600L, Segment.ALL, new int[] {1 + (i / 100) % 2, 0});
        }
        Reference reference = builder.build("loans", 1, "loans.csv", 99);

        FeatureReference income = reference.pooled().features().get(0);
        assertThat(income.total()).isEqualTo(1000);
        assertThat(income.dispersion()).isEqualTo(new Dispersion(1, 1, 1, 10));
        assertThat(income.effective()).isEqualTo(10);
        assertThat(reference.pooled().features().get(1).effective())
                .as("a constant")
                .isEqualTo(1000);
    }

    @Test
    void theOrderOfRecordsDoesNotMatterEvenWithMoreWindowsThanAreKept() {
        int records = 30_000;
        int[] order = shuffled(records);
        ReferenceBuilder inOrder = new ReferenceBuilder(LAYOUT, WindowSpec.tumbling(10, 0), Set.of());
        ReferenceBuilder outOfOrder = new ReferenceBuilder(LAYOUT, WindowSpec.tumbling(10, 0), Set.of());
        for (int i = 0; i < records; i++) {
            inOrder.add(i, Segment.ALL, cells(i));
            outOfOrder.add(order[i], Segment.ALL, cells(order[i]));
        }
        Reference one = inOrder.build("loans", 1, "loans.csv", 99);
        Reference other = outOfOrder.build("loans", 1, "loans.csv", 99);

        Dispersion dispersion = one.pooled().features().get(0).dispersion();
        assertThat(dispersion.windows()).isBetween(400, ReferenceBuilder.MAX_WINDOWS);
        assertThat(other.pooled().features().get(0).dispersion()).isEqualTo(dispersion);
        assertThat(other.digest()).isEqualTo(one.digest());
    }

    private static int[] cells(int record) {
        return new int[] {1 + ((record * 0x9E3779B9) >>> 31), record % 3 == 0 ? 1 : 0};
    }

    private static int[] shuffled(int size) {
        SplittableRandom random = new SplittableRandom(7);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    @Test
    void oneRecordIsAReferenceOfOneInstant() {
        ReferenceBuilder builder = new ReferenceBuilder(LAYOUT, MINUTES, Set.of());
        assertThat(builder.records()).isZero();
        builder.add(5_000, DE, new int[] {1, 0});
        assertThat(builder.records()).isEqualTo(1);
        assertThat(builder.build("loans", 1, "loans.csv", 99).provenance())
                .isEqualTo(new Provenance("loans.csv", 5_000, 5_000, 99));
    }

    @Test
    void recordsWithoutEventTimesCountForTheNamedSegmentsToo() {
        ReferenceBuilder builder = new ReferenceBuilder(LAYOUT, MINUTES, Set.of(DE));
        builder.add(DE, new int[] {1, 0});
        builder.add(FR, new int[] {2, 1});
        builder.add(5_000, DE, new int[] {1, 2});

        assertThat(builder.records()).isEqualTo(3);
        Reference reference = builder.build("loans", 1, "loans.csv", 99);
        assertThat(reference.pooled().records()).isEqualTo(3);
        assertThat(reference.populationOf(DE).records()).isEqualTo(2);
        assertThat(reference.populationOf(DE).features().get(0).count(1)).isEqualTo(2);
        assertThat(reference.populationOf(DE).features().get(1).counts()).containsExactly(1, 0, 1, 0);
    }
}
