package io.klarion.detection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A mean that creeps by 0.02 standard deviations a window: how many windows until each rule alarms. */
final class RampSimulation {

    static final String SCENARIO = "ramp_0.02sd_a_window";

    static final double STEP = 0.02;
    private static final int WINDOWS = 60;

    private final Setting setting;
    private final int series;

    RampSimulation(Setting setting, int series) {
        this.setting = setting;
        this.series = series;
    }

    /** One row a rule; a series without an alarm counts with one window more than there are. */
    List<SimulationRow> rows() {
        Map<String, List<Double>> delays = new LinkedHashMap<>();
        NumericFeature feature = new NumericFeature(setting, new Randomness(setting.seed(SCENARIO)));
        for (int s = 0; s < series; s++) {
            SimulatedFeature.Drawn drawn = feature.draw();
            Map<String, Predicate<Window>> waiting = new LinkedHashMap<>();
            Stream.concat(Rules.WATCHING.stream(), Rules.OTHERS.stream())
                    .forEach(rule -> rule.fit(drawn.reference()).ifPresent(test -> waiting.put(rule.name(), test)));
            for (int w = 1; w <= WINDOWS && !waiting.isEmpty(); w++) {
                Window window = drawn.window(Scenario.numeric(SCENARIO, STEP * w, 1));
                double delay = w;
                waiting.entrySet().removeIf(rule -> rule.getValue().test(window) && add(delays, rule.getKey(), delay));
            }
            waiting.keySet().forEach(rule -> add(delays, rule, WINDOWS + 1));
        }
        List<SimulationRow> rows = new ArrayList<>();
        delays.forEach((rule, of) -> rows.add(row(rule, of)));
        return rows;
    }

    private static boolean add(Map<String, List<Double>> delays, String rule, double delay) {
        return delays.computeIfAbsent(rule, absent -> new ArrayList<>()).add(delay);
    }

    private SimulationRow row(String rule, List<Double> delays) {
        double[] all = delays.stream().mapToDouble(delay -> delay).toArray();
        long found = delays.stream().filter(delay -> delay <= WINDOWS).count();
        return new SimulationRow(
                rule,
                setting,
                SCENARIO,
                found,
                all.length,
                OptionalDouble.empty(),
                OptionalDouble.of(Statistics.median(all)));
    }
}
