package io.klarion.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Finds the topics a monitor needs, creates missing ones where that is wanted, and checks that they fit. */
final class TopicSetup {

    private static final String WEEK = Long.toString(7L * 24 * 3600 * 1000);
    private static final int RESULT_PARTITIONS = 3;
    private static final Duration KNOWN = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Cluster cluster;
    private final StreamsSettings settings;

    TopicSetup(Cluster cluster, StreamsSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
    }

    /**
     * Makes sure that all topics exist. Source topics are never created: an empty one made for a mistyped name would be
     * watched in silence.
     *
     * @return the source topics with their numbers of partitions
     * @throws StartException naming every missing topic at once
     */
    SortedMap<String, Integer> prepare(Collection<String> sources) {
        requireTransactions();
        Set<String> existing = cluster.topics();
        List<String> missingSources = missing(new TreeSet<>(sources), existing);
        List<String> missing = missing(settings.ownTopics(), existing);
        List<String> problems = new ArrayList<>();
        if (!missingSources.isEmpty()) {
            problems.add("source topics: must exist, was missing: " + String.join(", ", missingSources));
        }
        if (!missing.isEmpty() && !settings.createTopics()) {
            problems.add("topics: must exist, was missing: " + String.join(", ", missing)
                    + "; create them, or set create-topics: true");
        }
        if (!problems.isEmpty()) {
            throw new StartException(String.join("; ", problems));
        }
        SortedMap<String, Integer> manifest = partitions(sources);
        missing.forEach(topic -> create(own(topic, manifest)));
        awaitKnown(missing);
        return manifest;
    }

    private static List<String> missing(Set<String> needed, Set<String> existing) {
        return needed.stream().filter(topic -> !existing.contains(topic)).toList();
    }

