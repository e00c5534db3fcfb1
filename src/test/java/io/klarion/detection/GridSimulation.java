package io.klarion.detection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All rules on independent draws: one setting, one kind of feature, nothing and every change of that kind. */
final class GridSimulation {

    private final Setting setting;
    private final Effort effort;

    /**
     * How many windows are drawn.
     *
     * @param quiet windows in which nothing happens
     * @param changed windows of every change
     */
    record Effort(int quiet, int changed) {
        /** As published. */
        static final Effort FULL = new Effort(4000, 400);
    }

    GridSimulation(Setting setting, Effort effort) {
        this.setting = setting;
        this.effort = effort;
    }

    List<SimulationRow> numeric() {
        return run(new NumericFeature(setting, new Randomness(setting.seed("numeric"))), Scenario.NUMERIC);
    }

    List<SimulationRow> categorical() {
        return run(new CategoricalFeature(setting, new Randomness(setting.seed("categorical"))), Scenario.CATEGORICAL);
    }

    /** Nothing happens to streams whose records depend on one another; also at threshold 0.05. */
    List<SimulationRow> autocorrelated() {
        Randomness random = new Randomness(setting.seed(SimulationPlan.STREAM));
        return run(new AutocorrelatedFeature(setting, random), List.of(Scenario.numeric(SimulationPlan.STREAM, 0, 1)));
    }

    List<SimulationRow> run(SimulatedFeature feature, List<Scenario> scenarios) {
        Tally tally = new Tally(setting);
        int windows = windowsAReference();
        int references = effort.quiet() / windows;
        for (int r = 0; r < references; r++) {
            SimulatedFeature.Drawn drawn = feature.draw();
            Map<String, Predicate<Window>> rules = fitted(drawn.reference());
            for (int w = 0; w < windows; w++) {
                count(tally, rules, scenarios.get(0), drawn);
            }
            for (Scenario change : scenarios.subList(1, scenarios.size())) {
                if ((long) (r + 1) * effort.changed() / references > (long) r * effort.changed() / references) {
                    count(tally, rules, change, drawn);
                }
            }
        }
        return tally.rows(scenarios.get(0).name());
    }

    /*
     * Windows that share a reference are not independent trials. A reference at least ten times the window adds so
     * little to what they have in common that four may share it; it takes most of the time.
     */
    private int windowsAReference() {
        return setting.m() >= 10 * setting.n() && setting.m() >= 100_000 ? 4 : 1;
    }

    private static Map<String, Predicate<Window>> fitted(ReferenceSample reference) {
        Map<String, Predicate<Window>> rules = new LinkedHashMap<>();
        for (AlarmRule rule : Rules.ALL) {
            rule.fit(reference).ifPresent(test -> rules.put(rule.name(), test));
        }
        return rules;
    }

    private static void count(
            Tally tally, Map<String, Predicate<Window>> rules, Scenario scenario, SimulatedFeature.Drawn drawn) {
        Window window = drawn.window(scenario);
        rules.forEach((name, rule) -> tally.count(name, scenario.name(), rule.test(window)));
    }
}
