package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.faults.Fault;
import io.klarion.faults.Patience;
import io.klarion.faults.Scene;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The broker that has a part to play dies, the part goes to another one, and the broker comes back. */
public final class BrokerKilled implements Fault {

    private static final int MEANWHILE = 4_000;

    private final String part;
    private final ToIntFunction<Scene> player;

    private BrokerKilled(String part, ToIntFunction<Scene> player) {
        this.part = part;
        this.player = player;
    }

    /** The leader of a partition between the stages. */
    public static BrokerKilled leader() {
        return new BrokerKilled(
                "leader", scene -> scene.brokers().leaderOf(scene.deployment().internal(), 0));
    }

    /** The coordinator of the group. */
    public static BrokerKilled coordinator() {
        return new BrokerKilled(
                "coordinator",
                scene -> scene.brokers().coordinatorOf(scene.deployment().applicationId()));
    }

    /** The active controller. */
    public static BrokerKilled controller() {
        return new BrokerKilled("controller", scene -> scene.brokers().controller());
    }

    @Override
    public String name() {
        return "broker-" + part + "-killed";
    }

    @Override
    public String expected() {
        return "Exact; another broker takes over, no instance restarts.";
    }

    @Override
    public String happen(Scene scene) {
        Map<String, Long> processes = scene.processes();
        int victim = player.applyAsInt(scene);
        Silence silence = new Silence(scene);
        scene.brokers().kill(victim);
        await("another " + part)
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(player.applyAsInt(scene)).isNotEqualTo(victim));
        int successor = player.applyAsInt(scene);
        scene.load().awaitMore(MEANWHILE);
        scene.awaitCaughtUp();
        scene.brokers().start(victim);
        scene.brokers().awaitWhole();
        scene.awaitCaughtUp();
        scene.requireStillRunning(processes);
        return "node " + victim + " killed, node " + successor + " became " + part + "; " + silence;
    }
}
