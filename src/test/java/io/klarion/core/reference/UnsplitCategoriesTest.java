package io.klarion.core.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsplitCategoriesTest {

    private static List<String> found(FeatureType type, Binning binning, long records, long... counts) {
        CellLayout layout = CellLayout.of(List.of(new FeatureCells("merchant", type, binning)));
        return UnsplitCategories.of(new Reference(
                "loans",
                1,
                Long.MIN_VALUE,
                new Provenance("test", 0, 0, 0),
                layout,
                new Population(records, List.of(new FeatureReference(counts, 1, Dispersion.UNKNOWN))),
                new TreeMap<>()));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 980, 20, 0, 0, true",
        "1000, 971, 29, 0, 0, true",
        "1000, 970, 30, 0, 0, false",
        "1000, 979, 20, 1, 0, true",
        "10000, 40, 20, 0, 9940, false",
        "10000, 80, 19, 1, 9900, true",
        "1000, 1000, 0, 0, 0, false",
        "1000, 784, 16, 0, 0, false",
        "1000, 900, 20, 0, 80, true",
        "100, 99, 1, 0, 0, true",
        "99, 98, 1, 0, 0, false"
    })
    void rareOnesAreFoundWhereAllRecordsCount(
            long records, long web, long shop, long other, long missing, boolean isFound) {
        assertThat(found(
                        FeatureType.CATEGORICAL,
                        CategoricalBinning.of(List.of("web", "shop")),
                        records,
                        web,
                        shop,
                        other,
                        missing,
                        0))
                .isEqualTo(isFound ? List.of("merchant") : List.of());
    }

    @Test
    void onlyCategoriesAreCollected() {
        assertThat(found(FeatureType.BOOLEAN, CategoricalBinning.ofBoolean(), 1_000, 999, 1, 0, 0, 0))
                .isEmpty();
        assertThat(found(FeatureType.NUMERIC, NumericBinning.ofEdges(0, 1, 2), 1_000, 0, 999, 1, 0, 0, 0))
                .isEmpty();
    }
}
