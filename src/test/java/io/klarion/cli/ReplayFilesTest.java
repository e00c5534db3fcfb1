package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.klarion.codec.DumpRange;
import io.klarion.codec.DumpRecord;
import io.klarion.codec.DumpWriter;
import io.klarion.codec.ParquetFiles;
import io.klarion.codec.ReferenceJson;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.reference.Reference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Twelve hours of a number that is one higher from the eighth on, replayed from files of all kinds. */
class ReplayFilesTest {

    private static final long MIDNIGHT = 1_767_225_600_000L;
    private static final int RECORDS = 12_000;
    private static final SourcePartition PARTITION = new SourcePartition("t", 0);

    @TempDir
    private static Path directory;

    private static final List<String> LINES = new ArrayList<>();
    private static Path whole = Path.of("");
    private static byte[] expected = {};
    private static int outs;

    @BeforeAll
    static void buildTheReferenceAndReplayTheWholeFile() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < RECORDS; i++) {
            double value = random.nextGaussian() + (i < 8_000 ? 0 : 1);
            LINES.add("{\"ts\":\"" + Instant.ofEpochMilli(MIDNIGHT + i * 3_600L) + "\",\"x\":" + value + "}");
        }
        whole = Files.write(directory.resolve("records.jsonl"), LINES);
        Files.writeString(directory.resolve("monitors.yaml"), """
                kafka: { bootstrap.servers: "localhost:9092" }
                monitors:
                  - name: m
                    source: { topics: [t] }
                    event-time: { field: /ts, unit: iso8601 }
                    window: { size: 1h }
                    reference: { file: reference.json }
                    features: [ { name: x, type: numeric } ]
                """);
        Ran built = Ran.klarion(
                "reference",
                "build",
                "--config",
                config(),
                "--file",
                whole.toString(),
                "--to",
                "2026-01-01T06:00:00Z",
                "--out",
                directory.resolve("reference.json").toString());
        assertThat(built.exit()).as(built.err()).isZero();
        expected = verdicts(whole.toString());
    }

    private static String config() {
        return directory.resolve("monitors.yaml").toString();
    }

    private static Path out() {
        return directory.resolve("out-" + outs++);
    }

    private static Ran replay(Path out, String... files) {
        return Ran.klarion(Stream.concat(
                        Stream.of("replay", "--config", config(), "--out", out.toString(), "--file"), Stream.of(files))
                .toArray(String[]::new));
    }

    private static byte[] verdicts(String... files) throws IOException {
        Path out = out();
        Ran ran = replay(out, files);
        assertThat(ran.exit()).as(ran.err()).isZero();
        return Files.readAllBytes(out.resolve("verdicts.jsonl"));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void assertNothingLooksWhole(Path out) {
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws IOException {
        assertThat(verdicts(whole.toString(), "--threads", "1")).isEqualTo(expected);
        assertThat(verdicts(whole.toString(), "--threads", "5")).isEqualTo(expected);
    }

    @Test
    void filesThatFollowOneAnotherGiveWhatOneFileGives() throws IOException {
        Path first = Files.write(directory.resolve("first.jsonl"), LINES.subList(0, 5_500));
        Path second = Files.write(directory.resolve("second.jsonl"), LINES.subList(5_500, RECORDS));

        assertThat(new String(verdicts(second.toString(), first.toString()), StandardCharsets.UTF_8))
                .isEqualTo(new String(expected, StandardCharsets.UTF_8));
    }

    @Test
    void filesOfTheSameTimeAreReadSideBySide() throws IOException {
        List<String> even = new ArrayList<>();
        List<String> odd = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            (i % 2 == 0 ? even : odd).add(LINES.get(i));
        }
        Path left = Files.write(directory.resolve("even.jsonl"), even);
        Path right = Files.write(directory.resolve("odd.jsonl"), odd);
        Path empty = Files.write(directory.resolve("empty.jsonl"), List.of());

        assertThat(verdicts(left.toString(), right.toString(), empty.toString()))
                .isEqualTo(expected);
    }

    @Test
    void compressedFilesGiveTheSame() throws IOException {
        byte[] plain = Files.readAllBytes(whole);
        Path zst = Files.write(directory.resolve("records.jsonl.zst"), Zstd.compress(plain));
        Path gz = Files.write(directory.resolve("records.jsonl.gz"), gzip(Files.readString(whole)));

        assertThat(verdicts(zst.toString())).isEqualTo(expected);
        assertThat(verdicts(gz.toString())).isEqualTo(expected);
    }

    @Test
    void parquetGivesTheSame() throws IOException {
        MessageType schema = Types.buildMessage()
                .required(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                .named("ts")
                .required(PrimitiveTypeName.DOUBLE)
                .named("x")
                .named("row");
        List<Consumer<Group>> rows = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            long time = MIDNIGHT + i * 3_600L;
            String line = LINES.get(i);
            double x = Double.parseDouble(line.substring(line.lastIndexOf(':') + 1, line.length() - 1));
            rows.add(row -> row.append("ts", time).append("x", x));
        }
        Path file = directory.resolve("records.parquet");
        ParquetFiles.write(file, schema, CompressionCodecName.ZSTD, rows);

        assertThat(verdicts(file.toString())).isEqualTo(expected);
        Path out = out().resolve("inferred.yaml");
        Files.createDirectories(out.getParent());
        Ran ran = Ran.klarion("init", "--file", file.toString(), "--out", out.toString());
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(out).content().contains("field: /ts", "unit: iso8601");
    }

    @Test
    void whatIsPipedInGivesTheSame() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(whole)));
        try {
            assertThat(verdicts("-", "--format", "jsonl")).isEqualTo(expected);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void whatIsPipedInMustHaveAFormat() {
        Ran ran = replay(out(), "-");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("--format: must say how the records that are piped in are written");
    }

    @Test
    void aRangeHoldsTheSameWindowsAsTheWhole() throws IOException {
        List<String> all = new String(expected, StandardCharsets.UTF_8).lines().toList();

        byte[] some = verdicts(whole.toString(), "--from", "2026-01-01T07:30:00Z", "--to", "2026-01-01T10:30:00Z");

        assertThat(new String(some, StandardCharsets.UTF_8).lines()).containsExactlyElementsOf(all.subList(8, 10));
    }

    @Test
    void aRangeWithoutAnyWindowIsRefused() {
        Path out = out();
        Ran ran = replay(out, whole.toString(), "--from", "2027-01-01T00:00:00Z");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err())
                .isEqualTo("klarion: --from, --to: must hold at least one whole window, but the windows of the data go"
                        + " from 2026-01-01T00:00:00Z to 2026-01-01T12:00:00Z" + System.lineSeparator());
        assertNothingLooksWhole(out);
    }

    @Test
    void windowsOfADumpThatBeginBeforeItsFirstRecordAreLeftOut() throws IOException {
        Path kept = dump("kept.jsonl", new DumpRange(PARTITION, 3, RECORDS, false));
        Path cut = dump("cut.jsonl", new DumpRange(PARTITION, 3, RECORDS, true));
        Path out = out();

        Ran ran = replay(out, cut.toString());

        List<String> all = new String(verdicts(kept.toString()), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains(
                        "no records from before 2026-01-01T00:00:10.800Z are there any more: windows that begin earlier are"
                                + " left out");
        assertThat(Files.readAllLines(out.resolve("verdicts.jsonl"))).isEqualTo(all.subList(1, all.size()));
    }

    /* All records but the first three, whose topic begins or does not begin with them. */
    private static Path dump(String name, DumpRange range) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                DumpWriter dump = DumpWriter.of(name, out, List.of(range))) {
            for (int i = 3; i < RECORDS; i++) {
                byte[] value = LINES.get(i).getBytes(StandardCharsets.UTF_8);
                dump.write(new DumpRecord(PARTITION, i, MIDNIGHT + i * 3_600L, null, value));
            }
            dump.finish();
        }
        return file;
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsRefused() {
        Ran ran = replay(out(), whole.toString(), "--from", "2026-01-02T00:00:00Z", "--to", "2026-01-01T00:00:00Z");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("--from: must be before --to");
    }

    @Test
    void aPipelineCanStopWhereDriftIsFound() {
        assertThat(replay(out(), whole.toString(), "--fail-on-drift").exit()).isEqualTo(3);
        assertThat(replay(out(), whole.toString(), "--fail-on-drift", "--to", "2026-01-01T08:00:00Z")
                        .exit())
                .isZero();
    }

    @Test
    void compressedDataThatIsCutOffIsRefused() throws IOException {
        byte[] gzip = gzip(Files.readString(whole));
        byte[] zstd = Zstd.compress(Files.readAllBytes(whole));
        Path gz = Files.write(directory.resolve("cut.jsonl.gz"), Arrays.copyOf(gzip, gzip.length / 2));
        Path zst = Files.write(directory.resolve("cut.jsonl.zst"), Arrays.copyOf(zstd, zstd.length / 2));
        for (Path cut : List.of(gz, zst)) {
            Path out = out();
            Ran ran = replay(out, cut.toString());

            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.err())
                    .contains(cut + ": after line ")
                    .contains("must be whole compressed data, was cut off");
            assertNothingLooksWhole(out);
        }
    }

    @Test
    void aRowWithTooFewFieldsIsNamed() throws IOException {
        Path ragged = Files.writeString(
                directory.resolve("ragged.csv"), "ts,x\n2026-01-01T00:00:00Z,1\n2026-01-01T00:00:01Z\n");
        Path out = out();
        Ran ran = replay(out, ragged.toString());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains(ragged + ":3: must have 2 fields as the header has, was 1");
        assertNothingLooksWhole(out);
    }

    static Stream<Arguments> filesWithoutAWindow() {
        return Stream.of(
                Arguments.of("none.jsonl", "", "records: must be at least one, were none"),
                Arguments.of("header.csv", "ts,x\n", "records: must be at least one, were none"),
                Arguments.of(
                        "words.jsonl",
                        "hello\nworld\n",
                        "records: must be JSON with an event time that can be read, all 2 were rejected (malformed 2)"),
                Arguments.of(
                        "timeless.csv",
                        "x\n1\n2\n",
                        "records: must be JSON with an event time that can be read, all 2 were rejected (time_missing"
                                + " 2)"));
    }

    @ParameterizedTest
    @MethodSource("filesWithoutAWindow")
    void aFileThatMakesNoWindowIsRefused(String name, String text, String problem) throws IOException {
        Path out = out();
        Ran ran = replay(out, Files.writeString(directory.resolve(name), text).toString());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).isEqualTo("klarion: " + problem + System.lineSeparator());
        assertNothingLooksWhole(out);
    }

    @Test
    void aColumnThatIsNotThereIsToldBesideTheAlertItRaises() throws IOException {
        Path file = Files.writeString(
                directory.resolve("other.csv"),
                LINES.stream()
                        .map(line -> line.replaceAll(".*\"ts\":\"([^\"]*)\".*", "$1,1"))
                        .collect(Collectors.joining("\n", "ts,y\n", "\n")));

        Ran ran = replay(out(), file.toString(), "--fail-on-drift");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err())
                .contains("warning: m: no record has a value of x: is it the right file, and the feature's path?");
    }

    @Test
    void aDumpMayBeCompressedEitherWay() throws IOException {
        DumpRange range = new DumpRange(PARTITION, 3, RECORDS, false);
        byte[] plain = verdicts(dump("plain.jsonl", range).toString());

        for (String name : List.of("dump.jsonl.gz", "dump.jsonl.zst")) {
            assertThat(verdicts(dump(name, range).toString())).isEqualTo(plain);
        }
        assertThat(Files.size(directory.resolve("dump.jsonl.zst")))
                .isLessThan(Files.size(directory.resolve("plain.jsonl")) / 2);
    }

    @Test
    void aDumpTellsWhichVersionOfAReferenceWasInForceWhen() throws IOException {
        Path config = Files.writeString(
                directory.resolve("following.yaml"),
                Files.readString(Path.of(config())) + "topics: { references: versions }\n");
        Reference second =
                ReferenceJson.read(directory.resolve("reference.json")).as(2, Long.MIN_VALUE);
        SourcePartition versions = new SourcePartition("versions", 0);
        Path file = directory.resolve("versions.jsonl");
        try (OutputStream out = Files.newOutputStream(file);
                DumpWriter dump = DumpWriter.of(
                        file.toString(),
                        out,
                        List.of(new DumpRange(versions, 0, 1, false), new DumpRange(PARTITION, 3, RECORDS, false)))) {
            dump.write(new DumpRecord(
                    versions,
                    0,
                    MIDNIGHT + 5 * 3_600_000L,
                    ("m|2|" + second.digest()).getBytes(StandardCharsets.UTF_8),
                    ReferenceJson.text(second).getBytes(StandardCharsets.UTF_8)));
            for (int i = 3; i < RECORDS; i++) {
                byte[] value = LINES.get(i).getBytes(StandardCharsets.UTF_8);
                dump.write(new DumpRecord(PARTITION, i, MIDNIGHT + i * 3_600L, null, value));
            }
            dump.finish();
        }
        Path out = out();

        Ran ran = Ran.klarion(
                "replay", "--config", config.toString(), "--file", file.toString(), "--out", out.toString());

        assertThat(ran.exit()).as(ran.err()).isZero();
        // published at five: in force from the first window after the lead of five minutes
        assertThat(Files.readAllLines(out.resolve("verdicts.jsonl")))
                .extracting(line -> line.replaceAll(".*\"reference\":\\{[^}]*\"version\":(\\d).*", "$1"))
                .containsExactly("1", "1", "1", "1", "1", "1", "2", "2", "2", "2", "2", "2");
    }

    @Test
    void aLineOfADumpThatIsCutOffIsNamed() throws IOException {
        Path dump = dump("damaged.jsonl", new DumpRange(PARTITION, 3, RECORDS, false));
        List<String> lines = new ArrayList<>(Files.readAllLines(dump).subList(0, 5));
        lines.add("{\"topic\":");
        Files.write(dump, lines);
        Path out = out();

        Ran ran = replay(out, dump.toString());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).startsWith("klarion: " + dump + ": line 6: must be one JSON object, was not: ");
        assertThat(ran.err()).doesNotContain("REDACTED");
        assertNothingLooksWhole(out);
    }

    @Test
    void aFailedReplayLeavesAloneWhatOthersAreWriting() throws IOException {
        Path out = Files.createDirectories(out());
        Path other = Files.writeString(out.resolve("other.bin.part"), "still being written");
        Path none = Files.writeString(directory.resolve("empty-again.jsonl"), "");

        assertThat(replay(out, none.toString()).exit()).isEqualTo(1);
        assertThat(out).isDirectoryNotContaining(file -> !file.equals(other));
        assertThat(other).hasContent("still being written");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLeavesNothingThatLooksWhole() throws IOException {
        for (String full : List.of("verdicts.jsonl.part", "verdicts.csv.part", "summary.json.part")) {
            Path out = Files.createDirectories(out());
            Files.createSymbolicLink(out.resolve(full), Path.of("/dev/full"));
            Ran ran = replay(out, whole.toString());

            assertThat(ran.exit()).as(full).isEqualTo(1);
            assertThat(ran.err()).as(full).startsWith("klarion: cannot write results: No space left on device");
            assertNothingLooksWhole(out);
        }
    }
}
