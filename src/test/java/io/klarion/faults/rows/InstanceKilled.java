package io.klarion.faults.rows;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Scene;

/** An instance dies in the middle of its windows and comes back, with its state or without. */
public final class InstanceKilled implements Fault {

    private static final int MEANWHILE = 2_500;

    private final boolean keepsState;

    private InstanceKilled(boolean keepsState) {
        this.keepsState = keepsState;
    }

    /** It comes back where its state lies. */
    public static InstanceKilled keepingState() {
        return new InstanceKilled(true);
    }

    /** It comes back as if on another machine. */
    public static InstanceKilled losingState() {
        return new InstanceKilled(false);
    }

    @Override
    public String name() {
        return keepsState ? "instance-killed" : "instance-killed-new-state-directory";
    }

    @Override
    public String expected() {
        return keepsState
                ? "Exact; it goes on where the last commit was."
                : "Exact; state is restored, and what the dead process had open is aborted by the brokers.";
    }

    @Override
    public String happen(Scene scene) {
        Instance victim = scene.instance("a");
        scene.requireAtWork(victim);
        Silence silence = new Silence(scene);
        victim.kill();
        if (!keepsState) {
            scene.deleteState(victim);
        }
        scene.load().awaitMore(MEANWHILE);
        victim.start();
        victim.awaitReady();
        scene.requireAtWork(victim);
        scene.awaitCaughtUp();
        return "killed while at work and started again; " + silence;
    }
}
