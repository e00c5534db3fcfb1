package io.klarion.detection;

import java.util.List;
import java.util.Optional;

/**
 * Everything that was measured.
 *
 * @param simulation alarms on simulated streams
 * @param tails far tails of the p-value
 * @param cases alarms on public series; empty when no data was given
 */
record Findings(List<SimulationRow> simulation, List<TailRow> tails, List<CaseRow> cases) {

    /** The row of {@code rule} in {@code scenario} at {@code setting}; empty when it was not simulated. */
    Optional<SimulationRow> row(String rule, String scenario, Setting setting) {
        return simulation.stream()
                .filter(row -> row.rule().equals(rule)
                        && row.scenario().equals(scenario)
                        && row.setting().equals(setting))
                .findFirst();
    }
}
