package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.core.detect.Completeness;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.faults.Balance;
import io.klarion.faults.Fault;
import io.klarion.faults.Patience;
import io.klarion.faults.Plan;
import io.klarion.faults.Scene;
import io.klarion.shop.Counted;
import io.klarion.shop.Recount;
import io.klarion.shop.Results;
import io.klarion.shop.WindowId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One partition is empty from the beginning, another goes quiet; then the records of both come after all. */
public final class PartitionsIdle implements Fault {

    private static final int EMPTY = 3;
    private static final int QUIET = 2;
    private static final int LEFT_OUT = 20;

    @Override
    public String name() {
        return "partitions-empty-idle-and-back";
    }

    @Override
    public String expected() {
        return "Windows go on without them and say IDLE_EXCLUDED; back, they are revised; the last revisions are exact.";
    }

    @Override
    public Plan plan() {
        return Plan.DEFAULT.withIdlePartitions(Duration.ofSeconds(3));
    }

    @Override
    public String happen(Scene scene) {
        scene.instances().forEach(scene::requireAtWork);
        long withoutEmpty = idleExcluded(scene).size();
        assertThat(withoutEmpty).as("windows without the empty partition").isPositive();
        SourcePartition quiet = new SourcePartition(scene.deployment().orders(), QUIET);
        scene.load().hold(quiet);
        await("windows without the quiet partition")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> idleExcluded(scene).size() > withoutEmpty + LEFT_OUT);
        scene.load().release(quiet);
        scene.load().release(new SourcePartition(scene.deployment().orders(), EMPTY));
        scene.load().awaitMore(1_000);
        Set<WindowId> leftOut = idleExcluded(scene);
        await("the windows that left them out are revised")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> requireRevised(scene, leftOut));
        long revisions = verdicts(scene).stream()
                .mapToLong(Verdict::revision)
                .filter(revision -> revision > 0)
                .count();
        return leftOut.size() + " windows closed as IDLE_EXCLUDED, " + revisions + " revisions";
    }

    private static void requireRevised(Scene scene, Set<WindowId> leftOut) {
        List<Verdict> verdicts = verdicts(scene);
        Map<WindowId, Counted> held = new HashMap<>();
        Map<WindowId, Counted> due = new HashMap<>();
        for (Monitor monitor : scene.deployment().monitors()) {
            held.putAll(Results.counted(verdicts, monitor.name()));
            due.putAll(new Recount(scene.load().log().lists()).all(monitor));
        }
        for (WindowId window : leftOut) {
            assertThat(held.get(window)).as(window.toString()).isEqualTo(due.get(window));
        }
    }

    private static Set<WindowId> idleExcluded(Scene scene) {
        return verdicts(scene).stream()
                .filter(verdict -> verdict.completeness() == Completeness.IDLE_EXCLUDED && verdict.records() > 0)
                .map(WindowId::of)
                .collect(Collectors.toSet());
    }

    private static List<Verdict> verdicts(Scene scene) {
        return new Results(scene.deployment().applicationId(), scene.brokers().client()).verdicts();
    }

    @Override
    public boolean accepts(Balance balance) {
        return balance.isExactButFor("IDLE_EXCLUDED");
    }
}
