package io.klarion.faults.rows;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Scene;
import java.util.Map;

/** The control: nothing goes wrong. */
public final class TwoInstancesClean implements Fault {

    private static final int MEANWHILE = 6_000;

    @Override
    public String name() {
        return "two-instances-clean";
    }

    @Override
    public String expected() {
        return "Exact; both instances work.";
    }

    @Override
    public String happen(Scene scene) {
        Map<String, Long> processes = scene.processes();
        Silence silence = new Silence(scene);
        for (Instance instance : scene.instances()) {
            scene.requireAtWork(instance);
        }
        scene.load().awaitMore(MEANWHILE);
        scene.awaitCaughtUp();
        scene.requireStillRunning(processes);
        return "both instances worked; " + silence;
    }
}
