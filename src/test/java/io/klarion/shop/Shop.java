package io.klarion.shop;

import io.klarion.core.alert.AlertSpec;
import io.klarion.core.detect.DetectSpec;
import io.klarion.core.detect.SchemaSpec;
import io.klarion.core.detect.VolumeSpec;
import io.klarion.core.distribution.Binning;
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
import io.klarion.core.window.WindowSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The monitors of the integration tests: a shop with orders and payments. */
public final class Shop {

    public static final String ORDERS = "orders";
    public static final String PAYMENTS = "payments";

    /** How far a partition's watermark trails its highest event time. */
    public static final long BOUND = 5_000;

    /** How far an event time may be ahead of the record's timestamp. */
    public static final long MAX_LEAD = 300_000;

    /** 60 s every 20 s, on time for 10 s more. */
    public static final WindowSpec HOPPING = new WindowSpec(60_000, 20_000, 10_000, 0);

    /** 30 s, on time until the end. */
    public static final WindowSpec TUMBLING = WindowSpec.tumbling(30_000, 0);

    private Shop() {}

    /** Both topics by region, in hopping windows. */
    public static Monitor byRegion(long idleAfter) {
        return monitor("by-region", List.of(ORDERS, PAYMENTS), List.of("/region"), HOPPING, idleAfter);
    }

    /** Orders alone, all regions together, in tumbling windows. */
    public static Monitor overall(long idleAfter) {
        return monitor("overall", List.of(ORDERS), List.of(), TUMBLING, idleAfter);
    }

    public static Monitor monitor(
            String name, List<String> topics, List<String> segmentBy, WindowSpec window, long idleAfter) {
        CellLayout layout = CellLayout.of(List.of(
                new FeatureCells("amount", FeatureType.NUMERIC, NumericBinning.ofEdges(0, 10, 20, 30, 40, 50)),
                new FeatureCells("kind", FeatureType.CATEGORICAL, CategoricalBinning.of(List.of("card", "cash")))));
        AlertSpec alert = new AlertSpec(1, 2, 0);
        return new Monitor(
                name,
                topics,
                new EventTimeSpec("/time", EventTimeSpec.Unit.MILLIS, BOUND, MAX_LEAD),
                segmentBy,
                window,
                layout,
                List.of(
                        new MonitoredFeature("/amount", DetectSpec.DEFAULT, alert, SchemaSpec.DEFAULT, true),
                        new MonitoredFeature("/kind", DetectSpec.DEFAULT, alert, SchemaSpec.DEFAULT, true)),
                VolumeSpec.OFF,
                AlertSpec.DEFAULT,
                List.of(reference(layout)),
                new Monitor.Lifecycle(idleAfter, 1000, 86_400_000, 30),
                "generation-of-" + name,
                "config-of-" + name);
    }

    /* What ShopRecords draws before its drift: amounts in [0, 30), mostly by card. */
    private static Reference reference(CellLayout layout) {
        Map<String, Long> counts = Map.of(
                "[0, 10)",
                3_200L,
                "[10, 20)",
                3_200L,
                "[20, 30)",
                3_200L,
                "card",
                7_000L,
                "cash",
                2_600L,
                "other",
                300L,
                "missing",
                200L,
                "invalid",
                100L);
        List<FeatureReference> features = layout.features().stream()
                .map(FeatureCells::binning)
                .map(binning -> counts(binning, counts))
                .map(cells -> new FeatureReference(cells, Arrays.stream(cells).sum(), Dispersion.UNKNOWN))
                .toList();
        return new Reference(
                "shop",
                1,
                Long.MIN_VALUE,
                new Provenance("by hand", 0, 0, 0),
                layout,
                new Population(10_000, features),
                new TreeMap<>());
    }

    private static long[] counts(Binning binning, Map<String, Long> counts) {
        long[] cells = new long[binning.cells()];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = counts.getOrDefault(binning.label(cell), 0L);
        }
        return cells;
    }
}
