package io.klarion.detection;

import io.klarion.core.profile.FeatureProposal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Which simulations are made, each with seeds of its own, so that their order does not matter.
 *
 * @param grid all rules on independent draws
 * @param powers the same, with more windows of every change
 * @param curves power against true divergence
 * @param ramps slow changes
 * @param streams autocorrelated streams
 * @param pairs two features that begin to move together
 * @param collected categories that nobody has listed
 */
record SimulationPlan(
        List<Setting> grid,
        List<Setting> powers,
        List<Setting> curves,
        List<Setting> ramps,
        List<Setting> streams,
        List<Setting> pairs,
        List<Setting> collected) {

    static final String STREAM = "ar1_0.9";

    private static final int WINDOW_OF_STREAMS = 500;
    private static final int SERIES = 200;
    private static final int CATEGORIES = FeatureProposal.CATEGORIES;

    /** As published. */
    static final SimulationPlan FULL = new SimulationPlan(
            allSizes(),
            Stream.of(200, 1000, 10_000).map(n -> new Setting(n, 10, 10_000)).toList(),
            Stream.of(50, 200, 1000, 10_000)
                    .map(n -> new Setting(n, 20, 100_000))
                    .toList(),
            Stream.of(200, 1000, 10_000).map(n -> new Setting(n, 10, 10_000)).toList(),
            Stream.of(30, 10)
                    .map(windows -> new Setting(WINDOW_OF_STREAMS, 20, windows * WINDOW_OF_STREAMS))
                    .toList(),
            List.of(new Setting(1000, 20, 10_000)),
            List.of(
                    new Setting(200, CATEGORIES, 1000),
                    new Setting(1000, CATEGORIES, 1000),
                    new Setting(200, CATEGORIES, 10_000),
                    new Setting(1000, CATEGORIES, 10_000),
                    new Setting(10_000, CATEGORIES, 10_000),
                    new Setting(10_000, CATEGORIES, 100_000)));

    private static List<Setting> allSizes() {
        List<Setting> settings = new ArrayList<>();
        for (int m : List.of(1000, 100_000)) {
            for (int k : List.of(10, 20, 50)) {
                for (int n : List.of(50, 200, 1000, 10_000, 100_000)) {
                    settings.add(new Setting(n, k, m));
                }
            }
        }
        return settings;
    }

    /** The simulations, on one thread or as many as there are processors. */
    List<SimulationRow> run(boolean parallel, Spent spent) {
        List<Callable<List<SimulationRow>>> parts = new ArrayList<>();
        grid.forEach(setting -> parts.addAll(grid(setting, GridSimulation.Effort.FULL, spent)));
        powers.forEach(setting -> parts.addAll(grid(setting, GridSimulation.Effort.POWER, spent)));
        powers.forEach(setting -> parts.add(spent.on("known changes", () -> new KnownChange(setting).rows())));
        curves.forEach(setting ->
                parts.add(spent.on("curves", () -> PowerCurve.rows(setting, GridSimulation.Effort.CURVE))));
        ramps.forEach(setting -> parts.add(spent.on("ramps", () -> new RampSimulation(setting, SERIES).rows())));
        streams.forEach(setting -> parts.add(spent.on(
                "streams", () -> new GridSimulation(setting, GridSimulation.Effort.STREAMS).autocorrelated())));
        streams.forEach(setting -> parts.add(spent.on(
                "streams", () -> new LearningSimulation(setting, GridSimulation.Effort.STREAMS.quiet()).rows())));
        pairs.forEach(setting -> parts.add(spent.on("pairs", () -> new JointSimulation(setting, SERIES).rows())));
        for (Setting setting : collected) {
            for (CollectedFeature.Tail tail : CollectedFeature.Tail.values()) {
                parts.add(
                        spent.on("collected", () -> CollectedFeature.rows(setting, tail, GridSimulation.Effort.FULL)));
            }
        }
        return Parts.inOrder(parts, parallel);
    }

    private static List<Callable<List<SimulationRow>>> grid(
            Setting setting, GridSimulation.Effort effort, Spent spent) {
        GridSimulation simulation = new GridSimulation(setting, effort);
        return List.of(
                spent.on("grid", simulation::numeric),
                spent.on("grid", simulation::categorical),
                spent.on("rare values", simulation::rare));
    }
}
