package io.klarion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.DumpRange;
import io.klarion.codec.DumpRecord;
import io.klarion.codec.DumpWriter;
import io.klarion.core.protocol.SourcePartition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same twelve hours, replayed from dumps some of whose offsets hold no records, as transactions leave them. */
class DumpOffsetsTest {

    private static final long MIDNIGHT = 1_767_225_600_000L;
    /* More than are counted between two drains. */
    private static final int RECORDS = 12_000;
    private static final SourcePartition FIRST = new SourcePartition("t", 0);
    private static final SourcePartition SECOND = new SourcePartition("t", 1);

    @TempDir
    private static Path directory;

    private static final List<DumpRecord> FOLLOWING = new ArrayList<>();
    private static String expected = "";
    private static int outs;

    @BeforeAll
    static void buildTheReferenceAndReplayWhatFollows() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            long time = MIDNIGHT + i * 3_600L;
            String line = "{\"ts\":\"" + Instant.ofEpochMilli(time) + "\",\"x\":" + random.nextGaussian() + "}";
            lines.add(line);
            FOLLOWING.add(new DumpRecord(FIRST, i, time, null, line.getBytes(StandardCharsets.UTF_8)));
        }
        Path records = Files.write(directory.resolve("records.jsonl"), lines);
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
                records.toString(),
                "--out",
                directory.resolve("reference.json").toString());
        assertThat(built.exit()).as(built.err()).isZero();
        expected = verdicts(FOLLOWING, new DumpRange(FIRST, 0, RECORDS, false));
        assertThat(expected.lines()).hasSize(12);
    }

    private static String config() {
        return directory.resolve("monitors.yaml").toString();
    }

    private static List<DumpRecord> at(LongUnaryOperator offset) {
        return FOLLOWING.stream()
                .map(one -> new DumpRecord(
                        one.partition(), offset.applyAsLong(one.offset()), one.timestamp(), one.key(), one.value()))
                .toList();
    }

    private static Path dump(List<DumpRecord> records, DumpRange... ranges) throws IOException {
        Path file = directory.resolve("dump-" + outs++ + ".jsonl");
        try (OutputStream out = Files.newOutputStream(file);
                DumpWriter dump = DumpWriter.of(file.toString(), out, List.of(ranges))) {
            for (DumpRecord each : records) {
                dump.write(each);
            }
            dump.finish();
        }
        return file;
    }

    private static Ran replay(Path dump, Path out) {
        return Ran.klarion("replay", "--config", config(), "--file", dump.toString(), "--out", out.toString());
    }

    private static String verdicts(List<DumpRecord> records, DumpRange... ranges) throws IOException {
        Path out = directory.resolve("out-" + outs++);
        Ran ran = replay(dump(records, ranges), out);
        assertThat(ran.exit()).as(ran.err()).isZero();
        return Files.readString(out.resolve("verdicts.jsonl"));
    }

    @Test
    void theFirstRecordMayComeAfterTheFirstOffset() throws IOException {
        List<DumpRecord> records = at(offset -> offset + 11);

        assertThat(verdicts(records, new DumpRange(FIRST, 11, RECORDS + 11, false)))
                .isEqualTo(expected);
        assertThat(verdicts(records, new DumpRange(FIRST, 10, RECORDS + 11, false)))
                .isEqualTo(expected);
        assertThat(verdicts(records, new DumpRange(FIRST, 0, RECORDS + 11, false)))
                .isEqualTo(expected);
    }

    @Test
    void offsetsMayBeSkippedAnywhere() throws IOException {
        assertThat(verdicts(at(offset -> 2 * offset), new DumpRange(FIRST, 0, 2 * RECORDS, false)))
                .isEqualTo(expected);
        assertThat(verdicts(
                        at(offset -> offset < 10_000 ? offset + 1 : offset + 7),
                        new DumpRange(FIRST, 0, RECORDS + 9, false)))
                .isEqualTo(expected);
    }

    @Test
    void aPartitionMayBeginLateAndAfterItsFirstOffset() throws IOException {
        List<DumpRecord> records = new ArrayList<>(FOLLOWING.subList(0, 11_000));
        for (int i = 11_000; i < RECORDS; i++) {
            DumpRecord one = FOLLOWING.get(i);
            records.add(new DumpRecord(SECOND, i, one.timestamp(), one.key(), one.value()));
        }

        DumpRange first = new DumpRange(FIRST, 0, 11_000, false);
        String following = verdicts(records, first, new DumpRange(SECOND, 11_000, RECORDS, false));

        assertThat(following.lines()).hasSize(12);
        assertThat(verdicts(records, first, new DumpRange(SECOND, 10_990, RECORDS + 1, false)))
                .isEqualTo(following);
    }

    @Test
    void anOffsetThatComesAgainIsNamed() throws IOException {
        Path dump = dump(at(offset -> offset < 100 ? offset : offset - 1), new DumpRange(FIRST, 0, RECORDS, false));
        Path out = directory.resolve("again");

        Ran ran = replay(dump, out);

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err())
                .isEqualTo("klarion: " + dump + ": line 102: offset: must be at least 100 in t-0, was 99"
                        + System.lineSeparator());
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void anOffsetBeforeTheFirstIsNamed() throws IOException {
        Path dump = dump(FOLLOWING, new DumpRange(FIRST, 5, RECORDS, false));

        Ran ran = replay(dump, directory.resolve("before"));

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err())
                .isEqualTo("klarion: " + dump + ": line 2: offset: must be at least 5 in t-0, was 0"
                        + System.lineSeparator());
    }
}
