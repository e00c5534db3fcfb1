package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day of records in two files, with an id, a constant and one hour that is unlike the others. */
class ReferenceCommandsTest {

    private static final long MIDNIGHT = 1_767_225_600_000L;
    private static final int AN_HOUR = 500;
    private static final int HOURS = 24;
    private static final int ODD = 17;

    @TempDir
    private static Path directory;

    private static Path morning = Path.of("");
    private static Path evening = Path.of("");

    @BeforeAll
    static void writeRecords() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < HOURS * AN_HOUR; i++) {
            int hour = i / AN_HOUR;
            double value = random.nextGaussian() + (hour == ODD ? 2 : 0);
            lines.add("{\"ts\":\"" + Instant.ofEpochMilli(MIDNIGHT + i * 3_600_000L / AN_HOUR) + "\",\"id\":\"u"
                    + random.nextInt(1_000_000_000) + "\",\"x\":" + value + ",\"site\":\"north\"}");
        }
        morning = Files.write(directory.resolve("morning.jsonl"), lines.subList(0, 12 * AN_HOUR));
        evening = Files.write(directory.resolve("evening.jsonl"), lines.subList(12 * AN_HOUR, lines.size()));
        Files.writeString(directory.resolve("monitors.yaml"), config(""));
    }

    private static String config(String more) {
        return """
                kafka: { bootstrap.servers: "localhost:9092" }
                monitors:
                  - name: m
                    source: { topics: [t] }
                    event-time: { field: /ts, unit: iso8601 }
                    window: { size: 1h }
                    reference: { file: both.json%s }
                """.formatted(more);
    }

    private static Ran build(String config, String out, Stream<String> more) {
        return Ran.klarion(Stream.concat(
                        Stream.of(
                                "reference",
                                "build",
                                "--force",
                                "--config",
                                directory.resolve(config).toString(),
                                "--out",
                                directory.resolve(out).toString()),
                        more)
                .toArray(String[]::new));
    }

    private static Ran both(String config) {
        return build(config, "both.json", Stream.of("--file", morning.toString(), evening.toString()));
    }

    @Test
    void buildingTellsWhatItFound() {
        Ran ran = both("monitors.yaml");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains(
                        "m = 12,000 records of morning.jsonl and 1 more",
                        "  note: /site constant: any other value will be drift\n",
                        "  not taken: /id looks like an id: ",
                        "  A window holds 500 records on average. The smallest KL that every other one of them shows,"
                                + " by the defaults: x ",
                        "  warning: 1 of 24 windows are unlike the rest (each held against the others, by the defaults);",
                        "    2026-01-01T17:00:00Z x: KL ");
    }

    @Test
    void aRangeLeavesTheOddHourOut() {
        Ran ran = build(
                "monitors.yaml",
                "calm.json",
                Stream.of("--file", morning.toString(), evening.toString(), "--to", "2026-01-01T17:00:00Z"));

        assertThat(ran.out()).contains("3,500 records lie outside the range").doesNotContain("unlike the rest");
    }

    @Test
    void filesAndTopicsAreNotMixed() {
        Ran ran = build("monitors.yaml", "mixed.json", Stream.of("--file", morning.toString(), "--topic", "t"));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("--file, --topic, --verdicts: must be one of them, was several");
    }

    @Test
    void filesHaveNoOffsets() {
        Ran ran = build("monitors.yaml", "mixed.json", Stream.of("--file", morning.toString(), "--from", "t-0@5"));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("--from and --to: must be times for files, which have no offsets");
    }

    @Test
    void anAutomaticThresholdRestsOnTheBuiltWindows() throws IOException {
        both("monitors.yaml");
        Files.writeString(directory.resolve("auto.yaml"), config("") + "    detect: { threshold: auto }\n");

        Ran ran = Ran.klarion(
                "validate", "--config", directory.resolve("auto.yaml").toString());

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out())
                .containsPattern(
                        "threshold auto: [0-9.]+; of 24 windows of the reference, each held against the others, 96 %"
                                + " of their like show at most [0-9.]+");
    }

    @Test
    void referencesAreComparedInWordsAndTheNearestIsNamed() {
        both("monitors.yaml");
        build("monitors.yaml", "first.json", Stream.of("--file", morning.toString()));
        build(
                "monitors.yaml",
                "other.json",
                Stream.of(
                        "--file",
                        evening.toString(),
                        "--from",
                        "2026-01-01T17:00:00Z",
                        "--to",
                        "2026-01-01T18:00:00Z"));

        Ran same = Ran.klarion(
                "reference",
                "compare",
                directory.resolve("both.json").toString(),
                directory.resolve("both.json").toString());
        Ran other = Ran.klarion(
                "reference",
                "compare",
                directory.resolve("both.json").toString(),
                directory.resolve("first.json").toString(),
                directory.resolve("both.json").toString());

        assertThat(same.exit()).isZero();
        assertThat(same.out()).contains("  sum of KL 0.0000 over 2 features");
        assertThat(other.out())
                .contains("x has other cells: not compared; build one with the bins of the other")
                .contains("Nearest to " + directory.resolve("both.json") + ": ");
    }

    @Test
    void comparingTakesTwo() {
        assertThat(Ran.klarion(
                                "reference",
                                "compare",
                                directory.resolve("both.json").toString())
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void slotsAreListedWithWhatThinOnesBackOffTo() throws IOException {
        Files.writeString(directory.resolve("slots.yaml"), config(", slots: hour-of-week, time-zone: Europe/Berlin"));

        Ran built = both("slots.yaml");
        Ran shown =
                Ran.klarion("reference", "show", directory.resolve("both.json").toString());

        assertThat(built.exit()).as(built.err()).isZero();
        assertThat(shown.out())
                .contains("  slots by hour-of-week in Europe/Berlin: 0 of 168 have counts of their own\n")
                .contains("    168 without enough windows, compared with all records: mon-00, mon-01, ");
    }
}
