package io.klarion.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How the brokers of a topic are reached, as it is typed. */
final class ClientOptions {

    private static final String BROKERS = "bootstrap.servers";
    private static final String HERE = "localhost:9092";

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "The brokers that have the topic; default those of --command-config, else " + HERE + ".")
    private @Nullable String bootstrapServer;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties for the clients that read the topic, such as security.protocol.")
    private @Nullable Path file;

    /**
     * The clients' properties, the brokers always among them.
     *
     * @throws ParameterException when there is a file and it cannot be read as properties
     */
    Map<String, String> properties(CommandLine command) {
        Map<String, String> clients = file == null ? new TreeMap<>() : read(file, command);
        if (bootstrapServer != null) {
            clients.put(BROKERS, bootstrapServer);
        }
        clients.putIfAbsent(BROKERS, HERE);
        return clients;
    }

    private static Map<String, String> read(Path file, CommandLine command) {
        Properties read = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            read.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(
                    command,
                    "--command-config: must be a readable file of properties, was " + file + ": " + e.getMessage(),
                    e);
        }
        Map<String, String> clients = new TreeMap<>();
        read.stringPropertyNames().forEach(name -> clients.put(name, read.getProperty(name)));
        return clients;
    }
}
