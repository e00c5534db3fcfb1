package io.klarion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A small part of the proof's pairs, in every build. */
class JointSimulationTest {

    @Test
    void aChangedRelationIsFoundByThePairAndMovedMarginsByTheFeatures() {
        List<SimulationRow> rows = new JointSimulation(new Setting(1000, 10, 10_000), 100).rows();

        assertThat(alarms(rows, Rules.KLARION_ZERO, JointSimulation.SCENARIO)).isLessThanOrEqualTo(3);
        assertThat(alarms(rows, JointSimulation.PAIR_ZERO, JointSimulation.SCENARIO))
                .isEqualTo(100);
        assertThat(alarms(rows, Rules.KLARION_ZERO, JointSimulation.MARGINS)).isGreaterThanOrEqualTo(99);
        assertThat(alarms(rows, JointSimulation.PAIR_ZERO, JointSimulation.MARGINS))
                .isLessThanOrEqualTo(3);
        assertThat(alarms(rows, JointSimulation.PAIR_ZERO, JointSimulation.NOTHING))
                .isLessThanOrEqualTo(3);
    }

    private static long alarms(List<SimulationRow> rows, String rule, String scenario) {
        return rows.stream()
                .filter(row -> row.rule().equals(rule) && row.scenario().equals(scenario))
                .mapToLong(SimulationRow::alarms)
                .sum();
    }
}
