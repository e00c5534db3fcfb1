package io.klarion.codec;

import io.klarion.codec.ReferenceFile.Bin;
import io.klarion.codec.ReferenceFile.Cells;
import io.klarion.codec.ReferenceFile.Closed;
import io.klarion.codec.ReferenceFile.Counted;
import io.klarion.codec.ReferenceFile.Counts;
import io.klarion.codec.ReferenceFile.Feature;
import io.klarion.codec.ReferenceFile.Held;
import io.klarion.codec.ReferenceFile.Origin;
import io.klarion.codec.ReferenceFile.Spread;
import io.klarion.codec.ReferenceFile.Volume;
import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellKind;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.distribution.NumericBin;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.HeldOut;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.VolumeHistory;
import io.klarion.core.reference.Wander;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns the shape of a file into a reference; {@link IllegalArgumentException} names what does not fit. */
final class ReferenceReader {

    private ReferenceReader() {}

    static Reference reference(ReferenceFile file) {
        Map<String, FeatureCells> features = new LinkedHashMap<>();
        List<FeatureCells> layoutFeatures = new ArrayList<>();
        for (Cells entry : file.features()) {
            FeatureCells cells = cells(entry, features);
            features.put(cells.name(), cells);
            layoutFeatures.add(cells);
        }
        CellLayout layout = CellLayout.of(layoutFeatures);
        SortedMap<Segment, Population> segments = new TreeMap<>();
        for (Counted counted : file.segments()) {
            segments.put(new Segment(required("segments[].segment", counted.segment())), population(layout, counted));
        }
        Instant effectiveFrom = file.effectiveFrom();
        return new Reference(
                file.id(),
                file.version(),
                effectiveFrom == null ? Long.MIN_VALUE : effectiveFrom.toEpochMilli(),
                provenance(file.provenance()),
                layout,
                Optional.ofNullable(file.calendar()).map(SlotShapes::calendar),
                population(layout, file.pooled()),
                segments);
    }

    private static Provenance provenance(Origin origin) {
        Instant from = origin.from();
        Instant to = origin.to();
        return new Provenance(
                origin.source(),
                from == null ? 0 : from.toEpochMilli(),
                to == null ? 0 : to.toEpochMilli(),
                origin.created().toEpochMilli());
    }

    private static FeatureCells cells(Cells cells, Map<String, FeatureCells> before) {
        String path = "feature " + cells.name();
        FeatureType type = FeatureType.parse(cells.type())
                .orElseThrow(() -> new IllegalArgumentException(
                        path + ".type: must be numeric, categorical, boolean or joint, was " + cells.type()));
        if (type == FeatureType.JOINT) {
            return pair(path, cells, before);
        }
        Binning binning = type == FeatureType.NUMERIC
                ? NumericBinning.of(required(path + ".bins", cells.bins()).stream()
                        .map(bin -> bin(path + ".bins", bin))
                        .toList())
                : CategoricalBinning.of(required(path + ".categories", cells.categories()));
        return new FeatureCells(cells.name(), type, binning);
    }

    private static FeatureCells pair(String path, Cells cells, Map<String, FeatureCells> before) {
        List<String> of = required(path + ".of", cells.of());
        if (of.size() != 2 || !before.keySet().containsAll(of)) {
            throw new IllegalArgumentException(path + ".of: must name two features that stand before it, was " + of);
        }
        FeatureCells pair = JointBinning.of(
                        required(path, before.get(of.get(0))), required(path, before.get(of.get(1))))
                .feature();
        if (!pair.name().equals(cells.name())) {
            throw new IllegalArgumentException(path + ": must be called " + pair.name() + ", was " + cells.name());
        }
        return pair;
    }

    private static NumericBin bin(String path, Bin bin) {
        Double value = bin.value();
        if (value != null) {
            return NumericBin.point(value);
        }
        Closed closed = required(path + "[].closed", bin.closed());
        return new NumericBin(
                required(path + "[].from", bin.from()),
                closed == Closed.LEFT || closed == Closed.BOTH,
                required(path + "[].to", bin.to()),
                closed == Closed.RIGHT || closed == Closed.BOTH);
    }

    private static Population population(CellLayout layout, Counted counted) {
        if (counted.features().size() != layout.size()) {
            throw new IllegalArgumentException("features: must have counts for all " + layout.size() + " features, was "
                    + counted.features().size());
        }
        List<FeatureReference> features = new ArrayList<>();
        for (int f = 0; f < layout.size(); f++) {
            features.add(feature(layout.feature(f), counted.features().get(f)));
        }
        return new Population(counted.records(), features, volume(counted.volume()), SlotShapes.slots(layout, counted));
    }

    private static VolumeHistory volume(@Nullable Volume volume) {
        return volume == null
                ? VolumeHistory.UNKNOWN
                : new VolumeHistory(
                        volume.windows(),
                        volume.mean(),
                        volume.root(),
                        volume.deviation(),
                        volume.least(),
                        volume.most());
    }

    private static FeatureReference feature(FeatureCells cells, Feature feature) {
        if (!cells.name().equals(feature.name())) {
            throw new IllegalArgumentException("features: must have counts in the order of the cells, was "
                    + feature.name() + " for " + cells.name());
        }
        Held held = feature.heldOut();
        return new FeatureReference(
                        counts(cells, feature.counts()), feature.effective(), dispersion(feature.dispersion()))
                .with(Optional.ofNullable(held)
                        .map(shown -> new HeldOut(shown.windows(), new TreeMap<>(shown.levels()))));
    }

    static Dispersion dispersion(@Nullable Spread spread) {
        return spread == null
                ? Dispersion.UNKNOWN
                : new Dispersion(
                        spread.rho(),
                        spread.upper(),
                        spread.spread(),
                        spread.windows(),
                        Optional.ofNullable(spread.wander())
                                .map(wander -> new Wander(wander.location(), wander.scale())));
    }

    private static long[] counts(FeatureCells cells, Counts counts) {
        List<Long> row = new ArrayList<>();
        add(row, counts.below());
        addAll(row, counts.bins());
        add(row, counts.above());
        addAll(row, counts.categories());
        addAll(row, counts.pairs());
        add(row, counts.other());
        row.add(counts.missing());
        row.add(counts.invalid());
        if (row.size() != cells.binning().cells()
                || (counts.other() != null) != hasOther(cells.binning())
                || (counts.bins() != null) != (cells.type() == FeatureType.NUMERIC)
                || (counts.pairs() != null) != (cells.type() == FeatureType.JOINT)) {
            throw new IllegalArgumentException("feature " + cells.name() + ".counts: must have one count a cell, "
                    + cells.binning().cells() + " in all, was " + row.size());
        }
        return row.stream().mapToLong(Long::longValue).toArray();
    }

    private static boolean hasOther(Binning binning) {
        return IntStream.range(0, binning.cells()).anyMatch(c -> binning.kind(c) == CellKind.OTHER);
    }

    private static void add(List<Long> row, @Nullable Long count) {
        if (count != null) {
            row.add(count);
        }
    }

    private static void addAll(List<Long> row, @Nullable List<Long> counts) {
        if (counts != null) {
            row.addAll(counts);
        }
    }

    private static <T> T required(String path, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(path + ": must be there, was absent");
        }
        return value;
    }
}
