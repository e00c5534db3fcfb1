package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Scene;
import java.time.Duration;
import java.util.Map;

/** One broker of three is away for a while; two are enough. */
public final class BrokerLost implements Fault {

    private static final Duration AWAY = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "broker-lost";
    }

    @Override
    public String expected() {
        return "Exact; windows go on closing while it is away, every instance is ready, none restarts.";
    }

    @Override
    public String happen(Scene scene) {
        Map<String, Long> processes = scene.processes();
        int victim = scene.brokers().coordinatorOf(scene.deployment().applicationId());
        scene.brokers().kill(victim);
        scene.load().awaitMore(1_000);
        scene.awaitCaughtUp();
        int before = scene.verdicts().size();
        scene.during(AWAY, "node " + victim + " is away", () -> !scene.brokers().isAlive(victim));
        int meanwhile = scene.verdicts().size() - before;
        assertThat(meanwhile).as("verdicts while a node was away").isGreaterThan(20);
        for (Instance instance : scene.instances()) {
            assertThat(instance.get("readyz").status())
                    .as("readiness of " + instance.name())
                    .isEqualTo(200);
        }
        scene.requireStillRunning(processes);
        return "node " + victim + " away for " + AWAY.toSeconds() + " s, " + meanwhile + " verdicts meanwhile";
    }
}
