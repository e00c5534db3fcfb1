package io.klarion.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** One broker with its controller, in a JVM of its own; its data outlive it. */
final class BrokerNode {

    private static final JavaProcess.Command COMMAND = new JavaProcess.Command(
            List.of(), List.of("-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), "kafka.Kafka");

    private final NodeAddress address;
    private final Map<String, String> settings;
    private final Path directory;
    private @Nullable JavaProcess process;
    private boolean frozen;

    BrokerNode(NodeAddress address, Map<String, String> settings, Path directory) {
        this.address = address;
        this.settings = settings;
        this.directory = directory;
    }

    int id() {
        return address.id();
    }

    /** Gives its empty directory an identity, and writes its settings. */
    void format(String clusterId) {
        try {
            Files.createDirectories(directory);
            Properties properties = new Properties();
            properties.putAll(settings);
            try (OutputStream out = Files.newOutputStream(propertiesFile())) {
                properties.store(out, null);
            }
            formatData(clusterId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void formatData(String clusterId) throws IOException {
        String data = settings.getOrDefault("log.dirs", "");
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(address.id())
                    .setClusterId(clusterId)
                    .addDirectory(data)
                    .setMetadataLogDirectory(data)
                    .setControllerListenerName(NodeSettings.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("node " + address.id() + " cannot be formatted: " + e.getMessage(), e);
        }
    }

    private Path propertiesFile() {
        return directory.resolve("server.properties");
    }

    void start() {
        if (isAlive()) {
            throw new IllegalStateException("node " + id() + " runs already");
        }
        frozen = false;
        process = JavaProcess.start(
                COMMAND, List.of(propertiesFile().toString()), directory.resolve("broker-" + address.id()));
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    boolean isFrozen() {
        return frozen && isAlive();
    }

    void kill() {
        running().kill();
    }

    void stop() {
        running().terminate();
        running().awaitExit(Patience.LONG);
    }

    void freeze() {
        running().freeze();
        frozen = true;
    }

    void thaw() {
        running().thaw();
        frozen = false;
    }

    private JavaProcess running() {
        if (process == null) {
            throw new IllegalStateException("node " + id() + " was never started");
        }
        return process;
    }
}
