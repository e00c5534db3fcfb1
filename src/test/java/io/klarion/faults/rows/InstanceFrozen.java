package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Patience;
import io.klarion.faults.Scene;
import java.time.Duration;

/** A zombie: an instance stands still for longer than its session, its work goes to another one, and it wakes up. */
public final class InstanceFrozen implements Fault {

    private static final Duration LONGER_THAN_THE_SESSION = Duration.ofSeconds(8);

    @Override
    public String name() {
        return "instance-frozen";
    }

    @Override
    public String expected() {
        return "Exact; the other instance takes over, what the zombie still had to write is fenced off.";
    }

    @Override
    public String happen(Scene scene) {
        Instance zombie = scene.instance("a");
        Instance heir = scene.instance("b");
        scene.requireAtWork(zombie);
        scene.requireAtWork(heir);
        int members = scene.members();
        Silence silence = new Silence(scene);
        zombie.process().freeze();
        scene.during(LONGER_THAN_THE_SESSION, "the zombie stands still", zombie::isAlive);
        // all partitions get on only when the heir has the zombie's too
        scene.awaitCaughtUp();
        assertThat(scene.members()).as("members while the zombie stands still").isLessThan(members);
        zombie.process().thaw();
        // in the middle of a commit it is fenced, which the log tells; in a poll it hears that its partitions are lost
        await("the zombie notices that it was replaced, and joins again")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> scene.members() == members);
        scene.requireAtWork(zombie);
        scene.load().awaitMore(2_000);
        scene.awaitCaughtUp();
        return "frozen for " + LONGER_THAN_THE_SESSION.toSeconds() + " s and more, replaced, woken, and at work again; "
                + silence;
    }
}
