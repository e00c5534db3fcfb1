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
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** Monitors running on a cluster: prepares topics and offsets, starts the topology, tells how it is, stops it. */
public final class MonitorStreams implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(30);

    private final KafkaStreams streams;
    private final GroupMembershipOperation atClose;
    private final Watches watches;
    private final TopologySpec spec;
    private final ThreadFailures failures;

    /* The clients of the stream threads, and what looks at the broker off them. */
    private record Watches(StreamsClients clients, BrokerLooks looks, TopicWatch topics, CatchUpWatch catchUp)
            implements AutoCloseable {

        @Override
        public void close() {
            catchUp.close();
            looks.close();
            topics.close();
        }
    }

    private MonitorStreams(
            Topology topology, Properties properties, TopologySpec spec, Watches watches, ThreadFailures failures) {
        this.streams = streams(topology, properties, spec, watches.clients());
        this.atClose = isStaticMember(properties) ? REMAIN_IN_GROUP : LEAVE_GROUP;
        this.watches = watches;
        this.spec = spec;
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
        return prepare(settings, monitors, ports, Optional.empty());
    }

    /**
     * Prepares monitors to read what the source topics hold now, and to close every window at its end.
     *
     * @param ends where some partitions end at the latest, exclusively
     * @throws StartException when the cluster cannot be reached or lacks something
     */
    public static MonitorStreams bounded(
            StreamsSettings settings, List<Monitor> monitors, Ports ports, Map<SourcePartition, Long> ends) {
        return prepare(settings, monitors, ports, Optional.of(ends));
    }

    private static MonitorStreams prepare(
            StreamsSettings asked, List<Monitor> monitors, Ports ports, Optional<Map<SourcePartition, Long>> limits) {
        boolean bounded = limits.isPresent();
        StreamsProperties.requireUsable(asked);
        Collection<String> sources = sources(monitors);
        try (Cluster cluster = new Cluster(asked.kafka())) {
            String clusterId = cluster.id();
            Permissions permissions = new Permissions(asked, sources);
            permissions.require(cluster); // a topic that may not be described looks like one that is not there
            StreamsSettings settings = bounded ? asked.withReferencesAmong(cluster.topics()) : asked;
            TopicSetup topics = new TopicSetup(cluster, settings);
            SortedMap<String, Integer> manifest = topics.prepare(sources);
            SourceOffsets.requireKnown(settings.start().offsets(), manifest);
            SourceOffsets.requireKnown(limits.orElse(Map.of()), manifest);
            GroupProtocol.require(settings.kafka(), manifest);
            permissions.require(cluster); // of topics that are there only now
            topics.requireSamePartitions();
            topics.requireReferencesKept();
            TopologySpec spec = spec(cluster, settings, monitors, manifest, topics.internalPartitions(), limits);
            // State of another cluster under the same id would be taken for damaged state of this one.
            Properties properties =
                    StreamsProperties.of(settings.inStateDir(clusterId), new SourceDecoder(spec).recordsAPoll());
            SourceOffsets offsets = new SourceOffsets(cluster);
            Map<TopicPartition, OffsetAndMetadata> begun = offsets.committed(settings.applicationId());
            ReferenceFeed references = settings.references()
                    .<ReferenceFeed>map(topic -> new TopicReferenceFeed(cluster, settings.kafka(), topic, monitors))
                    .orElse(ReferenceFeed.NONE);
            CatchUp catchUp = new CatchUp(
                    bounded ? spec.endOffsets() : offsets.endsToRead(settings.applicationId(), manifest, Map.of()));
            catchUp.committed(begun);
            StreamsClients clients = new StreamsClients(spec, begun.keySet());
            Watches watches = new Watches(
                    clients,
                    new BrokerLooks(
                            bounded ? IdleProbe.NEVER : idleProbe(settings, monitors),
                            new BrokerSourceAudit(settings.kafka(), spec),
                            bounded ? references : references.followed()),
                    new TopicWatch(settings.kafka(), watched(cluster, spec, settings)),
                    new CatchUpWatch(settings.kafka(), settings.applicationId(), catchUp));
            return assemble(spec, ports, properties, watches, permissions);
        }
    }

    private static Collection<String> sources(List<Monitor> monitors) {
        Collection<String> sources = new TreeSet<>();
        monitors.forEach(monitor -> sources.addAll(monitor.topics()));
        return sources;
    }

    /* Versions of a topic of references that was made again could not be told from those before. */
    private static TopicIds watched(Cluster cluster, TopologySpec spec, StreamsSettings settings) {
        SortedMap<String, String> ids = new TreeMap<>(spec.topicIds().ids());
        settings.references()
                .ifPresent(topic ->
                        ids.putAll(TopicSetup.ids(cluster, List.of(topic)).ids()));
        return new TopicIds(ids);
    }

    private static KafkaStreams streams(
            Topology topology, Properties properties, TopologySpec spec, StreamsClients clients) {
        if (GroupProtocol.isStreams(properties.getProperty(StreamsConfig.GROUP_PROTOCOL_CONFIG))) {
            BatchingInterceptor.addTo(properties, spec);
            return new KafkaStreams(topology, properties);
        }
        return new KafkaStreams(topology, properties, clients);
    }

    private static MonitorStreams assemble(
            TopologySpec spec, Ports ports, Properties properties, Watches watches, Permissions permissions) {
        try {
            TopologyConfig config = new TopologyConfig(new StreamsConfig(properties));
            return new MonitorStreams(
                    DriftTopology.build(spec, ports, watches.looks(), config),
                    properties,
                    spec,
                    watches,
                    new ThreadFailures(permissions, System::nanoTime));
        } catch (RuntimeException e) {
            watches.close();
            throw e;
        }
    }

    /* Which topics they are, and where reading begins and ends. */
    private static TopologySpec spec(
            Cluster cluster,
            StreamsSettings settings,
            List<Monitor> monitors,
            SortedMap<String, Integer> manifest,
            int internalPartitions,
            Optional<Map<SourcePartition, Long>> limits) {
        String group = settings.applicationId();
        SourceOffsets offsets = new SourceOffsets(cluster);
        new OffsetCheck(offsets, group).require(manifest, settings.internalTopic(), internalPartitions);
        Map<SourcePartition, Long> begun = offsets.commitStart(group, manifest, settings.start());
        new StartMarks(cluster, settings.internalTopic(), internalPartitions).send(begun, manifest);
        Collection<String> counted = new TreeSet<>(manifest.keySet());
        counted.add(settings.internalTopic());
        return new TopologySpec(
                monitors,
                manifest,
                TopicSetup.ids(cluster, counted),
                limits.map(ends -> offsets.endsToRead(group, manifest, ends)).orElse(Map.of()),
                internalPartitions,
                topics(settings),
                DecodeLimits.DEFAULT);
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
        TopologySpec spec = new TopologySpec(
                monitors, manifest, TopicIds.NONE, Map.of(), 1, topics(settings), DecodeLimits.DEFAULT);
        Properties properties = StreamsProperties.of(settings, new SourceDecoder(spec).recordsAPoll());
        return DriftTopology.build(
                        spec, Ports.none(), BrokerLooks.NONE, new TopologyConfig(new StreamsConfig(properties)))
                .describe()
                .toString();
    }

    /** Begins to run; returns at once. */
    public void start() {
        watches.catchUp().start();
        streams.start();
    }

    /** The monitors with all versions of their references that are known now. */
    public List<Monitor> monitors() {
        List<Monitor> published = watches.looks().references().monitors();
        return published.isEmpty() ? spec.monitors() : published;
    }

    /** The source topics and their numbers of partitions. */
    public SortedMap<String, Integer> manifest() {
        return spec.manifest();
    }

    /** How many offsets lay ahead at the start, as far as they are not read; some may hold no record to be seen. */
    public long offsetsToRead() {
        return watches.catchUp().catchUp().left();
    }

    /** How many partitions the topic between the stages has. */
    public int internalPartitions() {
        return spec.internalPartitions();
    }

    /** The running Streams instance, for metric binders. */
    public KafkaStreams streams() {
        return streams;
    }

    /** Why it can never work again; empty while it can. */
    public Optional<String> failure() {
        Optional<String> recreated = watches.topics()
                .difference()
                .or(failures::verdict)
                .or(() -> watches.looks().references().failure());
        if (recreated.isPresent()) {
            return recreated;
        }
        return streams.state() == KafkaStreams.State.ERROR || streams.state() == KafkaStreams.State.NOT_RUNNING
                ? Optional.of("Kafka Streams is " + streams.state()
                        + failures.last().map(why -> ": " + why).orElse(""))
                : Optional.empty();
    }

    /**
     * Why what it shows is not to be relied on; empty when it is: it runs, its state is restored, no thread hangs, no
     * window waits for a second look at its source, and each source partition it reads has been read to where it ended when this process started. One that was given no
     * partition is ready when it runs.
     */
    public Optional<String> notReady() {
        if (streams.state() != KafkaStreams.State.RUNNING) {
            return Optional.of("Kafka Streams is " + streams.state()
                    + failures.last().map(why -> ": " + why).orElse(""));
        }
        return ThreadPolls.hanging(streams.metrics())
                .or(() -> watches.looks().audit().waiting())
                .or(() -> watches.looks().references().waiting())
                .or(() -> watches.catchUp().catchUp().ahead(partitions()));
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
        watches.close();
    }
}
