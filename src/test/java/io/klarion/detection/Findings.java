package io.klarion.detection;

import java.util.List;
import java.util.Optional;

/**
 * Everything that was measured.
 *
 * @param simulation alarms on simulated streams
 * @param again a second look at some of them, with other windows
 * @param tails far tails of the p-value
 * @param cases alarms on public series; empty when no data was given
 */
record Findings(List<SimulationRow> simulation, List<SimulationRow> again, List<TailRow> tails, List<CaseRow> cases) {

    /** The row of {@code rule} in {@code scenario} at {@code setting}; empty when it was not simulated. */
    Optional<SimulationRow> row(String rule, String scenario, Setting setting) {
        return row(simulation, rule, scenario, setting);
    }

    /** The same at the second look; empty when it was not asked again. */
    Optional<SimulationRow> rowAgain(String rule, String scenario, Setting setting) {
        return row(again, rule, scenario, setting);
    }

    private static Optional<SimulationRow> row(
            List<SimulationRow> rows, String rule, String scenario, Setting setting) {
        return rows.stream()
                .filter(row -> row.rule().equals(rule)
                        && row.scenario().equals(scenario)
                        && row.setting().equals(setting))
                .findFirst();
    }
}
