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
import io.klarion.codec.ReferenceFile.Wandering;
import io.klarion.core.distribution.Binning;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellKind;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.distribution.NumericBin;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.VolumeHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a reference into the shape of its file. */
final class ReferenceWriter {

    private ReferenceWriter() {}

    static ReferenceFile shape(Reference reference) {
        CellLayout layout = reference.layout();
        List<Counted> segments = new ArrayList<>();
        reference
                .segments()
                .forEach((segment, population) -> segments.add(counted(layout, segment.values(), population)));
        return new ReferenceFile(
                ReferenceJson.FORMAT,
                reference.id(),
                reference.version(),
                reference.effectiveFrom() == Long.MIN_VALUE ? null : Instant.ofEpochMilli(reference.effectiveFrom()),
                reference.digest(),
                origin(reference.provenance()),
                layout.features().stream().map(ReferenceWriter::cells).toList(),
                reference.calendar().map(SlotShapes::shape).orElse(null),
                counted(layout, null, reference.pooled()),
                segments);
    }

    private static Origin origin(Provenance provenance) {
        boolean timed = provenance.from() != 0 || provenance.to() != 0;
        return new Origin(
                provenance.source(),
                timed ? Instant.ofEpochMilli(provenance.from()) : null,
                timed ? Instant.ofEpochMilli(provenance.to()) : null,
                Instant.ofEpochMilli(provenance.created()));
    }

    private static Cells cells(FeatureCells feature) {
        List<Bin> bins = feature.binning() instanceof NumericBinning numeric
                ? numeric.bins().stream().map(ReferenceWriter::bin).toList()
                : null;
        List<String> categories =
                feature.binning() instanceof CategoricalBinning categorical ? categorical.categories() : null;
        List<String> of =
                feature.binning() instanceof JointBinning joint ? List.of(joint.first(), joint.second()) : null;
        return new Cells(feature.name(), feature.type().key(), bins, categories, of);
    }

    private static Bin bin(NumericBin bin) {
        if (bin.isPoint()) {
            return new Bin(null, null, null, bin.low());
        }
        Closed closed = bin.lowInclusive()
                ? bin.highInclusive() ? Closed.BOTH : Closed.LEFT
                : bin.highInclusive() ? Closed.RIGHT : Closed.NONE;
        return new Bin(bin.low(), bin.high(), closed, null);
    }

    private static Counted counted(CellLayout layout, @Nullable List<String> segment, Population population) {
        List<Feature> features = new ArrayList<>();
        for (int f = 0; f < layout.size(); f++) {
            FeatureReference feature = population.features().get(f);
            features.add(new Feature(
                    layout.feature(f).name(),
                    feature.effective(),
                    spread(feature.dispersion()),
                    feature.heldOut()
                            .map(held -> new Held(held.windows(), held.levels()))
                            .orElse(null),
                    counts(layout.feature(f).binning(), feature)));
        }
        boolean slotted = !population.slots().isEmpty();
        return new Counted(
                segment,
                population.records(),
                volume(population.volume()),
                features,
                slotted ? SlotShapes.dispersions(layout, population.slots()) : null,
                slotted ? SlotShapes.counts(population.slots()) : null);
    }

    private static @Nullable Volume volume(VolumeHistory history) {
        return history.isKnown()
                ? new Volume(
                        history.windows(),
                        history.mean(),
                        history.root(),
                        history.deviation(),
                        history.least(),
                        history.most())
                : null;
    }

    static @Nullable Spread spread(Dispersion dispersion) {
        return dispersion.isKnown()
                ? new Spread(
                        dispersion.rho(),
                        dispersion.upper(),
                        dispersion.spread(),
                        dispersion.windows(),
                        dispersion
                                .wander()
                                .map(wander -> new Wandering(wander.location(), wander.scale()))
                                .orElse(null))
                : null;
    }

    private static Counts counts(Binning binning, FeatureReference feature) {
        return new Counts(
                only(binning, feature, CellKind.BELOW),
                binning instanceof NumericBinning ? all(binning, feature, CellKind.BIN) : null,
                only(binning, feature, CellKind.ABOVE),
                binning instanceof CategoricalBinning ? all(binning, feature, CellKind.CATEGORY) : null,
                binning instanceof JointBinning ? all(binning, feature, CellKind.PAIR) : null,
                only(binning, feature, CellKind.OTHER),
                feature.count(binning.missing()),
                feature.count(binning.invalid()));
    }

    private static @Nullable Long only(Binning binning, FeatureReference feature, CellKind kind) {
        List<Long> counts = all(binning, feature, kind);
        return counts.isEmpty() ? null : counts.get(0);
    }

    private static List<Long> all(Binning binning, FeatureReference feature, CellKind kind) {
        List<Long> counts = new ArrayList<>();
        for (int cell = 0; cell < binning.cells(); cell++) {
            if (binning.kind(cell) == kind) {
                counts.add(feature.count(cell));
            }
        }
        return counts;
    }
}
