package io.klarion.fuzz;

import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBin;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** A small reference with every kind of cell. */
final class References {

    private static final CellLayout LAYOUT = CellLayout.of(List.of(
            new FeatureCells(
                    "income",
                    FeatureType.NUMERIC,
                    NumericBinning.of(List.of(
                            NumericBin.point(0),
                            new NumericBin(0, false, 10, false),
                            new NumericBin(10, true, 20, true)))),
            new FeatureCells("channel", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("web", "", "\"é"))),
            new FeatureCells("vip", FeatureType.BOOLEAN, CategoricalBinning.ofBoolean())));

    private References() {}

    static Reference small() {
        return new Reference(
                "loans",
                3,
                1_767_225_600_000L,
                new Provenance("loans.jsonl", 0, 1, 2),
                LAYOUT,
                population(2),
                new TreeMap<>(Map.of(new Segment(List.of("DE")), population(1))));
    }

    private static Population population(long factor) {
        List<FeatureReference> features = LAYOUT.features().stream()
                .map(feature -> new FeatureReference(
                        LongStream.generate(() -> factor)
                                .limit(feature.binning().cells())
                                .toArray(),
                        factor,
                        new Dispersion(0.01, 0.02, 1.5, 30)))
                .toList();
        return new Population(100 * factor, features);
    }
}
