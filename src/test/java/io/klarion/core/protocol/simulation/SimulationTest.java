package io.klarion.core.protocol.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.klarion.core.detect.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The protocol as a whole, against an independent recount of the log. {@code -Dsimulation.seeds=N} runs more seeds;
 * a failure names the seed, and {@code -Dsimulation.first=SEED -Dsimulation.seeds=1} replays it.
 */
class SimulationTest {

    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final long SEEDS = Long.getLong("simulation.seeds", 3000);
    private static final int MUTANT_SEEDS = 4000;
    private static final int LINES = 60;

    @Test
    void everyWindowIsRightWhateverFails() {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Optional<String> failure = run(PlanMaker.of(seed), Mutation.NONE);
            if (failure.isPresent()) {
                fail("seed " + seed + ": " + failure.get() + trace(PlanMaker.of(seed), Mutation.NONE));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBrokenRuleIsNoticed(Mutation mutation) {
        for (long seed = 1; seed <= MUTANT_SEEDS; seed++) {
            Optional<String> failure = run(PlanMaker.of(seed), mutation);
            if (failure.isPresent() && failure.get().startsWith(mutation.symptom() + ":")) {
                return;
            }
        }
        fail(mutation + " must show in the " + mutation.symptom());
    }

    private static Optional<String> run(Plan plan, Mutation mutation) {
        World world = new World(plan, mutation, false);
        try {
            runAndCheck(world);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e instanceof Checks.Failure ? e.getMessage() : "error: " + e);
        }
    }

    private static Results runAndCheck(World world) {
        Simulation simulation = new Simulation(world);
        simulation.run();
        new Checks(world).all(simulation.windowTasks());
        return world.results;
    }

    private static String trace(Plan plan, Mutation mutation) {
        World world = new World(plan, mutation, true);
        StringBuilder text = new StringBuilder("\n").append(plan);
        try {
            runAndCheck(world);
        } catch (RuntimeException e) {
            text.append("\n  at ").append(e.getStackTrace()[0]);
        }
        List<String> lines = world.trace();
        lines.subList(Math.max(0, lines.size() - LINES), lines.size())
                .forEach(line -> text.append("\n  ").append(line));
        return text.toString();
    }

    @Test
    void finalVerdictsDependOnTheLogAlone() {
        for (long seed = FIRST; seed < FIRST + SEEDS / 10; seed++) {
            Plan plan = PlanMaker.bounded(seed);
            Set<Verdict> once = verdicts(plan.onOtherCluster(seed, 1, 1, 0));
            Set<Verdict> again = verdicts(plan.onOtherCluster(seed + 1, 4, 3, 15));
            assertThat(again).as("seed %d", seed).isEqualTo(once);
        }
    }

    /* How many records were known to be late when a window closed depends on who was faster. */
    private static Set<Verdict> verdicts(Plan plan) {
        return runAndCheck(new World(plan, Mutation.NONE, false)).verdicts.stream()
                .map(SimulationTest::withoutLate)
                .collect(Collectors.toSet());
    }

    private static Verdict withoutLate(Verdict verdict) {
        return new Verdict(
                verdict.monitor(),
                verdict.segmentNames(),
                verdict.segment(),
                verdict.start(),
                verdict.end(),
                verdict.revision(),
                verdict.completeness(),
                verdict.records(),
                0,
                verdict.reference(),
                verdict.configDigest(),
                verdict.part(),
                verdict.parts(),
                verdict.features());
    }
}
