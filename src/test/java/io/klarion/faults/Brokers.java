package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Utils;

/**
 * A cluster of three nodes on the loopback address, each a JVM that is broker and controller; every topic is on all of
 * them, and two are enough to write.
 */
public final class Brokers implements AutoCloseable {

    /** The nodes' numbers are 1 to this. */
    public static final int NODES = 3;

    private static final String OFFSETS = "__consumer_offsets";

    private final List<BrokerNode> nodes = new ArrayList<>();
    private final Map<String, String> client = new HashMap<>();
    private final Admin admin;

    private Brokers(Path directory, Function<NodeAddress, Map<String, String>> extra, Map<String, String> client) {
        List<NodeAddress> addresses = addresses();
        String clusterId = Uuid.randomUuid().toString();
        for (NodeAddress address : addresses) {
            Path own = directory.resolve("node-" + address.id()).toAbsolutePath();
            BrokerNode node =
                    new BrokerNode(address, NodeSettings.of(address, addresses, own.resolve("data"), extra), own);
            node.format(clusterId);
            nodes.add(node);
        }
        this.client.put(
                "bootstrap.servers", addresses.stream().map(NodeAddress::client).collect(Collectors.joining(",")));
        this.client.putAll(client);
        this.admin = Admin.create(Map.copyOf(this.client));
    }

    private static List<NodeAddress> addresses() {
        FixedPorts ports = new FixedPorts();
        List<NodeAddress> addresses = new ArrayList<>();
        for (int id = 1; id <= NODES; id++) {
            addresses.add(new NodeAddress(id, ports.next(), ports.next()));
        }
        return addresses;
    }

    /** Starts a cluster that lets everybody in, with its data and logs below a directory. */
    public static Brokers start(Path directory) {
        return start(directory, address -> Map.of(), Map.of());
    }

    /**
     * Starts a cluster with other listeners, authorizers and so on.
     *
     * @param extra more server settings of a node; they win over what is set here
     * @param client what a client needs beside the address, to be let in as an administrator
     */
    public static Brokers start(
            Path directory, Function<NodeAddress, Map<String, String>> extra, Map<String, String> client) {
        Brokers brokers = new Brokers(directory, extra, client);
        brokers.nodes.forEach(BrokerNode::start);
        brokers.awaitWhole();
        return brokers;
    }

    /** Client properties that lead here. */
    public Map<String, String> client() {
        return Map.copyOf(client);
    }

    /** An administrator of the cluster; shared, not to be closed. */
    public Admin admin() {
        return admin;
    }

    /** Ends a node with kill -9. */
    public void kill(int node) {
        node(node).kill();
    }

    /** Ends a node in good order. */
    public void stop(int node) {
        node(node).stop();
    }

    /** Starts a node that has ended; does not wait for it. */
    public void start(int node) {
        node(node).start();
    }

    /** Stops a node's clock. */
    public void freeze(int node) {
        node(node).freeze();
    }

    /** Lets a frozen node run on. */
    public void thaw(int node) {
        node(node).thaw();
    }

    /** Whether a node's process runs, frozen or not. */
    public boolean isAlive(int node) {
        return node(node).isAlive();
    }

    private BrokerNode node(int id) {
        return nodes.get(id - 1);
    }

    /** The node that leads a partition now. */
    public int leaderOf(String topic, int partition) {
        return describe(List.of(topic))
                .get(0)
                .partitions()
                .get(partition)
                .leader()
                .id();
    }

    /** The node that coordinates a group: it leads the group's partition of the offsets topic. */
    public int coordinatorOf(String group) {
        TopicDescription offsets = describe(List.of(OFFSETS)).get(0);
        return offsets.partitions()
                .get(Utils.abs(group.hashCode()) % offsets.partitions().size())
                .leader()
                .id();
    }

    /** The node whose controller is active. */
    public int controller() {
        return get(admin.describeMetadataQuorum().quorumInfo()).leaderId();
    }

    /** Creates a topic on all nodes, which never deletes by age. */
    public void createTopic(String name, int partitions) {
        NewTopic topic = new NewTopic(name, partitions, (short) NODES).configs(Map.of("retention.ms", "-1"));
        get(admin.createTopics(List.of(topic)).all());
    }

    /** Deletes all topics whose names begin so. */
    public void deleteTopics(String prefix) {
        List<String> topics = get(admin.listTopics().names()).stream()
                .filter(topic -> topic.startsWith(prefix))
                .toList();
        get(admin.deleteTopics(topics).all());
    }

    /** Starts what has ended, thaws what is frozen, and waits until the cluster is whole. */
    public void heal() {
        for (BrokerNode node : nodes) {
            if (node.isFrozen()) {
                node.thaw();
            } else if (!node.isAlive()) {
                node.start();
            }
        }
        awaitWhole();
    }

    /** Waits until all nodes are there and hold every record. */
    public void awaitWhole() {
        await("a whole cluster")
                .atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(get(admin.describeCluster().nodes())).hasSize(NODES);
                    assertThat(behind()).isEmpty();
                });
    }

    /* Partitions that a node lacks. */
    private List<String> behind() {
        List<String> behind = new ArrayList<>();
        for (TopicDescription topic : describe(get(admin.listTopics().names()))) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                if (partition.isr().size() < NODES) {
                    behind.add(topic.name() + "-" + partition.partition());
                }
            }
        }
        return behind;
    }

    private List<TopicDescription> describe(Collection<String> topics) {
        return List.copyOf(get(admin.describeTopics(topics).allTopicNames()).values());
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(Patience.LONG.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the cluster does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
        nodes.stream().filter(BrokerNode::isAlive).forEach(BrokerNode::kill);
    }
}
