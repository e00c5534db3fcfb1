package io.klarion.faults.rows;

import static io.klarion.faults.RandomFaults.Kind.KILL_BROKER;
import static io.klarion.faults.RandomFaults.Kind.KILL_INSTANCE;
import static io.klarion.faults.RandomFaults.Kind.KILL_INSTANCE_AND_STATE;

import io.klarion.faults.Fault;
import io.klarion.faults.RandomFaults;
import io.klarion.faults.Scene;
import java.util.List;
import java.util.TreeMap;

/** Many instances and brokers die, one after the other; {@code faults.kills} and {@code faults.seed} say how. */
public final class RandomKills implements Fault {

    private final int kills = Integer.getInteger("faults.kills", 50);
    private final long seed = Long.getLong("faults.seed", 1);

    @Override
    public String name() {
        return "random-kills";
    }

    @Override
    public String expected() {
        return "Exact after " + kills + " times kill -9 under load.";
    }

    @Override
    public String happen(Scene scene) {
        RandomFaults faults = new RandomFaults(
                scene,
                List.copyOf(scene.instances()),
                List.of(KILL_INSTANCE, KILL_INSTANCE, KILL_INSTANCE_AND_STATE, KILL_BROKER, KILL_BROKER),
                seed);
        for (int kill = 0; kill < kills; kill++) {
            faults.next();
        }
        scene.brokers().awaitWhole();
        faults.awaitAllUp();
        scene.awaitCaughtUp();
        return "seed " + seed + ", " + new TreeMap<>(faults.done()) + ", " + faults.restarts()
                + " starts given up and repeated";
    }
}
