package io.klarion.faults.rows;

import static org.awaitility.Awaitility.await;

import io.klarion.faults.Balance;
import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Patience;
import io.klarion.faults.Scene;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Between two starts the group's offset of one partition is moved: what a fault of the platform would do to it. */
public final class OffsetsMoved implements Fault {

    private static final int MEANWHILE = 2_000;

    private final String name;
    private final long records;

    private OffsetsMoved(String name, long records) {
        this.name = name;
        this.records = records;
    }

    /** Records are skipped. */
    public static OffsetsMoved forwards() {
        return new OffsetsMoved("records-skipped", 40);
    }

    /** Records come a second time. */
    public static OffsetsMoved backwards() {
        return new OffsetsMoved("records-repeated", -40);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String expected() {
        return "Every window that is wrong says INTEGRITY_SUSPECT.";
    }

    @Override
    public String happen(Scene scene) throws ExecutionException, InterruptedException {
        scene.instances().forEach(scene::requireAtWork);
        scene.instances().forEach(Instance::stop);
        scene.load().awaitMore(MEANWHILE);
        TopicPartition partition = new TopicPartition(scene.deployment().orders(), 0);
        String group = scene.deployment().applicationId();
        Admin admin = scene.brokers().admin();
        OffsetAndMetadata at = Objects.requireNonNull(admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition));
        OffsetAndMetadata moved = new OffsetAndMetadata(at.offset() + records, at.leaderEpoch(), at.metadata());
        await("the group is empty and its offset is moved")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> {
                    admin.alterConsumerGroupOffsets(group, Map.of(partition, moved))
                            .all()
                            .get();
                    return true;
                });
        scene.instances().forEach(Instance::start);
        scene.instances().forEach(Instance::awaitReady);
        scene.awaitCaughtUp();
        return "offset of " + partition + " moved by " + records;
    }

    /* Unfit records among those that are skipped or repeated are not in quarantine, or twice. */
    @Override
    public boolean accepts(Balance balance) {
        return balance.silent() == 0
                && balance.problems().stream().allMatch(problem -> problem.startsWith("quarantine: "))
                && balance.flagged() > 0
                && balance.lost() + balance.duplicated() > 0;
    }
}
