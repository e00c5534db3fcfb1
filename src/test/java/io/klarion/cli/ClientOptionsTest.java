package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class ClientOptionsTest {

    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("client.properties"), text);
    }

    private static Map<String, String> properties(String... arguments) {
        ClientOptions options = new ClientOptions();
        CommandLine command = new CommandLine(options);
        command.parseArgs(arguments);
        return options.properties(command);
    }

    @Test
    void theBrokersAreThoseGivenElseThoseOfTheFileElseHere() throws IOException {
        String file = file("bootstrap.servers=b1:9093\nsecurity.protocol=SSL\n").toString();

        assertThat(properties("--bootstrap-server", "b2:9094", "--command-config", file))
                .isEqualTo(Map.of("bootstrap.servers", "b2:9094", "security.protocol", "SSL"));
        assertThat(properties("--command-config", file))
                .isEqualTo(Map.of("bootstrap.servers", "b1:9093", "security.protocol", "SSL"));
        assertThat(properties("--command-config", file("client.rack=a\n").toString()))
                .isEqualTo(Map.of("bootstrap.servers", "localhost:9092", "client.rack", "a"));
        assertThat(properties()).isEqualTo(Map.of("bootstrap.servers", "localhost:9092"));
    }

    @Test
    void initAsksTheBrokersOfTheFile() throws IOException {
        Ran ran = init(file("bootstrap.servers=without-a-port\n"));

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("Invalid url in bootstrap.servers: without-a-port");
    }

    @Test
    void aFileThatCannotBeReadIsWrongUsage() throws IOException {
        Path file = file("a=\\uXYZW\n");

        Ran ran = init(file);

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("--command-config: must be a readable file of properties, was " + file + ": ");
    }

    @Test
    void theHelpTellsWhichBrokersAreAsked() {
        assertThat(Ran.klarion("init", "--help").out().replaceAll("\\s+", " "))
                .contains("default those of --command-config, else localhost:9092.");
    }

    private Ran init(Path properties) {
        return Ran.klarion(
                "init",
                "--topic",
                "orders",
                "--command-config",
                properties.toString(),
                "--out",
                directory.resolve("out.yaml").toString());
    }
}
