package io.klarion.faults.rows;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Scene;
import java.time.Duration;
import java.time.Instant;

/** An instance dies in the middle of its windows, and comes back where its state lies. */
public final class InstanceKilled implements Fault {

    private static final int MEANWHILE = 3_000;

    @Override
    public String name() {
        return "instance-killed";
    }

    @Override
    public String expected() {
        return "Nothing is lost or doubled; the instance goes on where the last commit was.";
    }

    @Override
    public String happen(Scene scene) {
        Instance victim = scene.instance("a");
        scene.requireAtWork(victim);
        Instant killed = Instant.now();
        victim.kill();
        scene.load().awaitMore(MEANWHILE);
        victim.start();
        victim.awaitReady();
        scene.requireAtWork(victim);
        scene.awaitCaughtUp();
        Duration silence = scene.verdicts().longestSilence(killed);
        return String.format("killed once, %.1f s without a verdict at most", silence.toMillis() / 1000.0);
    }
}
