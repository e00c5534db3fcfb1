package io.klarion.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Which tails are looked at.
 *
 * @param quantiles sizes with cells cut at the reference's quantiles
 * @param categories sizes with categories; the reference should be larger than the window, or its own tail counts
 * @param samples about how many windows are drawn for each
 */
record TailPlan(List<Setting> quantiles, List<Setting> categories, int samples) {

    private static final int FEWEST_TIMES_LARGER = 5;

    /** As published: the whole grid. */
    static final TailPlan FULL = new TailPlan(
            SimulationPlan.FULL.grid(),
            SimulationPlan.FULL.grid().stream()
                    .filter(setting -> setting.m() >= FEWEST_TIMES_LARGER * setting.n())
                    .toList(),
            20_000);

    List<TailRow> run(boolean parallel, Spent spent) {
        List<Callable<List<TailRow>>> parts = new ArrayList<>();
        quantiles.forEach(setting -> parts.add(spent.on(
                "tails", () -> new TailStudy(setting, samples, TailStudy.LEVELS, TailStudy.LEVELS).quantiles())));
        categories.forEach(setting -> parts.add(spent.on(
                "tails", () -> new TailStudy(setting, samples, TailStudy.LEVELS, TailStudy.LEVELS).categories())));
        return Parts.inOrder(parts, parallel);
    }
}
