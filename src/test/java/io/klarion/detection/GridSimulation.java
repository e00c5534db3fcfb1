package io.klarion.detection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All rules on independent draws: one setting, one kind of feature, nothing and every change of that kind. */
final class GridSimulation {

    private static final int WINDOWS_OF_A_STREAM = 4;

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
        static final Effort FULL = new Effort(3000, 200);

        /** Where the bars of power are: a percent of error. */
        static final Effort POWER = new Effort(3000, 2000);

        /** The curve of power. */
        static final Effort CURVE = new Effort(1000, 1000);

        /** Streams, whose bar is three times the level and not a border of chance. */
        static final Effort STREAMS = new Effort(10_000, 0);
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

    /** Nothing happens to features with rare values. */
    List<SimulationRow> rare() {
        List<SimulationRow> rows = new ArrayList<>();
        for (NullStream stream : List.of(NullStream.MISSING_RARE, NullStream.CATEGORICAL_RARE)) {
            rows.addAll(run(stream.feature(setting, ""), List.of(stream.scenario(setting))));
        }
        return rows;
    }

    /** Nothing happens to streams whose records depend on one another; also at threshold 0.05. */
    List<SimulationRow> autocorrelated() {
        Randomness random = new Randomness(setting.seed(SimulationPlan.STREAM));
        return run(
                new AutocorrelatedFeature(setting, random),
                List.of(Scenario.numeric(SimulationPlan.STREAM, 0, 1)),
                Stream.concat(Rules.ALL.stream(), Stream.of(Rules.LOW)).toList(),
                WINDOWS_OF_A_STREAM);
    }

    List<SimulationRow> run(SimulatedFeature feature, List<Scenario> scenarios) {
        return run(feature, scenarios, Rules.ALL, windowsAReference());
    }

    /** Some of the rules in some scenarios, nothing first. */
    List<SimulationRow> run(SimulatedFeature feature, List<Scenario> scenarios, List<AlarmRule> rules) {
        return run(feature, scenarios, rules, windowsAReference());
    }

    private List<SimulationRow> run(
            SimulatedFeature feature, List<Scenario> scenarios, List<AlarmRule> all, int windows) {
        Tally tally = new Tally(setting);
        int references = effort.quiet() / windows;
        for (int r = 0; r < references; r++) {
            SimulatedFeature.Drawn drawn = feature.draw();
            Map<String, Predicate<Window>> rules = fitted(drawn.reference(), all);
            for (int w = 0; w < windows; w++) {
                count(tally, rules, scenarios.get(0), drawn);
            }
            long changes = (r + 1L) * effort.changed() / references - (long) r * effort.changed() / references;
            for (Scenario change : scenarios.subList(1, scenarios.size())) {
                for (long c = 0; c < changes; c++) {
                    count(tally, rules, change, drawn);
                }
            }
        }
        return tally.rows(scenarios.get(0).name());
    }

    /*
     * Windows that share a reference are not independent trials. A reference many times the window adds so little to
     * what they have in common that some may share it; drawing it takes most of the time.
     */
    private int windowsAReference() {
        int times = setting.m() / setting.n();
        return times >= 100 ? 20 : times >= 10 && setting.m() >= 100_000 ? 4 : 1;
    }

    private static Map<String, Predicate<Window>> fitted(ReferenceSample reference, List<AlarmRule> all) {
        Map<String, Predicate<Window>> rules = new LinkedHashMap<>();
        for (AlarmRule rule : all) {
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
