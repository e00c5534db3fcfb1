package io.klarion.faults.rows;

import static org.awaitility.Awaitility.await;

import io.klarion.faults.Patience;
import io.klarion.faults.Plan;
import io.klarion.faults.Scene;
import io.klarion.shop.ShopRecords;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewPartitions;

/** A partition that the topic of orders is given while it is read. */
final class AddedPartition {

    /** Lets the instances see within a second that a topic has grown. */
    static final Plan SOON = Plan.DEFAULT.withKafka("metadata.max.age.ms", "1000");

    private static final int NUMBER = 4;

    /* Records that take longer to come than the first sign of life of the new partition. */
    private static final int HEARD = 5_000;

    private final Scene scene;
    private final String topic;
    private final ShopRecords records;

    private AddedPartition(Scene scene) {
        this.scene = scene;
        this.topic = scene.deployment().orders();
        this.records = new ShopRecords(97, topic, NUMBER);
    }

    /** Adds it and waits until it is assigned and heard of. */
    static AddedPartition to(Scene scene) throws ExecutionException, InterruptedException {
        scene.instances().forEach(scene::requireAtWork);
        AddedPartition added = new AddedPartition(scene);
        scene.brokers()
                .admin()
                .createPartitions(Map.of(added.topic, NewPartitions.increaseTo(NUMBER + 1)))
                .all()
                .get();
        await("the new partition is assigned")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(added::isAssigned);
        scene.load().awaitMore(HEARD);
        return added;
    }

    private boolean isAssigned() throws ExecutionException, InterruptedException {
        Collection<ConsumerGroupDescription> groups = scene.brokers()
                .admin()
                .describeConsumerGroups(List.of(scene.deployment().applicationId()))
                .all()
                .get()
                .values();
        return groups.stream()
                .flatMap(group -> group.members().stream())
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .anyMatch(partition -> partition.topic().equals(topic) && partition.partition() == NUMBER);
    }

    /** Sends records of event times from {@code back} milliseconds before now on. */
    void send(int count, long back) {
        for (int i = 0; i < count; i++) {
            scene.load().send(records.next(scene.load().now() - back, false));
        }
    }

    /** Sends the record after which nothing is waited for from here, and waits until all is read. */
    void close() {
        scene.load().send(records.onTime(scene.load().now() + 180_000));
        scene.load().awaitAcknowledged();
        scene.awaitCaughtUp();
    }
}
