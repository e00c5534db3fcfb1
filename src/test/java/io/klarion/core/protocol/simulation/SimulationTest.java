package io.klarion.core.protocol.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.klarion.core.detect.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The protocol as a whole, against an independent recount of the log. {@code -Dsimulation.seeds=N} runs more seeds;
 * a failure names the seed, and {@code -Dsimulation.first=SEED -Dsimulation.seeds=1} replays it.
 */
@Timeout(600)
class SimulationTest {

    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final long SEEDS = Long.getLong("simulation.seeds", 3000);
    private static final int MUTANT_SEEDS = 4000;
    private static final int LINES = Integer.getInteger("simulation.lines", 60);

    /* In so many seeds all of these must have happened, or the simulation does not test what it says. */
    private static final int ENOUGH = 1000;
    private static final Set<String> KINDS = Set.of(
            "COMPLETE",
            "IDLE_EXCLUDED",
            "INCOMPLETE",
            "revision 1",
            "revision 2",
            "silence",
            "late",
            "partly late",
            "MALFORMED",
            "TIME_FUTURE",
            "TIME_INVALID",
            "REVISION_EXPIRED",
            "PARTITION_ADDED",
            "part 1",
            "INTEGRITY_SUSPECT",
            "IMPOSSIBLE_DELTA",
            "GAP",
            "GAP expired",
            "OVERLAP",
            "OVERLAP expired",
            "(other)");

    @Test
    void everyWindowIsRightWhateverFails() {
        Set<String> seen = new TreeSet<>();
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            World world = new World(PlanMaker.of(seed), Mutation.NONE, false);
            Optional<String> failure = run(world);
            if (failure.isPresent()) {
                fail("seed " + seed + ": " + failure.get() + trace(seed));
            }
            world.results.noteKinds(seen);
        }
        assertThat(seen).as("what happened in %d seeds", SEEDS).containsAll(SEEDS < ENOUGH ? Set.of() : KINDS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBrokenRuleIsNoticed(Mutation mutation) {
        for (long seed = 1; seed <= MUTANT_SEEDS; seed++) {
            Optional<String> failure = run(new World(PlanMaker.of(seed), mutation, false));
            if (failure.isPresent() && failure.get().startsWith(mutation.symptom() + ":")) {
                return;
            }
        }
        fail(mutation + " must show in the " + mutation.symptom());
    }

    /* The design's marks of what breaks exactness, by the numbers of its points. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4.1 nothing leaves stage 1 but in a drain",
                "4.1 a drain comes before the commit",
                "4.1 reading starts at committed offsets",
                "4.2.2 a delta says from which window on it counts",
                "4.2.3 the watermark comes with the record",
                "4.2.4 a heartbeat carries what was drained",
                "4.2.4 deltas precede the mark that covers them",
                "4.3 what was applied is skipped"
            })
    void everyRuleThatExactnessRestsOnIsBrokenByAMutation(String point) {
        assertThat(Mutation.values()).anyMatch(mutation -> mutation.rule().equals(point));
    }

    private static Optional<String> run(World world) {
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

    private static String trace(long seed) {
        World world = new World(PlanMaker.of(seed), Mutation.NONE, true);
        StringBuilder text = new StringBuilder("\n").append(world.plan);
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
                Optional.empty(),
                0,
                verdict.reference(),
                verdict.configDigest(),
                verdict.part(),
                verdict.parts(),
                verdict.features());
    }
}
