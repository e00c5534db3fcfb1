package io.klarion.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A real, single Kafka broker with its controller, in this JVM, on the loopback address.
 *
 * <p>It starts in about two seconds and registers no shutdown hook: whoever starts it closes it, after the clients.
 * Closing twice, also from two threads, is closing once. Safe to share between threads.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private final Path directory;
    private final boolean temporary;
    private final BrokerPorts ports;
    private final ControllerServer controller;
    private final BrokerServer broker;
    private boolean closed;

    private EmbeddedBroker(Path directory, boolean temporary, BrokerPorts ports, KafkaConfig config) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> formatted =
                KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(EmbeddedBroker.class), "");
        SharedServer shared = new SharedServer(
                config,
                formatted._1(),
                Time.SYSTEM,
                new Metrics(),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                new StandardFaultHandlerFactory(),
                ports);
        this.directory = directory;
        this.temporary = temporary;
        this.ports = ports;
        this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), formatted._2());
        this.broker = new BrokerServer(shared);
    }

    /**
     * Starts a broker on a free port, with a new directory that {@link #close} removes.
     *
     * @throws IOException when the directory cannot be written or the sockets cannot be opened
     */
    public static EmbeddedBroker start() throws IOException {
        return start(Files.createTempDirectory("klarion-broker-"), 0, true);
    }

    /**
     * Starts a broker that keeps its data in {@code directory}, so that it can be started there again.
     *
     * @param port where it listens; 0 for any free port
     * @throws IOException when the directory cannot be written or the port is taken
     */
    public static EmbeddedBroker start(Path directory, int port) throws IOException {
        return start(directory, port, false);
    }

    private static EmbeddedBroker start(Path directory, int port, boolean temporary) throws IOException {
        BrokerLog.quieten();
        BrokerPorts ports = BrokerPorts.open(port);
        EmbeddedBroker broker;
        try {
            KafkaConfig config = new KafkaConfig(BrokerSettings.of(directory, ports), false);
            format(directory);
            broker = new EmbeddedBroker(directory, temporary, ports, config);
        } catch (IOException | RuntimeException e) {
            ports.close();
            throw e;
        }
        try {
            broker.controller.startup();
            broker.broker.startup();
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    /** Gives a new directory its identity; one that has been used before keeps its own. */
    private static void format(Path directory) throws IOException {
        if (Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName(BrokerPorts.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the broker's directory cannot be formatted: " + e.getMessage(), e);
        }
    }

    /** Where clients connect: {@code host:port}. */
    public String bootstrapServers() {
        return BrokerPorts.HOST + ":" + ports.brokerPort();
    }

    /** Where its data lie. */
    Path directory() {
        return directory;
    }

    /**
     * Creates a topic and waits until it exists.
     *
     * @param config the topic's own settings, such as {@code retention.bytes}
     * @throws IllegalStateException when the broker refuses, because the topic exists or a setting is wrong
     */
    public void createTopic(String name, int partitions, Map<String, String> config) throws InterruptedException {
        NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(config);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("topic " + name + ": cannot be created: " + e.getMessage(), e);
        }
    }

    /** Stops the broker and removes its directory, if it was made for it; waits until both are done. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        broker.shutdown(SHUTDOWN);
        controller.shutdown();
        ports.close();
        if (temporary) {
            remove(directory);
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
