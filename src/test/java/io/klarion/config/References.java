package io.klarion.config;

import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** References for tests: every cell of feature f has the count f + 1, twice that in the segment DE. */
final class References {

    private References() {}

    /** Features {@code income} (edges 0, 10, 20), {@code channel} (web, branch), {@code sensor_1}, {@code sensor_2}, {@code vip}. */
    static Reference loans() {
        return loans(new Dispersion(0.01, 0.02, 1.5, 30));
    }

    static Reference loans(Dispersion dispersion) {
        return loans(dispersion, List.of());
    }

    /** The same, with the pair {@code income & channel}. */
    static Reference paired() {
        FeatureCells income = loans().layout().feature(0);
        FeatureCells channel = loans().layout().feature(1);
        return loans(
                Dispersion.UNKNOWN, List.of(JointBinning.of(income, channel).feature()));
    }

    /** The same without pairs, with the segments DE, FR and US. */
    static Reference ofThreeSegments() {
        Reference loans = loans();
        TreeMap<Segment, Population> segments = new TreeMap<>(loans.segments());
        segments.put(new Segment(List.of("FR")), loans.pooled());
        segments.put(new Segment(List.of("US")), loans.pooled());
        return counted(loans, loans.pooled(), segments);
    }

    /** The same of 100 records; {@code branch} came once, and nothing else than it and {@code web}. */
    static Reference ofARareCategory() {
        Reference loans = loans();
        List<FeatureReference> features = new ArrayList<>(loans.pooled().features());
        features.set(1, new FeatureReference(new long[] {99, 1, 0, 0, 0}, 100, new Dispersion(0.01, 0.02, 1.5, 30)));
        return counted(loans, new Population(100, features), new TreeMap<>());
    }

    private static Reference counted(Reference like, Population pooled, SortedMap<Segment, Population> segments) {
        return new Reference(
                like.id(), like.version(), like.effectiveFrom(), like.provenance(), like.layout(), pooled, segments);
    }

    private static Reference loans(Dispersion dispersion, List<FeatureCells> pairs) {
        List<FeatureCells> cells = new ArrayList<>(List.of(
                new FeatureCells("income", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 10, 20)),
                new FeatureCells("channel", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("web", "branch"))),
                new FeatureCells("sensor_1", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 1)),
                new FeatureCells("sensor_2", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 2)),
                new FeatureCells("vip", FeatureType.BOOLEAN, CategoricalBinning.ofBoolean())));
        cells.addAll(pairs);
        CellLayout layout = CellLayout.of(cells);
        TreeMap<Segment, Population> segments = new TreeMap<>();
        segments.put(new Segment(List.of("DE")), population(layout, 2, dispersion));
        return new Reference(
                "loans",
                3,
                Long.MIN_VALUE,
                new Provenance("loans.jsonl", 0, 1, 2),
                layout,
                population(layout, 1, dispersion),
                segments);
    }

    private static Population population(CellLayout layout, long factor, Dispersion dispersion) {
        List<FeatureReference> features = new ArrayList<>();
        for (int f = 0; f < layout.size(); f++) {
            Binning binning = layout.feature(f).binning();
            long[] counts = new long[binning.cells()];
            Arrays.fill(counts, factor * (f + 1));
            features.add(new FeatureReference(counts, 1, dispersion));
        }
        return new Population(100 * factor, features);
    }
}
