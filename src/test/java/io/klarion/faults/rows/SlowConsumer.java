package io.klarion.faults.rows;

import static org.awaitility.Awaitility.await;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Scene;
import java.time.Duration;

/**
 * One instance gets a tenth of the time it needs: it is stopped for nine tenths of each second, never long enough to be
 * missed.
 */
public final class SlowConsumer implements Fault {

    private static final int ROUNDS = 20;
    private static final long LEAST_BEHIND = 100;
    private static final Duration FROZEN = Duration.ofMillis(900);
    private static final Duration THAWED = Duration.ofMillis(100);

    @Override
    public String name() {
        return "slow-consumer";
    }

    @Override
    public String expected() {
        return "Results come later, and are the same.";
    }

    @Override
    public String happen(Scene scene) {
        Instance victim = scene.instance("a");
        scene.requireAtWork(victim);
        int starts = scene.verdicts().size();
        for (int i = 0; i < ROUNDS; i++) {
            victim.process().freeze();
            pass(FROZEN);
            victim.process().thaw();
            pass(THAWED);
        }
        long behind = scene.load().log().size() - scene.read();
        if (behind < LEAST_BEHIND) {
            throw new AssertionError("nobody was slow: " + behind + " records behind");
        }
        scene.requireAtWork(victim);
        scene.awaitCaughtUp();
        return ROUNDS + " s at a tenth of its time: " + behind + " records behind, "
                + (scene.verdicts().size() - starts) + " verdicts meanwhile";
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await().pollInterval(Duration.ofMillis(10)).until(() -> System.nanoTime() > end);
    }
}
