package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More features than one chunk holds, over a hole in the data that is longer than alerts are held. */
class WideSilenceTest {

    private static final long MIDNIGHT = 1_767_225_600_000L;
    private static final int FEATURES = 257;

    @TempDir
    private Path directory;

    private static String line(long minute, int record) {
        return IntStream.range(0, FEATURES)
                .mapToObj(feature -> ",\"x" + feature + "\":" + (record + feature) % 7)
                .collect(Collectors.joining(
                        "", "{\"ts\":\"" + Instant.ofEpochMilli(MIDNIGHT + minute * 60_000 + record) + "\"", "}"));
    }

    private static List<String> lines(long from, long to) {
        List<String> lines = new ArrayList<>();
        for (long minute = from; minute < to; minute++) {
            for (int record = 0; record < 30; record++) {
                lines.add(line(minute, record));
            }
        }
        return lines;
    }

    private static Ran klarion(String... arguments) {
        Ran ran = Ran.klarion(arguments);
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran;
    }

    @Test
    void aReplayTellsWholeVerdictsForAsLongAsTheAlertOnTheHoleLasts() throws IOException {
        List<String> lines = lines(0, 24);
        Path before = Files.write(directory.resolve("before.jsonl"), lines);
        lines.addAll(lines(40, 43));
        Path all = Files.write(directory.resolve("all.jsonl"), lines);
        String config = Files.writeString(
                        directory.resolve("monitors.yaml"),
                        """
                kafka: { bootstrap.servers: "localhost:9092" }
                monitors:
                  - name: m
                    source: { topics: [t] }
                    event-time: { field: /ts, unit: iso8601 }
                    window: { size: 1m }
                    reference: { file: reference.json }
                    detect: { hold: 5m }
                    features:
                """
                                + IntStream.range(0, FEATURES)
                                        .mapToObj(feature -> "      - { name: x" + feature + ", type: numeric }\n")
                                        .collect(Collectors.joining()))
                .toString();
        String reference = directory.resolve("reference.json").toString();
        Path out = directory.resolve("out");
        klarion("reference", "build", "--config", config, "--file", before.toString(), "--out", reference);

        klarion("replay", "--config", config, "--file", all.toString(), "--out", out.toString());

        assertThat(Files.readAllLines(out.resolve("alerts.jsonl")))
                .filteredOn(alert -> alert.contains("\"volume\""))
                .extracting(alert -> alert.replaceAll(".*\"state\":\"(\\w+)\".*", "$1"))
                .containsExactly("FIRING", "RESOLVED");
        assertThat(Files.readAllLines(out.resolve("verdicts.jsonl")))
                .hasSize(24 + 7 + 3)
                .allMatch(verdict -> verdict.contains("\"x0\"") && verdict.contains("\"x256\""));
    }
}
