package io.klarion.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.Wander;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTableTest {

    private static final Dispersion EXACT = new Dispersion(0, 0.001, 1, 30);
    private static final Dispersion WANDERING =
            new Dispersion(0, 0.001, 1, 30, Optional.of(new Wander(0.0001, -0.0001)));
    private static final String SILENT = "  warning: does not say how much its windows wander; build it again, or a"
            + " shifted mean is seen later: ";

    /* Three cells of each of two numbers, and two categories. */
    private static Population population(Dispersion dispersion, long... ordered) {
        return new Population(
                60,
                List.of(
                        feature(dispersion, ordered[0], ordered[1], ordered[2], 0, 0),
                        feature(dispersion, ordered[0], ordered[1], ordered[2], 0, 0),
                        feature(dispersion, 20, 40, 0, 0, 0)));
    }

    private static FeatureReference feature(Dispersion dispersion, long... counts) {
        return new FeatureReference(counts, 60, dispersion);
    }

    private static String text(Population pooled, Map<Segment, Population> segments) {
        CellLayout layout = CellLayout.of(List.of(
                new FeatureCells("income", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 10)),
                new FeatureCells("age", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 100)),
                new FeatureCells("channel", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("web", "shop")))));
        return ReferenceTable.text(new Reference(
                "loans", 1, Long.MIN_VALUE, new Provenance("test", 0, 0, 0), layout, pooled, new TreeMap<>(segments)));
    }

    private static String text(Population pooled) {
        return text(pooled, Map.of());
    }

    @Test
    void aReferenceThatDoesNotSayHowMuchItsWindowsWanderIsToldInOneLine() {
        assertThat(text(population(EXACT, 10, 40, 10))).endsWith("\n" + SILENT + "income, age\n");
    }

    @Test
    void oneOfItsSegmentsIsEnough() {
        TreeMap<Segment, Population> segments = new TreeMap<>();
        segments.put(new Segment(List.of("DE")), population(EXACT, 10, 40, 10));
        assertThat(text(population(WANDERING, 10, 40, 10), segments)).endsWith("\n" + SILENT + "income, age\n");
    }

    @Test
    void nothingIsToldWhereItSaysSoOrNothingIsLost() {
        assertThat(text(population(WANDERING, 10, 40, 10))).doesNotContain("wander");
        assertThat(text(population(EXACT, 20, 40, 0)))
                .as("two cells are not asked for location and scale")
                .doesNotContain("wander");
        assertThat(text(population(new Dispersion(0.01, 0.02, 1, 30), 10, 40, 10)))
                .as("the order of dependent records is not judged")
                .doesNotContain("wander");
        assertThat(text(population(Dispersion.UNKNOWN, 10, 40, 10)))
                .as("nothing is known of its windows")
                .doesNotContain("wander");
    }

    private static String ofCategories(long... counts) {
        CellLayout layout = CellLayout.of(List.of(new FeatureCells(
                "channel", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("web", "shop", "fax")))));
        return ReferenceTable.text(new Reference(
                "loans",
                1,
                Long.MIN_VALUE,
                new Provenance("test", 0, 0, 0),
                layout,
                new Population(1_000, List.of(new FeatureReference(counts, 900, EXACT))),
                new TreeMap<>()));
    }

    @Test
    void rareCategoriesWhereAllRecordsCountAreTold() {
        assertThat(ofCategories(900, 99, 1, 0, 0, 0))
                .endsWith(
                        "\n  warning: has rare categories, and all records count: if the same have chosen the list, build it"
                                + " again, or new rare values are drift; if not, list them (bins: { categories: ... }): channel\n");
    }

    @Test
    void aFeatureOfWhichNotAllRecordsCountIsTold() {
        assertThat(ofCategories(720, 79, 1, 0, 0, 0))
                .endsWith("\n  note: some records only chose the categories of channel (800 count)\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0000",
        "0.0000154, 1.5e-05",
        "0.0001496, 0.00015",
        "0.00094, 0.00094",
        "0.00007, 7.0e-05",
        "0.00099, 0.00099",
        "0.00123, 0.0012",
        "0.04567, 0.0457",
        "1, 1.0000"
    })
    void theCorrelationOfRecordsHasTwoDigitsAtLeast(double rho, String shown) {
        assertThat(text(population(new Dispersion(rho, 1, 1, 30), 10, 40, 10)))
                .containsPattern("income +numeric +5 +60 +" + shown.replace(".", "\\.") + " +1\\.0000 ");
    }
}
