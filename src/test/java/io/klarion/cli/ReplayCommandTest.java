package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code klarion replay --file}, as it is typed. */
class ReplayCommandTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Klarion.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    /* Twenty hours of a number that is one higher from the tenth on. */
    private Path records() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double value = random.nextGaussian() + (i < 10_000 ? 0 : 1);
            lines.add("{\"ts\":\"" + Instant.ofEpochMilli(1_767_225_600_000L + i * 3_600L) + "\",\"x\":" + value + "}");
        }
        return Files.write(directory.resolve("records.jsonl"), lines);
    }

    private Path config() throws IOException {
        Path config = directory.resolve("monitors.yaml");
        Files.writeString(config, """
                kafka: { bootstrap.servers: "localhost:9092" }
                monitors:
                  - name: m
                    source: { topics: [t] }
                    event-time: { field: /ts, unit: iso8601 }
                    window: { size: 1h }
                    reference: { file: reference.json }
                    features: [ { name: x, type: numeric } ]
                """);
        return config;
    }

    @Test
    void itWritesEveryFileUnderItsOwnName() throws IOException {
        String data = records().toString();
        String config = config().toString();
        String reference = directory.resolve("reference.json").toString();
        assertThat(run(
                        "reference",
                        "build",
                        "--config",
                        config,
                        "--file",
                        data,
                        "--to",
                        "2026-01-01T08:00:00Z",
                        "--out",
                        reference))
                .as(err.toString())
                .isZero();
        Path results = directory.resolve("out");

        assertThat(run("replay", "--config", config, "--file", data, "--out", results.toString()))
                .as(err.toString())
                .isZero();

        try (Stream<Path> files = Files.list(results)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "verdicts.jsonl", "alerts.jsonl", "verdicts.csv", "summary.json", "report.html");
        }
        assertThat(Files.readAllLines(results.resolve("verdicts.jsonl"))).hasSize(20);
        assertThat(Files.readAllLines(results.resolve("alerts.jsonl")))
                .isNotEmpty()
                .first()
                .asString()
                .contains("\"state\":\"FIRING\"", "\"onset\":{\"start\":\"2026-01-01T10:00:00Z\"");
        assertThat(out.toString()).contains("Written to " + results);
    }
}
