package io.klarion.notify;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives all partitions to one member of the group, so that whoever tells of an event sees all of it, and the others stand
 * by. It is the one that has had them for longest, so that a newcomer takes nothing over.
 */
public final class OneOwner implements ConsumerPartitionAssignor {

    private static final long NEVER = Long.MAX_VALUE;

    private long ownerSince = NEVER;

    /** Made by the consumer, by its name. */
    public OneOwner() {}

    @Override
    public String name() {
        return "one-owner";
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        return ByteBuffer.allocate(Long.BYTES).putLong(0, ownerSince);
    }

    @Override
    public GroupAssignment assign(Cluster metadata, GroupSubscription group) {
        Map<String, Subscription> members = group.groupSubscription();
        String owner = members.entrySet().stream()
                .min(Comparator.<Map.Entry<String, Subscription>>comparingLong(member -> since(member.getValue()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
        Map<String, Assignment> assignments = new HashMap<>();
        members.forEach((member, subscription) -> assignments.put(
                member, new Assignment(member.equals(owner) ? all(metadata, subscription.topics()) : List.of())));
        return new GroupAssignment(assignments);
    }

    private static long since(Subscription subscription) {
        ByteBuffer data = subscription.userData();
        return data == null || data.remaining() < Long.BYTES ? NEVER : data.getLong(data.position());
    }

    private static List<TopicPartition> all(Cluster metadata, List<String> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            for (PartitionInfo info : metadata.partitionsForTopic(topic)) {
                partitions.add(new TopicPartition(topic, info.partition()));
            }
        }
        return partitions;
    }

    @Override
    public void onAssignment(Assignment assignment, ConsumerGroupMetadata metadata) {
        if (assignment.partitions().isEmpty()) {
            ownerSince = NEVER;
        } else if (ownerSince == NEVER) {
            ownerSince = System.currentTimeMillis();
        }
    }
}
