package io.klarion.benchmark;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.NumericBinning;
import io.klarion.core.monitor.EventTimeSpec;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.reference.Dispersion;
import io.klarion.core.reference.FeatureReference;
import io.klarion.core.reference.Population;
import io.klarion.core.reference.Provenance;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.Wander;
import io.klarion.core.window.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A monitor and records for it, of any size. Two fields of three are numbers, with all digits or four decimals; the third
 * is a text.
 *
 * @param fields of a record
 * @param monitored how many of them, spread evenly
 * @param cells intervals of a number, categories of a text
 * @param segments that records take turns in
 * @param overlaps in how many windows a record is
 * @param values how many different texts records have; those beyond {@code cells} are told of in {@code other}
 */
record Workload(int fields, int monitored, int cells, int segments, int overlaps, int values) {

    /** What one thing at a time is changed of. */
    static final Workload USUAL = new Workload(30, 30, 20, 1, 1, 20);

    static final String TOPIC = "topic";
    static final long BEGIN = 1_767_225_600_000L;

    private static final long MINUTE = 60_000;
    private static final int TEXT_EVERY = 3;
    private static final long IN_A_CELL = 1000;

    /** What a reference says whose windows differ more than chance. */
    static final Dispersion DEPENDENT = new Dispersion(1e-4, 2e-4, 1.5, 99);

    /** What one says whose windows differ no more, by any test. */
    static final Dispersion INDEPENDENT = new Dispersion(0, 1e-4, 1, 99, Optional.of(new Wander(0, 0)));

    private static final EventTimeSpec TIME =
            new EventTimeSpec("/time", EventTimeSpec.Unit.MILLIS, 1000, EventTimeSpec.NO_LEAD_GUARD);

    Workload withFields(int all, int read) {
        return new Workload(all, read, cells, segments, overlaps, values);
    }

    Workload withCells(int count) {
        return new Workload(fields, monitored, count, segments, overlaps, count);
    }

    Workload withValues(int count) {
        return new Workload(fields, monitored, cells, segments, overlaps, count);
    }

    Workload withSegments(int count) {
        return new Workload(fields, monitored, cells, count, overlaps, values);
    }

    Workload withOverlaps(int count) {
        return new Workload(fields, monitored, cells, segments, count, values);
    }

    /** The monitor, with a reference in which all cells are equal, of dependent records. */
    Monitor monitor() {
        return monitor(DEPENDENT);
    }

    /** The monitor, with a reference in which all cells are equal and windows differ like this. */
    Monitor monitor(Dispersion dispersion) {
        List<FeatureCells> layout = new ArrayList<>();
        List<MonitoredFeature> features = new ArrayList<>();
        for (int i = 0; i < monitored; i++) {
            int field = (int) ((long) i * fields / monitored);
            layout.add(new FeatureCells(
                    "field_" + field,
                    isText(field) ? FeatureType.CATEGORICAL : FeatureType.NUMERIC,
                    isText(field)
                            ? CategoricalBinning.of(IntStream.range(0, cells)
                                    .mapToObj(c -> "category-" + c)
                                    .toList())
                            : NumericBinning.ofEdges(DoubleStream.iterate(0, edge -> edge + 1.0 / cells)
                                    .limit(cells + 1L)
                                    .toArray())));
            features.add(new MonitoredFeature(
                    "/field_" + field, DetectSpec.DEFAULT, AlertSpec.DEFAULT, SchemaSpec.DEFAULT, values > cells));
        }
        CellLayout all = CellLayout.of(layout);
        return new Monitor(
                "monitor",
                List.of(TOPIC),
                TIME,
                segments > 1 ? List.of("/segment") : List.of(),
                new WindowSpec(overlaps * MINUTE, MINUTE, 0, 0),
                all,
                features,
                VolumeSpec.OFF,
                AlertSpec.DEFAULT,
                List.of(reference(all, dispersion)),
                new Monitor.Lifecycle(MINUTE, Math.max(1000, segments), MINUTE, 30),
                "generation",
                "config");
    }

    private static Reference reference(CellLayout layout, Dispersion dispersion) {
        List<FeatureReference> features = layout.features().stream()
                .map(feature -> IntStream.range(0, feature.binning().cells())
                        .mapToLong(cell -> IN_A_CELL)
                        .toArray())
                .map(counts -> new FeatureReference(counts, IN_A_CELL, dispersion))
                .toList();
        Population population =
                new Population(IN_A_CELL * layout.feature(0).binning().cells(), features);
        return new Reference(
                "reference",
                1,
                Long.MIN_VALUE,
                new Provenance("reference.jsonl", 0, 1, 2),
                layout,
                population,
                new TreeMap<>());
    }

    /** So many records, a millisecond apart. */
    byte[][] records(int count) {
        SplittableRandom random = new SplittableRandom(1);
        byte[][] records = new byte[count][];
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < count; i++) {
            json.setLength(0);
            json.append("{\"time\":")
                    .append(BEGIN + i)
                    .append(",\"segment\":\"segment-")
                    .append(i % segments)
                    .append('"');
            for (int f = 0; f < fields; f++) {
                json.append(",\"field_").append(f).append("\":");
                if (isText(f)) {
                    json.append("\"category-").append(random.nextInt(values)).append('"');
                } else if (f % 2 == 0) {
                    json.append(random.nextDouble());
                } else {
                    json.append("0.").append(1000 + random.nextInt(9000));
                }
            }
            records[i] = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
        }
        return records;
    }

    private static boolean isText(int field) {
        return field % TEXT_EVERY == 2;
    }
}
