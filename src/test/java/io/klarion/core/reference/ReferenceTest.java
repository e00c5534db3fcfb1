package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.Segment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferenceTest {

    private static final CellLayout LAYOUT = layout("web");
    private static final Population TEN = population(10, 7, 3, 0, 0);
    private static final Population FIVE = population(5, 4, 1, 0, 0);

    private static CellLayout layout(String category) {
        return CellLayout.of(List.of(
                new FeatureCells("channel", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of(category)))));
    }

    private static Population population(double effective, long... counts) {
        return new Population(10, List.of(new FeatureReference(counts, effective, Dispersion.UNKNOWN)));
    }

    private static Population dispersed(Dispersion dispersion) {
        return new Population(10, List.of(new FeatureReference(new long[] {7, 3, 0, 0}, 10, dispersion)));
    }

    private static Reference reference(Population pooled, Map<Segment, Population> segments) {
        return reference(LAYOUT, pooled, segments);
    }

    private static Reference reference(CellLayout layout, Population pooled, Map<Segment, Population> segments) {
        Provenance provenance = new Provenance("loans.csv", 0, 0, 0);
        return new Reference("loans", 1, 0, provenance, layout, pooled, new TreeMap<>(segments));
    }

    private static Segment segment(String... values) {
        return new Segment(List.of(values));
    }

    @Test
    void referencesThatDifferInCellsCountsSizesOrSegmentsHaveDifferentDigests() {
        Population bursty = dispersed(new Dispersion(0.1, 0.1, 1, 9));
        Population uneven = dispersed(new Dispersion(0.1, 0.1, 2, 9));
        Population surer = dispersed(new Dispersion(0.1, 0.1, 2, 10));
        Population more = new Population(11, TEN.features());
        Stream<Reference> different = Stream.of(
                reference(TEN, Map.of()),
                reference(layout("shop"), TEN, Map.of()),
                reference(population(10, 7, 2, 1, 0), Map.of()),
                reference(population(9, 7, 3, 0, 0), Map.of()),
                reference(bursty, Map.of()),
                reference(uneven, Map.of()),
                reference(surer, Map.of()),
                reference(more, Map.of()),
                reference(TEN, Map.of(segment("DE"), TEN)),
                reference(TEN, Map.of(segment("DE"), FIVE)),
                reference(TEN, Map.of(segment("FR"), FIVE)),
                reference(TEN, Map.of(segment("DE", "web"), FIVE)),
                reference(TEN, Map.of(segment("DE, web"), FIVE)),
                reference(TEN, Map.of(segment("DE]10|10.0~0.0,7,3,0,0[FR"), FIVE)),
                reference(TEN, Map.of(segment("DE"), TEN, segment("FR"), FIVE)),
                reference(TEN, Map.of(segment("FR"), TEN, segment("DE"), FIVE)));
        assertThat(different.map(Reference::digest)).doesNotHaveDuplicates();
    }

    @Test
    void nameVersionAndOriginAreNotPartOfTheDigest() {
        Provenance elsewhere = new Provenance("other.csv", 1, 2, 3);
        Reference other = new Reference("other", 2, 99, elsewhere, LAYOUT, TEN, new TreeMap<>());
        assertThat(other.digest())
                .matches("sha256:[0-9a-f]{64}")
                .isEqualTo(reference(TEN, Map.of()).digest());
    }

    @Test
    void countsMustFitTheLayoutInEverySegment() {
        Population thin = population(5, 4, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reference(thin, Map.of()))
                .withMessage("feature channel: must have 4 counts, one a cell, was 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reference(TEN, Map.of(segment("DE"), thin)))
                .withMessage("feature channel: must have 4 counts, one a cell, was 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reference(new Population(10, List.of()), Map.of()))
                .withMessage("features: must have counts for all 1 features of the layout, was 0");
    }
}
