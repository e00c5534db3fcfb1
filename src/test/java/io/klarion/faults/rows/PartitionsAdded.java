package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.klarion.faults.Balance;
import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Patience;
import io.klarion.faults.Plan;
import io.klarion.faults.Scene;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** A topic is given one more partition while it is read; it is empty at first, records come, and it goes quiet. */
public final class PartitionsAdded implements Fault {

    private static final int ROUNDS = 40;
    private static final int EACH = 10;
    private static final int MEANWHILE = 100;
    private static final int MORE_VERDICTS = 60;

    @Override
    public String name() {
        return "partitions-added";
    }

    @Override
    public String expected() {
        return "Exact: the records of the new partition are counted like all others; quiet, it is idle; all without a restart.";
    }

    @Override
    public Plan plan() {
        return AddedPartition.SOON.withIdleAfter(Duration.ofSeconds(4));
    }

    @Override
    public String happen(Scene scene) throws ExecutionException, InterruptedException {
        AddedPartition added = AddedPartition.to(scene);
        for (int round = 0; round < ROUNDS; round++) {
            added.send(EACH, 0);
            scene.load().awaitMore(MEANWHILE);
        }
        int before = scene.verdicts().size();
        await("windows go on without the quiet partition")
                .atMost(Patience.LONG)
                .until(() -> scene.verdicts().size() > before + MORE_VERDICTS);
        added.close();
        assertThat(scene.instances()).allMatch(Instance::isAlive);
        return "one partition added, " + (ROUNDS * EACH + 1) + " records sent there";
    }

    @Override
    public boolean accepts(Balance balance) {
        return balance.isExactButFor("IDLE_EXCLUDED");
    }
}
