package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.faults.Fault;
import io.klarion.faults.Patience;
import io.klarion.faults.Scene;
import java.time.Duration;
import java.util.Map;

/** A broker stops answering without dying, is replaced, and wakes up believing that nothing has happened. */
public final class BrokerFrozen implements Fault {

    private static final Duration FROZEN = Duration.ofSeconds(12);

    @Override
    public String name() {
        return "broker-frozen";
    }

    @Override
    public String expected() {
        return "Exact; another broker takes over, no instance restarts.";
    }

    @Override
    public String happen(Scene scene) {
        Map<String, Long> processes = scene.processes();
        String internal = scene.deployment().internal();
        int victim = scene.brokers().leaderOf(internal, 0);
        Silence silence = new Silence(scene);
        scene.brokers().freeze(victim);
        scene.during(
                FROZEN, "node " + victim + " is frozen", () -> scene.brokers().isAlive(victim));
        await("another leader")
                .atMost(Patience.LONG)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(scene.brokers().leaderOf(internal, 0)).isNotEqualTo(victim));
        scene.brokers().thaw(victim);
        scene.load().awaitMore(2_000);
        scene.awaitCaughtUp();
        scene.requireStillRunning(processes);
        return "leader " + victim + " frozen for " + FROZEN.toSeconds() + " s and replaced; " + silence;
    }
}
