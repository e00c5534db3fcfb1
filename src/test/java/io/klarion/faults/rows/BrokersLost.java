package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.faults.Brokers;
import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Page;
import io.klarion.faults.Scene;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Two brokers of three are away: nothing can be written, and nothing must be written wrongly when they are back. */
public final class BrokersLost implements Fault {

    private static final Duration NOTICED = Duration.ofSeconds(40);
    private static final Duration AWAY = Duration.ofSeconds(10);
    private static final int UNAVAILABLE = 503;

    @Override
    public String name() {
        return "brokers-lost";
    }

    @Override
    public String expected() {
        return "Exact; work stalls, /readyz says so with the cause, and all goes on without a restart.";
    }

    @Override
    public String happen(Scene scene) {
        Map<String, Long> processes = scene.processes();
        int left = scene.brokers().controller();
        Silence silence = new Silence(scene);
        for (int node = 1; node <= Brokers.NODES; node++) {
            if (node != left) {
                scene.brokers().kill(node);
            }
        }
        Map<String, String> causes = new TreeMap<>();
        for (Instance instance : scene.instances()) {
            causes.put(instance.name(), awaitNotReady(instance));
        }
        int before = scene.verdicts().size();
        scene.during(AWAY, "nothing is written", () -> scene.verdicts().size() == before);
        scene.brokers().heal();
        scene.load().awaitMore(2_000);
        scene.instances().forEach(Instance::awaitReady);
        scene.awaitCaughtUp();
        scene.requireStillRunning(processes);
        return "not ready with the causes " + causes + ", ready again by itself; " + silence;
    }

    private static String awaitNotReady(Instance instance) {
        await("instance " + instance.name() + " is not ready")
                .atMost(NOTICED)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> instance.get("readyz").status() == UNAVAILABLE);
        Page page = instance.get("readyz");
        assertThat(page.body()).as("why it is not ready").contains("\"cause\":\"");
        return page.body().replaceAll("(?s).*\"cause\":\"(.*?)\".*", "$1");
    }
}
