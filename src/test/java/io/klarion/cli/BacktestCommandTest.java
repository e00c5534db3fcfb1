package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.ReferenceJson;
import io.klarion.codec.ShippedSchema;
import io.klarion.core.distribution.Segment;
import io.klarion.core.reference.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A day of two numbers in two countries; {@code x} is one higher from the ninth hour to the thirteenth, {@code y} never moves. */
class BacktestCommandTest {

    private static final long MIDNIGHT = 1_767_225_600_000L;
    private static final int RECORDS = 12_000;

    @TempDir
    private static Path directory;

    private static Path records = Path.of("");
    private static Path replayed = Path.of("");

    @BeforeAll
    static void buildTheReferenceAndReplay() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            int hour = i / 500;
            double x = random.nextGaussian() + (hour >= 9 && hour < 13 ? 1 : 0);
            lines.add("{\"ts\":\"" + Instant.ofEpochMilli(MIDNIGHT + i * 7_200L) + "\",\"x\":" + x + ",\"y\":"
                    + random.nextGaussian() + ",\"country\":\"" + (random.nextInt(3) == 0 ? "DE" : "FR") + "\"}");
        }
        records = Files.write(directory.resolve("records.jsonl"), lines);
        Files.writeString(directory.resolve("monitors.yaml"), """
                kafka: { bootstrap.servers: "localhost:9092" }
                monitors:
                  - name: m
                    source: { topics: [t] }
                    event-time: { field: /ts, unit: iso8601 }
                    segment-by: [/country]
                    window: { size: 30m }
                    reference: { file: reference.json }
                    features: [ { name: x, type: numeric }, { name: y, type: numeric } ]
                    detect: { for: 2 }
                """);
        Ran built = Ran.klarion(
                "reference",
                "build",
                "--config",
                config(),
                "--file",
                records.toString(),
                "--to",
                "2026-01-01T08:00:00Z",
                "--out",
                directory.resolve("reference.json").toString());
        assertThat(built.exit()).as(built.err()).isZero();
        replayed = directory.resolve("replayed");
        Ran ran =
                Ran.klarion("replay", "--config", config(), "--file", records.toString(), "--out", replayed.toString());
        assertThat(ran.exit()).as(ran.err()).isZero();
    }

    private static String config() {
        return directory.resolve("monitors.yaml").toString();
    }

    private static Ran backtest(Path out, String... more) {
        return Ran.klarion(
                Stream.concat(Stream.of("backtest", "--config", config(), "--out", out.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static JsonNode outcomes(Path out, String... more) throws IOException {
        Ran ran = backtest(out, more);
        assertThat(ran.exit()).as(ran.err()).isZero();
        JsonMapper json = new JsonMapper();
        JsonNode written = json.readTree(Files.readAllBytes(out.resolve("backtest.json")));
        assertThat(new ShippedSchema("backtest").problems(written)).isEmpty();
        assertThat(new ShippedSchema("summary")
                        .problems(json.readTree(Files.readAllBytes(out.resolve("summary.json")))))
                .isEmpty();
        return written.required("monitors").get(0);
    }

    private static Path labels(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void theMonitorsOwnSettingGivesTheAlertsAndVerdictsOfAReplay() throws IOException {
        Path fromRecords = directory.resolve("own-records");
        Path fromVerdicts = directory.resolve("own-verdicts");
        JsonNode outcomes = outcomes(fromRecords, "--file", records.toString());
        outcomes(fromVerdicts, "--verdicts", replayed.toString());

        for (Path out : List.of(fromRecords, fromVerdicts)) {
            for (String file : List.of("alerts.jsonl", "verdicts.jsonl", "verdicts.csv")) {
                assertThat(out.resolve(file)).hasSameBinaryContentAs(replayed.resolve(file));
            }
        }
        JsonNode own = outcomes.required("settings")
                .valueStream()
                .filter(setting -> setting.required("configured").booleanValue())
                .findFirst()
                .orElseThrow();
        assertThat(own.required("alerts").intValue())
                .isEqualTo((int) Files.readAllLines(replayed.resolve("alerts.jsonl")).stream()
                        .filter(alert -> !alert.contains("\"kind\":\"volume\""))
                        .map(alert ->
                                new JsonMapper().readTree(alert).required("id").stringValue())
                        .distinct()
                        .count())
                .isPositive();
    }

    @Test
    void theWarmUpOfARangeCountsButIsNotTold() throws IOException {
        Path range = directory.resolve("range");
        String[] later = {"--from", "2026-01-01T10:00:00Z", "--to", "2026-01-01T20:00:00Z"};
        Path replay = directory.resolve("range-replayed");
        Ran ran = Ran.klarion(Stream.concat(
                        Stream.of(
                                "replay",
                                "--config",
                                config(),
                                "--file",
                                records.toString(),
                                "--out",
                                replay.toString()),
                        Stream.of(later))
                .toArray(String[]::new));
        assertThat(ran.exit()).as(ran.err()).isZero();

        outcomes(
                range,
                Stream.concat(Stream.of("--verdicts", replayed.toString()), Stream.of(later))
                        .toArray(String[]::new));

        assertThat(range.resolve("alerts.jsonl")).hasSameBinaryContentAs(replay.resolve("alerts.jsonl"));
        assertThat(range.resolve("verdicts.jsonl")).hasSameBinaryContentAs(replay.resolve("verdicts.jsonl"));
    }

    @Test
    void longerWindowsAreTheSameFromRecordsAndFromVerdicts() throws IOException {
        String[] settings = {"--window", "1h,2h", "--measure", "kl,js", "--threshold", "0.05,0.2"};
        JsonNode fromRecords = outcomes(directory.resolve("long-records"), with(settings, "--file", records));
        JsonNode fromVerdicts = outcomes(directory.resolve("long-verdicts"), with(settings, "--verdicts", replayed));

        assertThat(fromVerdicts.toPrettyString()).isEqualTo(fromRecords.toPrettyString());
        assertThat(fromRecords.required("settings").size()).isEqualTo(13);
    }

    private static String[] with(String[] settings, String option, Path path) {
        return Stream.concat(Stream.of(settings), Stream.of(option, path.toString()))
                .toArray(String[]::new);
    }

    @Test
    void knownChangesSayWhatIsFoundHowLateAndWhatIsFalse() throws IOException {
        Path known = labels("known.json", """
                {"changes": [{"from": "2026-01-01T09:00:00Z", "to": "2026-01-01T13:00:00Z", "feature": "x", "note": "pricing"}]}
                """);
        Path out = directory.resolve("scored");
        Ran ran =
                backtest(out, "--file", records.toString(), "--labels", known.toString(), "--threshold", "0.02,0.1,5");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains(
                        "m  2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z, 192 windows of features, 1 known change",
                        "1 of 1      0     1h  2026-01-01T09:00:00Z x in country=DE  configured, suggested",
                        "0 of 1      0",
                        "Suggested: threshold 0.1: as it is configured, without a false alarm; finds 1 of 1, at most 1 window"
                                + " late");
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("Settings tried", "<b>m</b>: take <b>threshold 0.1</b>", "class=\"change\"");
    }

    @Test
    void changesMayStandInATable() throws IOException {
        Path table = labels("known.csv", """
                time,feature,segment
                2026-01-01T09:00:00Z,x,country=DE
                """);
        JsonNode outcomes = outcomes(
                directory.resolve("table"),
                "--file",
                records.toString(),
                "--labels",
                table.toString(),
                "--threshold",
                "0.1");

        assertThat(outcomes.required("settings").get(0).required("false_alarms").intValue())
                .isEqualTo(1);
        assertThat(outcomes.required("settings").get(0).required("found").intValue())
                .isEqualTo(1);
    }

    @Test
    void theOrderOfTheVerdictsDoesNotMatterAndOnlyTheLastRevisionCounts() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(replayed.resolve("verdicts.jsonl")));
        lines.add(lines.get(20).replaceFirst("\"records\":\\d+", "\"records\":1"));
        lines.set(20, lines.get(20).replace("\"revision\":0", "\"revision\":1"));
        Collections.reverse(lines);
        Path shuffled = Files.write(directory.resolve("shuffled.jsonl"), lines);
        Path out = directory.resolve("shuffled");

        outcomes(out, "--verdicts", shuffled.toString());

        assertThat(out.resolve("alerts.jsonl")).hasSameBinaryContentAs(replayed.resolve("alerts.jsonl"));
    }

    @Test
    void aReportNeedsNoRecords() throws IOException {
        Path out = directory.resolve("report");
        Path alone = Files.copy(replayed.resolve("verdicts.jsonl"), directory.resolve("alone.jsonl"));

        Ran beside =
                Ran.klarion("report", "--config", config(), "--verdicts", replayed.toString(), "--out", out.toString());
        Ran judged =
                Ran.klarion("report", "--config", config(), "--verdicts", alone.toString(), "--out", out + "-judged");

        assertThat(beside.exit()).as(beside.err()).isZero();
        assertThat(judged.exit()).as(judged.err()).isZero();
        assertThat(judged.err()).contains("no alerts beside the verdicts: those of the configuration are shown");
        for (Path written : List.of(out, Path.of(out + "-judged"))) {
            for (String file : List.of("alerts.jsonl", "verdicts.jsonl", "report.html")) {
                assertThat(written.resolve(file)).hasSameBinaryContentAs(replayed.resolve(file));
            }
            JsonNode summary = new JsonMapper().readTree(Files.readAllBytes(written.resolve("summary.json")));
            assertThat(new ShippedSchema("summary").problems(summary)).isEmpty();
            assertThat(summary.at("/monitors/0").propertyNames())
                    .containsExactly("monitor", "windows", "alerts", "features");
        }
    }

    @Test
    void aReportOfARangeWithoutVerdictsIsRefused() {
        Path out = directory.resolve("report-none");

        Ran ran = Ran.klarion(
                "report",
                "--config",
                config(),
                "--verdicts",
                replayed.toString(),
                "--from",
                "2027-01-01T00:00:00Z",
                "--out",
                out.toString());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err())
                .contains("--from, --to: must hold at least one whole window, but the windows of the data go from"
                        + " 2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z");
        assertThat(ran.err()).doesNotContain("earlier run");
        assertThat(out.resolve("report.html")).doesNotExist();
    }

    @Test
    void whatAFailedRunLeavesOfAnEarlierOneIsSaid() throws IOException {
        Path out = directory.resolve("twice");
        assertThat(backtest(out, "--file", records.toString()).exit()).isZero();
        byte[] before = Files.readAllBytes(out.resolve("verdicts.jsonl"));
        Path broken = Files.writeString(directory.resolve("broken.jsonl"), "{}\n");

        Ran failed = backtest(out, "--file", broken.toString());

        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err()).contains("--out: what is in " + out + " is of an earlier run, not of this one\n");
        assertThat(out.resolve("verdicts.jsonl")).hasBinaryContent(before);
    }

    @Test
    void aReferenceOfVerdictsHasTheCountsThatOneOfTheirRecordsHas() {
        Path made = directory.resolve("made.json");
        Ran ran = Ran.klarion(
                "reference",
                "build",
                "--config",
                config(),
                "--verdicts",
                replayed.toString(),
                "--to",
                "2026-01-01T08:00:00Z",
                "--out",
                made.toString());
        assertThat(ran.exit()).as(ran.err()).isZero();

        Reference ofRecords = ReferenceJson.read(directory.resolve("reference.json"));
        Reference ofVerdicts = ReferenceJson.read(made);

        assertThat(ofVerdicts.version()).isEqualTo(ofRecords.version() + 1);
        assertThat(ofVerdicts.layout()).isEqualTo(ofRecords.layout());
        for (Segment segment : List.of(new Segment(List.of("DE")), new Segment(List.of("FR")), Segment.ALL)) {
            assertThat(counts(ofVerdicts, segment)).isEqualTo(counts(ofRecords, segment));
        }
    }

    private static List<List<Long>> counts(Reference reference, Segment segment) {
        return reference.at(segment, MIDNIGHT).population().features().stream()
                .map(feature -> Arrays.stream(feature.counts()).boxed().toList())
                .toList();
    }

    @Test
    void aReferenceIsMadeOfRecordsOrOfVerdicts() {
        Ran both = Ran.klarion(
                "reference",
                "build",
                "--config",
                config(),
                "--file",
                "records.jsonl",
                "--verdicts",
                "verdicts.jsonl",
                "--out",
                "unwritten.json");

        assertThat(both.exit()).isEqualTo(2);
        assertThat(both.err()).contains("--file, --topic, --verdicts: must be one of them, was several");
    }

    @Test
    void verdictsOverOtherCellsAreToldApart() throws IOException {
        String text = Files.readString(replayed.resolve("verdicts.jsonl")).replace("\"below\"", "\"under\"");
        Path other = Files.writeString(directory.resolve("other.jsonl"), text);
        Path out = directory.resolve("other-out");

        Ran ran = backtest(out, "--verdicts", other.toString());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err())
                .contains("--verdicts: must be over the cells of the configured references, but all 96 are over others:"
                        + " another binning cannot be tried on verdicts, only on records");
        assertThat(out.resolve("backtest.json")).doesNotExist();
        assertThat(out.resolve("verdicts.jsonl")).doesNotExist();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--threshold  | -1      | --threshold: must be at least 0 and finite, was -1.0",
                "--threshold  | NaN     | --threshold: must be at least 0 and finite, was NaN",
                "--confidence | 0.99,1  | --confidence: must be at least 0.5 and below 1, was 1.0",
                "--confidence | 0.4     | --confidence: must be at least 0.5 and below 1, was 0.4",
                "--measure    | kl,ekl  | must be one of kl, reverse_kl, psi, js,",
                "--window     | 0       | --window: must be at least 1ms, was 0",
                "--window     | 45m     | --window: must be multiples of the monitor's 30m for verdicts, was 45m",
                "--from       | 2026-01-02T00:00:00Z | --verdicts: must hold windows of the configured monitors in the range",
                "--from       | t-0@1200 | --from, --to: must be times for verdicts",
                "--to         | t-0@1200 | --from, --to: must be times for verdicts",
                "--file       | x.jsonl | --verdicts, --file: must not both be given",
                "--format     | csv     | --format: must stand with --file - only; a file's name says how it is written"
            })
    void whatCannotBeTriedIsSaid(String option, String value, String problem) {
        Ran ran = backtest(directory.resolve("wrong"), "--verdicts", replayed.toString(), option, value);

        assertThat(ran.exit()).isIn(1, 2);
        assertThat(ran.err()).contains(problem);
        assertThat(directory.resolve("wrong").resolve("backtest.json")).doesNotExist();
    }

    @Test
    void offsetsWithVerdictsAreWrongUsage() {
        Ran ran = backtest(
                directory.resolve("wrong-range"), "--verdicts", replayed.toString(), "--from", "orders-0@1200");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("--from, --to: must be times for verdicts");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'time': 'soon'}]                                         | could not be parsed",
                "[{'to': '2026-01-01T00:00:00Z'}]                           | from: must be a time, was absent",
                "[{'from': 20, 'to': 10}]                                   | to: must be after from, was not",
                "[{'time': '2026-01-01T00:00:00Z', 'feature': 'incme'}]     | feature: must be a monitored one, was incme",
                "{                                                          | must be one JSON object of a list of changes"
            })
    void changesThatCannotBeReadAreSaid(String text, String problem) throws IOException {
        Path known = labels("wrong.json", text.replace('\'', '"'));

        Ran ran = backtest(
                directory.resolve("wrong-labels"), "--verdicts", replayed.toString(), "--labels", known.toString());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains(known.toString(), problem);
    }
}
