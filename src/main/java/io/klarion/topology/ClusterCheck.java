package io.klarion.topology;

import io.klarion.core.monitor.Diagnosis;
import io.klarion.core.monitor.Monitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** Looks whether a cluster has, and allows, what monitors need, without changing anything. */
public final class ClusterCheck {

    private static final long UNLIMITED = -1;

    private final StreamsSettings settings;
    private final List<Monitor> monitors;
    private final ResultReaders readers;
    private final List<Diagnosis> found = new ArrayList<>();
    private boolean isReached;

    /** A look at the cluster of these settings. */
    public ClusterCheck(StreamsSettings settings, List<Monitor> monitors, ResultReaders readers) {
        this.settings = settings;
        this.monitors = List.copyOf(monitors);
        this.readers = readers;
    }

    /** What was found, from the client properties to the last topic; ends early where the rest cannot be seen. */
    public List<Diagnosis> diagnoses() {
        try {
            StreamsProperties.requireUsable(settings);
            look();
        } catch (StartException e) {
            found.add(Diagnosis.problem(String.valueOf(e.getMessage())));
        }
        return List.copyOf(found);
    }

    private void look() {
        try (Cluster cluster = new Cluster(settings.kafka())) {
            int brokers = cluster.await(cluster.admin().describeCluster().nodes(), "reach the cluster")
                    .size();
            isReached = true;
            found.add(Diagnosis.fine(
                    "cluster " + cluster.id() + " answers, with " + brokers + (brokers == 1 ? " broker" : " brokers")));
            replicas(brokers);
            Collection<String> sources = new TreeSet<>();
            monitors.forEach(monitor -> sources.addAll(monitor.topics()));
            allowed(cluster, sources);
            found.addAll(readers.diagnoses(cluster, settings));
            Set<String> existing = cluster.topics();
            sources(cluster, sources, existing);
            results(existing);
            group(cluster);
        }
    }

    /** Whether the cluster answered at all, so that it is worth asking for more; false before {@link #diagnoses}. */
    public boolean isReached() {
        return isReached;
    }

    private void replicas(int brokers) {
        if (settings.replicationFactor() > brokers) {
            found.add(Diagnosis.problem("topics.replication-factor: must be at most the number of brokers, " + brokers
                    + ", was " + settings.replicationFactor()));
        } else if (brokers < 3) {
            found.add(Diagnosis.warning("fewer than three brokers: what one of them loses is lost"));
        }
    }

    private void allowed(Cluster cluster, Collection<String> sources) {
        try {
            new Permissions(settings, sources).require(cluster);
            found.add(Diagnosis.fine("permissions on the topics that are there suffice"));
        } catch (StartException e) {
            found.add(Diagnosis.problem(String.valueOf(e.getMessage())));
        }
    }

    private void sources(Cluster cluster, Collection<String> sources, Set<String> existing) {
        for (String topic : sources) {
            if (!existing.contains(topic)) {
                found.add(Diagnosis.problem("source topic " + topic + ": must exist, was missing"));
                continue;
            }
            Map<String, TopicDescription> described = cluster.await(
                    cluster.admin().describeTopics(List.of(topic)).allTopicNames(), "describe the topic " + topic);
            int partitions = described.values().stream()
                    .mapToInt(each -> each.partitions().size())
                    .sum();
            found.add(Diagnosis.fine(
                    "source topic " + topic + " has " + partitions + (partitions == 1 ? " partition" : " partitions")));
            config(cluster, topic).ifPresent(config -> configured(topic, config));
        }
    }

    /* Empty where it is kept from us. */
    private static Optional<Config> config(Cluster cluster, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return Optional.ofNullable(cluster.await(
                            cluster.admin().describeConfigs(List.of(resource)).all(),
                            "read the settings of topic " + topic,
                            "DescribeConfigs on topic " + topic)
                    .get(resource));
        } catch (StartException e) {
            return Optional.empty();
        }
    }

    private void configured(String topic, Config config) {
        if (value(config, "cleanup.policy").contains("compact")) {
            found.add(Diagnosis.warning("source topic " + topic
                    + ": cleanup.policy is compact: a replay sees fewer records than were counted live, and a gap"
                    + " cannot be told from what was compacted"));
        }
        String text = value(config, "retention.ms");
        long retention = text.isEmpty() ? UNLIMITED : Long.parseLong(text);
        long needed = monitors.stream()
                .filter(monitor -> monitor.topics().contains(topic))
                .mapToLong(monitor -> monitor.window().size() + monitor.window().grace())
                .max()
                .orElse(0);
        if (retention != UNLIMITED && retention < 2 * needed) {
            found.add(Diagnosis.warning("source topic " + topic + ": retention.ms should be well above the windows of "
                    + Duration.ofMillis(needed) + ", is " + Duration.ofMillis(retention)
                    + ": an outage of that length loses records"));
        }
        if (value(config, "message.timestamp.type").equals("CreateTime")) {
            found.add(
                    Diagnosis.fine(
                            "source topic " + topic + ": timestamps are the producers'; with"
                                    + " message.timestamp.type=LogAppendTime a producer's wrong clock is told from a wrong event time"));
        }
    }

    private static String value(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null || entry.value() == null ? "" : entry.value();
    }

    private void results(Set<String> existing) {
        Set<String> missing = settings.ownTopics();
        missing.removeAll(existing);
        if (missing.isEmpty()) {
            found.add(Diagnosis.fine("all topics for results are there"));
        } else if (settings.createTopics()) {
            found.add(Diagnosis.fine("to be created at the start: " + String.join(", ", missing)));
        } else {
            found.add(Diagnosis.problem("topics: must exist, was missing: " + String.join(", ", missing)
                    + "; create them, or set create-topics: true"));
        }
    }

    private void group(Cluster cluster) {
        SourceOffsets offsets = new SourceOffsets(cluster);
        SortedMap<TopicPartition, Long> reached =
                new TreeMap<>(java.util.Comparator.comparing(TopicPartition::toString));
        offsets.committed(settings.applicationId())
                .forEach((TopicPartition partition, OffsetAndMetadata at) -> reached.put(partition, at.offset()));
        reached.keySet().removeIf(partition -> partition.topic().equals(settings.internalTopic()));
        if (reached.isEmpty()) {
            found.add(Diagnosis.fine("group " + settings.applicationId() + " has not read anything yet"));
            return;
        }
        Map<TopicPartition, Long> ends = offsets.ends(List.copyOf(reached.keySet()));
        long behind = reached.entrySet().stream()
                .mapToLong(entry -> Math.max(0, ends.getOrDefault(entry.getKey(), 0L) - entry.getValue()))
                .sum();
        found.add(Diagnosis.fine("group " + settings.applicationId() + " has " + behind + " records of "
                + reached.size() + " partitions still to read"));
    }
}