    /* A broker may hear of a new topic later than whoever has created it. */
    private void awaitKnown(Collection<String> created) {
        long deadline = System.nanoTime() + KNOWN.toNanos();
        while (true) {
            try {
                partitions(created);
                return;
            } catch (StartException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** How many partitions the topic between the stages has. */
    int internalPartitions() {
        return partitions(List.of(settings.internalTopic())).getOrDefault(settings.internalTopic(), 0);
    }

    /**
     * Makes sure that stage 2's state was made of as many internal partitions as there are.
     *
     * @throws StartException when it was not
     */
    void requireSamePartitions() {
        String changelog = settings.applicationId() + "-" + TopologyNames.STATE_STORE + "-changelog";
        if (cluster.topics().contains(changelog)) {
            int before = partitions(List.of(changelog)).getOrDefault(changelog, 0);
            int now = internalPartitions();
            if (before != now) {
                throw new StartException(TopicIds.message("of another number of partitions: " + settings.internalTopic()
                        + " (" + before + " → " + now + ")"));
            }
        }
    }

    private SortedMap<String, Integer> partitions(Collection<String> topics) {
        SortedMap<String, Integer> partitions = new TreeMap<>();
        describe(cluster, topics)
                .forEach((topic, description) ->
                        partitions.put(topic, description.partitions().size()));
        return partitions;
    }

    /** The ids of these topics. */
    static TopicIds ids(Cluster cluster, Collection<String> topics) {
        SortedMap<String, String> ids = new TreeMap<>();
        describe(cluster, topics)
                .forEach((topic, description) ->
                        ids.put(topic, description.topicId().toString()));
        return new TopicIds(ids);
    }

    /** The ids of those of these topics that exist. */
    static TopicIds idsOfExisting(Cluster cluster, Collection<String> topics) {
        SortedMap<String, String> ids = new TreeMap<>();
        cluster.admin().describeTopics(topics).topicNameValues().forEach((topic, described) -> {
            try {
                TopicDescription found = cluster.await(described, "describe the topic " + topic);
                ids.put(topic, found.topicId().toString());
            } catch (StartException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        });
        return new TopicIds(ids);
    }

    private static Map<String, TopicDescription> describe(Cluster cluster, Collection<String> topics) {
        return cluster.await(cluster.admin().describeTopics(topics).allTopicNames(), "describe the topics " + topics);
    }

    private NewTopic own(String topic, SortedMap<String, Integer> manifest) {
        if (settings.references().filter(topic::equals).isPresent()) {
            return references(topic);
        }
        if (!topic.equals(settings.internalTopic())) {
            return topic(topic, RESULT_PARTITIONS, Map.of());
        }
        int widest =
                manifest.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        int partitions = settings.internalPartitions() > 0 ? settings.internalPartitions() : widest;
        return topic(topic, partitions, Map.of("cleanup.policy", "delete", "retention.ms", WEEK));
    }

    /**
     * Makes sure that the topic of references keeps every version, in one order.
     *
     * @throws StartException when it does not
     */
    void requireReferencesKept() {
        settings.references().ifPresent(topic -> {
            int partitions = partitions(List.of(topic)).getOrDefault(topic, 0);
            if (partitions != 1) {
                throw new StartException(
                        "topics.references: must be a topic of one partition, was " + topic + " of " + partitions);
            }
            String policy = setting(topic, "cleanup.policy");
            if (!policy.isEmpty() && !policy.equals("compact")) {
                throw new StartException("topics.references: must be a topic with cleanup.policy=compact, which keeps"
                        + " every version, was " + topic + " with " + policy);
            }
        });
    }

    /* Empty where it is kept from us. */
    private String setting(String topic, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = cluster.await(
                            cluster.admin().describeConfigs(List.of(resource)).all(),
                            "read the settings of topic " + topic,
                            "DescribeConfigs on topic " + topic)
                    .getOrDefault(resource, new Config(List.of()));
            ConfigEntry entry = config.get(name);
            return entry == null || entry.value() == null ? "" : entry.value();
        } catch (StartException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return "";
            }
            throw e;
        }
    }

    /**
     * Makes sure that there is a topic to publish references to.
     *
     * @throws StartException when there is none and none may be created
     */
    void requireReferences() {
        settings.references().ifPresent(topic -> {
            Set<String> existing = cluster.topics();
            if (!existing.contains(topic)) {
                if (!settings.createTopics()) {
                    throw new StartException("topics: must exist, was missing: " + topic
                            + "; create it, compacted and with one partition, or set create-topics: true");
                }
                create(references(topic));
                awaitKnown(List.of(topic));
            }
        });
        requireReferencesKept();
    }

    /* Every version stays: its key is its own. */
    private NewTopic references(String topic) {
        return topic(topic, 1, Map.of("cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime"));
    }

    private NewTopic topic(String topic, int partitions, Map<String, String> own) {
        Optional<Short> replicas =
                settings.replicationFactor() < 1 ? Optional.empty() : Optional.of(settings.replicationFactor());
        Map<String, String> configs = new HashMap<>(own);
        configs.put("max.message.bytes", Integer.toString(settings.largestMessage()));
        return new NewTopic(topic, Optional.of(partitions), replicas).configs(configs);
    }

    private void create(NewTopic topic) {
        try {
            cluster.await(
                    cluster.admin().createTopics(List.of(topic)).all(),
                    "create the topic " + topic.name(),
                    "Create on topic " + topic.name());
        } catch (StartException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /* On a cluster with fewer brokers than the transaction log wants, a transaction would wait for ever. */
    private void requireTransactions() {
        Collection<Node> nodes = cluster.await(cluster.admin().describeCluster().nodes(), "reach the cluster");
        if (!settings.exactlyOnce() || nodes.isEmpty() || hasTransactionLog()) {
            return;
        }
        Config broker = brokerConfig(nodes.iterator().next().idString());
        List<String> tooMany = new ArrayList<>();
        for (String key : List.of("transaction.state.log.replication.factor", "transaction.state.log.min.isr")) {
            ConfigEntry entry = broker.get(key);
            if (entry != null && entry.value() != null && Integer.parseInt(entry.value()) > nodes.size()) {
                tooMany.add(key + "=" + entry.value());
            }
        }
        if (!tooMany.isEmpty()) {
            throw new StartException("streams.guarantee: must be at-least-once on this cluster of " + nodes.size()
                    + " broker(s), was exactly-once; or set on the broker: "
                    + String.join(", ", tooMany).replaceAll("=\\d+", "=" + nodes.size()) + " (was "
                    + String.join(", ", tooMany) + ")");
        }
    }

    /* Nothing where it is kept from us: most clusters with access lists show it to administrators only, and they have
     * their transaction log. */
    private Config brokerConfig(String broker) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker);
        Config nothing = new Config(List.of());
        try {
            return cluster.await(
                            cluster.admin().describeConfigs(List.of(resource)).all(),
                            "read the broker's settings",
                            "DescribeConfigs on the cluster")
                    .getOrDefault(resource, nothing);
        } catch (StartException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return nothing;
            }
            throw e;
        }
    }

    private boolean hasTransactionLog() {
        return cluster.await(
                        cluster.admin()
                                .listTopics(new ListTopicsOptions().listInternal(true))
                                .names(),
                        "list the topics")
                .contains("__transaction_state");
    }
}
