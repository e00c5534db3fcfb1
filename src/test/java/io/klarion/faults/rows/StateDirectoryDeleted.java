package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Scene;

/** Somebody tidies up the disk: the state directory is gone, under an instance that runs or one that does not. */
public final class StateDirectoryDeleted implements Fault {

    private static final int MEANWHILE = 3_000;

    private final boolean isRunning;

    private StateDirectoryDeleted(boolean isRunning) {
        this.isRunning = isRunning;
    }

    /** Between a stop and a start. */
    public static StateDirectoryDeleted whileStopped() {
        return new StateDirectoryDeleted(false);
    }

    /** While it is being written to. */
    public static StateDirectoryDeleted whileRunning() {
        return new StateDirectoryDeleted(true);
    }

    @Override
    public String name() {
        return "state-directory-deleted-" + (isRunning ? "running" : "stopped");
    }

    @Override
    public String expected() {
        return isRunning
                ? "Exact; the instance goes on or ends, and a restart restores its state."
                : "Exact; the state is restored from its topic.";
    }

    @Override
    public String happen(Scene scene) {
        Instance victim = scene.instance("a");
        scene.requireAtWork(victim);
        String seen = isRunning ? pullAway(scene, victim) : tidyUp(scene, victim);
        victim.start();
        victim.awaitReady();
        scene.requireAtWork(victim);
        scene.awaitCaughtUp();
        assertThat(scene.deployment().stateDirectory(victim.name())).isNotEmptyDirectory();
        return seen;
    }

    private static String tidyUp(Scene scene, Instance victim) {
        assertThat(victim.stop()).as("exit code after SIGTERM").isEqualTo(Instance.TERMINATED);
        scene.deleteState(victim);
        scene.load().awaitMore(MEANWHILE);
        return "stopped, deleted, started, restored";
    }

    private static String pullAway(Scene scene, Instance victim) {
        scene.deleteState(victim);
        scene.load().awaitMore(MEANWHILE);
        scene.awaitCaughtUp();
        boolean livesOn = victim.isAlive();
        if (livesOn) {
            victim.kill();
        }
        return "deleted under a running process, which " + (livesOn ? "went on until it was killed" : "ended")
                + "; started, restored";
    }
}
