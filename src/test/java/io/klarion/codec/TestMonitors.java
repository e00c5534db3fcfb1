package io.klarion.codec;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.JointBinning;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.EventTimeSpec.Unit;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;

/** Builds the monitors of the decoder's tests. */
final class TestMonitors {

    /** Cells: below, [0, 10), [10, 20], above, missing, invalid. */
    static final NumericBinning TENS = NumericBinning.ofEdges(0, 10, 20);

    /** Cells: red, green, 1, true, the empty text, other, missing, invalid. */
    static final CategoricalBinning COLOURS = CategoricalBinning.of(List.of("red", "green", "1", "true", ""));

    private final String name;
    private final List<FeatureCells> cells = new ArrayList<>();
    private final List<MonitoredFeature> features = new ArrayList<>();
    private List<String> segmentBy = List.of();
    private EventTimeSpec eventTime = new EventTimeSpec("", Unit.MILLIS, 0, EventTimeSpec.NO_LEAD_GUARD);

    private TestMonitors(String name) {
        this.name = name;
    }

    static TestMonitors monitor(String name) {
        return new TestMonitors(name);
    }

    TestMonitors numeric(String path) {
        return feature(path, FeatureType.NUMERIC);
    }

    TestMonitors categorical(String path) {
        return feature(path, FeatureType.CATEGORICAL);
    }

    TestMonitors bool(String path) {
        return feature(path, FeatureType.BOOLEAN);
    }

    TestMonitors segmentBy(String... paths) {
        segmentBy = List.of(paths);
        return this;
    }

    TestMonitors time(String path, Unit unit) {
        eventTime = new EventTimeSpec(path, unit, 0, EventTimeSpec.NO_LEAD_GUARD);
        return this;
    }

    /** The features so far show their values. */
    TestMonitors shown() {
        features.replaceAll(of -> new MonitoredFeature(of.path(), of.detect(), of.alert(), of.schema(), true));
        return this;
    }

    /** Two of the features together. */
    TestMonitors pair(int first, int second) {
        cells.add(JointBinning.of(cells.get(first), cells.get(second)).feature());
        features.add(new MonitoredFeature("", DetectSpec.DEFAULT, AlertSpec.DEFAULT, SchemaSpec.OFF, false));
        return this;
    }

    Monitor build() {
        return new Monitor(
                name,
                List.of("topic"),
                eventTime,
                segmentBy,
                WindowSpec.tumbling(60_000, 0),
                CellLayout.of(cells),
                features,
                VolumeSpec.OFF,
                AlertSpec.DEFAULT,
                List.of(),
                Monitor.Lifecycle.DEFAULT,
                "generation",
                "config");
    }

    JsonRecordDecoder decoder() {
        return new JsonRecordDecoder(TopicPlan.of(List.of(build())));
    }

    private TestMonitors feature(String path, FeatureType type) {
        cells.add(new FeatureCells(
                "f" + cells.size(),
                type,
                switch (type) {
                    case NUMERIC -> TENS;
                    case CATEGORICAL -> COLOURS;
                    case BOOLEAN -> CategoricalBinning.ofBoolean();
                    case JOINT -> throw new IllegalArgumentException("type: must be of a single feature");
                }));
        features.add(new MonitoredFeature(path, DetectSpec.DEFAULT, AlertSpec.DEFAULT, SchemaSpec.DEFAULT, false));
        return this;
    }
}
