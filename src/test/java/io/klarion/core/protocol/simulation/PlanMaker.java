package io.klarion.core.protocol.simulation;

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
import io.klarion.core.monitor.EventTimeSpec.Unit;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.MonitoredFeature;
import io.klarion.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Draws plans: monitors, windows, topics and bounds of all shapes, small enough to run in milliseconds. */
final class PlanMaker {

    /** How many segments records have. */
    static final int SEGMENTS = 4;

    private static final int HUGE = 1_000_000;

    private final SplittableRandom random;

    private PlanMaker(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The plan of a seed. */
    static Plan of(long seed) {
        return new PlanMaker(seed).draw(seed, false);
    }

    /** A plan whose log is complete before the start, and whose final verdicts depend on nothing but the log. */
    static Plan bounded(long seed) {
        return new PlanMaker(seed).draw(seed, true);
    }

    private Plan draw(long seed, boolean plain) {
        SortedMap<String, Integer> topics = new TreeMap<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            topics.put("topic" + i, 1 + random.nextInt(4));
        }
        EventTimeSpec eventTime = new EventTimeSpec(
                "/t", Unit.MILLIS, random.nextInt(9), chance(10) ? EventTimeSpec.NO_LEAD_GUARD : random.nextInt(20));
        List<Monitor> monitors = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            monitors.add(monitor("monitor" + i, List.copyOf(topics.keySet()), eventTime, plain));
        }
        topics.keySet()
                .removeIf(topic -> monitors.stream().noneMatch(m -> m.topics().contains(topic)));
        boolean bounded = plain || chance(30);
        return new Plan(
                seed,
                seed,
                monitors,
                topics,
                eventTime,
                1 + random.nextInt(4),
                1 + random.nextInt(3),
                bounded,
                !bounded && chance(50),
                !bounded && chance(25),
                !plain && chance(25),
                100 + random.nextInt(300),
                chance(25) ? 0 : 2 + random.nextInt(15));
    }

    private Monitor monitor(String name, List<String> topics, EventTimeSpec eventTime, boolean plain) {
        List<String> read = new ArrayList<>(topics);
        while (read.size() > 1 && chance(40)) {
            read.remove(random.nextInt(read.size()));
        }
        WindowSpec window = window();
        CellLayout layout = layout();
        List<MonitoredFeature> features = layout.features().stream()
                .map(cells -> new MonitoredFeature(
                        "/" + cells.name(), DetectSpec.DEFAULT, alert(window), SchemaSpec.DEFAULT, false))
                .toList();
        int maxSegments = !plain && chance(10) ? 1 + random.nextInt(SEGMENTS - 1) : HUGE;
        long reviseFor = chance(30) ? random.nextLong(4 * window.size()) : HUGE;
        return new Monitor(
                name,
                read,
                eventTime,
                List.of("/a", "/b").subList(0, random.nextInt(3)),
                window,
                layout,
                features,
                VolumeSpec.OFF,
                AlertSpec.DEFAULT,
                List.of(),
                new Monitor.Lifecycle(1, maxSegments, reviseFor, 30),
                "generation of " + name,
                "config");
    }

    private WindowSpec window() {
        long size = random.nextLong(2, 32);
        long advance = chance(40) ? size : Math.max(1, size / 6) + random.nextLong(size - Math.max(1, size / 6));
        return new WindowSpec(size, advance, random.nextInt(9), random.nextInt(-20, 20));
    }

    private AlertSpec alert(WindowSpec window) {
        return new AlertSpec(1, 1, random.nextLong(2 * window.size()));
    }

    private CellLayout layout() {
        int features = chance(1) ? CellLayout.CHUNK + 1 : 1 + random.nextInt(3);
        List<FeatureCells> cells = new ArrayList<>();
        for (int i = 0; i < features; i++) {
            cells.add(
                    chance(50)
                            ? new FeatureCells("f" + i, FeatureType.NUMERIC, NumericBinning.ofEdges(0, 1))
                            : new FeatureCells("f" + i, FeatureType.CATEGORICAL, CategoricalBinning.of(List.of())));
        }
        return CellLayout.of(cells);
    }

    private boolean chance(int inHundred) {
        return random.nextInt(100) < inHundred;
    }
}
