package io.klarion.detection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Counts alarms by rule and scenario within one setting. Not thread-safe. */
final class Tally {

    private final Setting setting;
    private final Map<String, Map<String, long[]>> counts = new LinkedHashMap<>();

    Tally(Setting setting) {
        this.setting = setting;
    }

    void count(String rule, String scenario, boolean alarmed) {
        long[] sums = counts.computeIfAbsent(rule, absent -> new LinkedHashMap<>())
                .computeIfAbsent(scenario, absent -> new long[2]);
        sums[0] += alarmed ? 1 : 0;
        sums[1]++;
    }

    /** One row a rule and scenario; false alarms are those of the scenario {@code nothing}. */
    List<SimulationRow> rows(String nothing) {
        List<SimulationRow> rows = new ArrayList<>();
        counts.forEach((rule, scenarios) -> {
            long[] quiet = scenarios.get(nothing);
            OptionalDouble falseAlarms =
                    quiet == null ? OptionalDouble.empty() : OptionalDouble.of(quiet[0] / (double) quiet[1]);
            scenarios.forEach((scenario, sums) -> rows.add(
                    new SimulationRow(rule, setting, scenario, sums[0], sums[1], falseAlarms, OptionalDouble.empty())));
        });
        return rows;
    }
}
