package io.klarion.core.protocol;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.EventTimeSpec.Unit;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.monitor.Previous;
import io.klarion.core.reference.Reference;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the monitors of the protocol's tests: features of the cells {@code red, other, missing, invalid}. */
final class SampleMonitor {

    private final String name;
    private final List<FeatureCells> cells = new ArrayList<>();
    private final List<MonitoredFeature> features = new ArrayList<>();
    private List<String> topics = List.of("t");
    private List<String> segmentBy = List.of("/country");
    private WindowSpec window = WindowSpec.tumbling(10, 0);
    private long outOfOrderness;
    private int maxSegments = 10;
    private long reviseFor = 1000;
    private long hold;
    private int learnFrom = 30;
    private String generation = "first";
    private List<Reference> references = List.of();
    private Optional<Previous> previous = Optional.empty();
    private VolumeSpec volume = VolumeSpec.OFF;

    SampleMonitor(String name) {
        this.name = name;
    }

    SampleMonitor reads(String... names) {
        topics = List.of(names);
        return this;
    }

    SampleMonitor windows(WindowSpec spec) {
        window = spec;
        return this;
    }

    SampleMonitor withoutSegments() {
        segmentBy = List.of();
        return this;
    }

    SampleMonitor segmentedBy(String... pointers) {
        segmentBy = List.of(pointers);
        return this;
    }

    SampleMonitor outOfOrder(long bound) {
        outOfOrderness = bound;
        return this;
    }

    SampleMonitor maxSegments(int count) {
        maxSegments = count;
        return this;
    }

    SampleMonitor reviseFor(long millis) {
        reviseFor = millis;
        return this;
    }

    /** Of so many windows it learns dispersion, and remembers groups for as long. */
    SampleMonitor learnFrom(int windows) {
        learnFrom = windows;
        return this;
    }

    SampleMonitor hold(long millis) {
        hold = millis;
        return this;
    }

    SampleMonitor generation(String digest) {
        generation = digest;
        return this;
    }

    SampleMonitor volume(VolumeSpec spec) {
        volume = spec;
        return this;
    }

    SampleMonitor references(Reference... versions) {
        references = List.of(versions);
        return this;
    }

    SampleMonitor previous(Previous windows) {
        previous = Optional.of(windows);
        return this;
    }

    /** With this many features; one without asking. */
    SampleMonitor features(int count) {
        for (int i = 0; i < count; i++) {
            CategoricalBinning binning = CategoricalBinning.of(List.of("red"));
            cells.add(new FeatureCells("f" + cells.size(), FeatureType.CATEGORICAL, binning));
            features.add(new MonitoredFeature(
                    "/f", DetectSpec.DEFAULT, new AlertSpec(1, 1, hold), SchemaSpec.DEFAULT, false));
        }
        return this;
    }

    /** The features so far show their values. */
    SampleMonitor showingValues() {
        features.replaceAll(of -> new MonitoredFeature(of.path(), of.detect(), of.alert(), of.schema(), true));
        return this;
    }

    Monitor build() {
        if (cells.isEmpty()) {
            features(1);
        }
        return new Monitor(
                name,
                topics,
                new EventTimeSpec("/time", Unit.MILLIS, outOfOrderness, EventTimeSpec.NO_LEAD_GUARD),
                segmentBy,
                window,
                CellLayout.of(cells),
                features,
                volume,
                new AlertSpec(1, 1, hold),
                references,
                previous,
                new Monitor.Lifecycle(1, maxSegments, reviseFor, learnFrom),
                generation,
                "config");
    }
}
