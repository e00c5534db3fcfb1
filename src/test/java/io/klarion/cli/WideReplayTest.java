package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** More features than one chunk takes, in two segments over three hours: a verdict comes in parts that become one line. */
class WideReplayTest {

    private static final int FEATURES = 300;
    private static final int RECORDS = 600;
    private static final long MIDNIGHT = 1_767_225_600L;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void buildTheReference() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            String values = IntStream.range(0, FEATURES)
                    .mapToObj(feature -> ",\"f" + feature + "\":" + random.nextInt(20))
                    .collect(Collectors.joining());
            String segment = i % 3 == 0 ? "at" : "de";
            lines.add("{\"ts\":" + (MIDNIGHT + i * 18L) + ",\"country\":\"" + segment + "\"" + values + "}");
        }
        Files.write(directory.resolve("records.jsonl"), lines);
        String features = IntStream.range(0, FEATURES)
                .mapToObj(feature -> "      - { name: f" + feature + ", type: numeric }\n")
                .collect(Collectors.joining());
        Files.writeString(directory.resolve("monitors.yaml"), """
                kafka: { bootstrap.servers: "localhost:9092" }
                monitors:
                  - name: m
                    source: { topics: [t] }
                    event-time: { field: /ts, unit: seconds }
                    segment-by: [/country]
                    window: { size: 1h }
                    reference: { file: reference.json }
                    features:
                """ + features);
        Ran built = Ran.klarion(
                "reference",
                "build",
                "--config",
                path("monitors.yaml"),
                "--file",
                path("records.jsonl"),
                "--to",
                "2026-01-01T01:00:00Z",
                "--out",
                path("reference.json"));
        assertThat(built.exit()).as(built.err()).isZero();
    }

    private static String path(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void everyVerdictOfAFileIsWholeAndOfOneSegmentAfterTheOther() throws IOException {
        Ran ran = Ran.klarion(
                "replay", "--config", path("monitors.yaml"), "--out", path("out"), "--file", path("records.jsonl"));

        assertThat(ran.exit()).as(ran.err()).isZero();
        List<String> told = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("out/verdicts.jsonl"))) {
            JsonNode verdict = JsonMapper.shared().readTree(line);
            told.add(verdict.at("/window/end").asString() + " "
                    + verdict.at("/segment/country").asString() + " "
                    + verdict.get("features").size());
        }
        assertThat(told)
                .containsExactly(
                        "2026-01-01T01:00:00Z at 300",
                        "2026-01-01T01:00:00Z de 300",
                        "2026-01-01T02:00:00Z at 300",
                        "2026-01-01T02:00:00Z de 300",
                        "2026-01-01T03:00:00Z at 300",
                        "2026-01-01T03:00:00Z de 300");
    }
}
