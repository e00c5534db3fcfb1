package io.klarion.topology;

import static org.apache.kafka.streams.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;
import static org.apache.kafka.streams.CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP;

import io.klarion.codec.DecodeLimits;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.protocol.SourcePartition;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.jspecify.annotations.Nullable;

/** Monitors running on a cluster: prepares topics and offsets, starts the topology, tells how it is, stops it. */
public final class MonitorStreams implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(30);

    private final KafkaStreams streams;
    private final GroupMembershipOperation atClose;
    private final @Nullable BrokerIdleProbe idleProbe;
    private final SortedMap<String, Integer> manifest;
    private final int internalPartitions;
    private final CatchUpWatch watch;
    private final ThreadFailures failures;

    /* What looks at the broker off the stream threads. */
    private record Watches(@Nullable BrokerIdleProbe idle, CatchUpWatch catchUp) {}

    private MonitorStreams(
            Topology topology,
            Properties properties,
            SortedMap<String, Integer> manifest,
            int internalPartitions,
            Watches watches,
            ThreadFailures failures) {
        this.streams = new KafkaStreams(topology, properties);
        this.atClose = isStaticMember(properties) ? REMAIN_IN_GROUP : LEAVE_GROUP;
        this.idleProbe = watches.idle();
        this.manifest = manifest;
        this.internalPartitions = internalPartitions;
        this.watch = watches.catchUp();
        this.failures = failures;
        streams.setUncaughtExceptionHandler(failures);
    }

    /* Who stays behind keeps its partitions unread until its session ends: right for a static member, which is
     * expected back, and for nobody else. */
    private static boolean isStaticMember(Properties properties) {
        return properties.stringPropertyNames().stream()
                .anyMatch(name -> name.endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    }

    /**
     * Prepares monitors to run for as long as nobody stops them.
     *
     * @throws StartException when the cluster cannot be reached or lacks something
     */
    public static MonitorStreams live(StreamsSettings settings, List<Monitor> monitors, Ports ports) {
        return prepare(settings, monitors, ports, false);
    }

    /**
     * Prepares monitors to read what the source topics hold now, and to close every window at its end.
     *
     * @throws StartException when the cluster cannot be reached or lacks something
     */
    public static MonitorStreams bounded(StreamsSettings settings, List<Monitor> monitors, Ports ports) {
        return prepare(settings, monitors, ports, true);
    }

    private static MonitorStreams prepare(
            StreamsSettings settings, List<Monitor> monitors, Ports ports, boolean bounded) {
        StreamsProperties.requireUsable(settings);
        Collection<String> sources = new TreeSet<>();
        monitors.forEach(monitor -> sources.addAll(monitor.topics()));
        try (Cluster cluster = new Cluster(settings.kafka())) {
            TopicSetup topics = new TopicSetup(cluster, settings);
            String clusterId = cluster.id();
            Permissions permissions = new Permissions(settings, sources);
            permissions.require(cluster); // a topic that may not be described looks like one that is not there
            SortedMap<String, Integer> manifest = topics.prepare(sources);
            GroupProtocol.require(settings.kafka(), manifest);
            permissions.require(cluster); // of topics that are there only now
            SourceOffsets offsets = new SourceOffsets(cluster);
            int internalPartitions = topics.internalPartitions();
            new OffsetCheck(offsets, settings.applicationId())
                    .require(manifest, settings.internalTopic(), internalPartitions);
            offsets.commitStart(settings.applicationId(), manifest, settings.start());
            Map<SourcePartition, Long> ends = offsets.endsToRead(settings.applicationId(), manifest);
            TopologySpec spec = new TopologySpec(
                    monitors, manifest, bounded ? ends : Map.of(), topics(settings), DecodeLimits.DEFAULT);
            // State of another cluster under the same id would be taken for damaged state of this one.
            Properties properties = StreamsProperties.of(settings.inStateDir(clusterId));
            BrokerIdleProbe probe = bounded ? null : idleProbe(settings, monitors);
            Topology topology = DriftTopology.build(
                    spec,
                    ports,
                    probe == null ? IdleProbe.NEVER : probe,
                    new TopologyConfig(new StreamsConfig(properties)));
            CatchUpWatch watch = new CatchUpWatch(settings.kafka(), settings.applicationId(), new CatchUp(ends));
            return new MonitorStreams(
                    topology,
                    properties,
                    manifest,
                    internalPartitions,
                    new Watches(probe, watch),
                    new ThreadFailures(permissions));
        }
    }

    private static TopologySpec.Topics topics(StreamsSettings settings) {
        return new TopologySpec.Topics(
                settings.internalTopic(),
                settings.topics().verdicts(),
                settings.topics().alerts(),
                settings.topics().quarantine());
    }

    /* Monitors that share a topic share its partitions' status: the most patient one decides. */
    private static BrokerIdleProbe idleProbe(StreamsSettings settings, List<Monitor> monitors) {
        Map<String, Long> idleAfter = new HashMap<>();
        for (Monitor monitor : monitors) {
            monitor.topics()
                    .forEach(topic -> idleAfter.merge(topic, monitor.lifecycle().idleAfter(), Math::max));
        }
        return new BrokerIdleProbe(settings.kafka(), settings.applicationId(), idleAfter, System::currentTimeMillis);
    }

    /** The topology of these monitors as Streams describes it; needs no cluster. */
    public static String describe(
            StreamsSettings settings, List<Monitor> monitors, SortedMap<String, Integer> manifest) {
        TopologySpec spec = new TopologySpec(monitors, manifest, Map.of(), topics(settings), DecodeLimits.DEFAULT);
        Properties properties = StreamsProperties.of(settings);
        return DriftTopology.build(
                        spec, Ports.none(), IdleProbe.NEVER, new TopologyConfig(new StreamsConfig(properties)))
                .describe()
                .toString();
    }

    /** Begins to run; returns at once. */
    public void start() {
        watch.start();
        streams.start();
    }

    /** The source topics and their numbers of partitions. */
    public SortedMap<String, Integer> manifest() {
        return manifest;
    }

    /** How many partitions the topic between the stages has. */
    public int internalPartitions() {
        return internalPartitions;
    }

    /** The running Streams instance, for metric binders. */
    public KafkaStreams streams() {
        return streams;
    }

    /** Why it can never work again; empty while it can. */
    public Optional<String> failure() {
        return streams.state() == KafkaStreams.State.ERROR || streams.state() == KafkaStreams.State.NOT_RUNNING
                ? Optional.of("Kafka Streams is " + streams.state()
                        + failures.last().map(why -> ": " + why).orElse(""))
                : Optional.empty();
    }

    /**
     * Why what it shows is not to be relied on; empty when it is: it runs, its state is restored, no thread hangs, and
     * each source partition it reads has been read to where it ended when this process started. One that was given no
     * partition is ready when it runs.
     */
    public Optional<String> notReady() {
        if (streams.state() != KafkaStreams.State.RUNNING) {
            return Optional.of("Kafka Streams is " + streams.state()
                    + failures.last().map(why -> ": " + why).orElse(""));
        }
        return ThreadPolls.hanging(streams.metrics()).or(() -> watch.catchUp().ahead(partitions()));
    }

    private List<TopicPartition> partitions() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .toList();
    }

    @Override
    public void close() {
        streams.close(CloseOptions.timeout(STOP).withGroupMembershipOperation(atClose));
        watch.close();
        if (idleProbe != null) {
            idleProbe.close();
        }
    }
}
