package io.klarion.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.klarion.core.protocol.SourcePartition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpTest {

    private static final SourcePartition P0 = new SourcePartition("orders", 0);
    private static final SourcePartition P1 = new SourcePartition("orders", 1);
    private static final List<DumpRange> RANGES =
            List.of(new DumpRange(P0, 0, 9, false), new DumpRange(P1, 7, 0, true));

    @TempDir
    Path directory;

    @Test
    void everyByteComesBackAsItWas() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<DumpRecord> records = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            byte[] value = new byte[random.nextInt(40)];
            random.nextBytes(value);
            records.add(new DumpRecord(P0, i, 1_700_000_000_000L + i, value, random.nextBoolean() ? value : null));
        }
        Path file = write("records.jsonl.gz", records);
        assertThat(DumpReader.isDump(file)).isTrue();
        assertThat(read(file)).usingRecursiveComparison().isEqualTo(records);
    }

    @Test
    void textIsReadableAndAnythingElseIsBase64() throws IOException {
        Path file = write(
                "records.jsonl",
                List.of(
                        record(P0, 0, utf8("k"), utf8("{\"a\":\"\u00e9\uD83D\uDE00\\\"\"}")),
                        record(P0, 1, null, new byte[] {(byte) 0x80}),
                        record(P0, 2, null, null),
                        record(P0, 3, utf8(""), utf8(""))));
        assertThat(Files.readString(file))
                .isEqualTo(
                        "{\"klarion_dump\":1,\"partitions\":[{\"topic\":\"orders\",\"partition\":0,\"from\":0,\"end\":9},"
                                + "{\"topic\":\"orders\",\"partition\":1,\"from\":7,\"end\":0,\"cut\":true}]}\n"
                                + "{\"topic\":\"orders\",\"partition\":0,\"offset\":0,\"timestamp\":5,\"key\":\"k\","
                                + "\"value\":\"{\\\"a\\\":\\\"\u00e9\uD83D\uDE00\\\\\\\"\\\"}\"}\n"
                                + "{\"topic\":\"orders\",\"partition\":0,\"offset\":1,\"timestamp\":5,\"value_base64\":\"gA==\"}\n"
                                + "{\"topic\":\"orders\",\"partition\":0,\"offset\":2,\"timestamp\":5}\n"
                                + "{\"topic\":\"orders\",\"partition\":0,\"offset\":3,\"timestamp\":5,\"key\":\"\",\"value\":\"\"}\n"
                                + "{\"records\":4}\n");
    }

    @Test
    void aDumpThatWasCutOffIsNotTakenForAWholeOne() throws IOException {
        Path file = write("records.jsonl", List.of(record(P0, 0, null, utf8("{}")), record(P0, 1, null, utf8("{}"))));
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 3));
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DataFileException.class)
                .hasMessage(file + ": line 3: must end with its number of records, was cut off");
        Files.write(file, List.of(lines.get(0), lines.get(1), lines.get(3)));
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DataFileException.class)
                .hasMessage(file + ": line 3: records: must be 2, was 1");
    }

    @Test
    void aCompressedDumpThatWasCutOffIsNotEither() throws IOException {
        Path file = write("records.jsonl.gz", List.of(record(P0, 0, null, utf8("{}"))));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 12));
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DataFileException.class)
                .hasMessageEndingWith("must end with its number of records, was cut off");
    }

    @Test
    void otherFilesAreNoDumps() throws IOException {
        Path lines = Files.writeString(directory.resolve("other.jsonl"), "{\"klarion\":1}\n");
        assertThat(DumpReader.isDump(lines)).isFalse();
        assertThat(DumpReader.isDump(Files.createFile(directory.resolve("empty"))))
                .isFalse();
        assertThat(DumpReader.isDump(directory.resolve("nowhere"))).isFalse();
        Path later = Files.writeString(directory.resolve("later.jsonl"), "{\"klarion_dump\":2,\"partitions\":[]}\n");
        assertThatThrownBy(() -> DumpReader.open(later))
                .isInstanceOf(DataFileException.class)
                .hasMessage(later + ": klarion_dump: must be 1, was 2");
    }

    private Path write(String name, List<DumpRecord> records) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream bytes = Files.newOutputStream(file);
                OutputStream plain = name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes;
                DumpWriter dump = new DumpWriter(plain, RANGES)) {
            records.forEach(dump::write);
            dump.finish();
        }
        return file;
    }

    private static List<DumpRecord> read(Path file) throws IOException {
        List<DumpRecord> records = new ArrayList<>();
        try (DumpReader dump = DumpReader.open(file)) {
            assertThat(dump.ranges()).isEqualTo(RANGES);
            for (Optional<DumpRecord> next = dump.next(); next.isPresent(); next = dump.next()) {
                records.add(next.get());
            }
        }
        return records;
    }

    private static DumpRecord record(
            SourcePartition partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {
        return new DumpRecord(partition, offset, 5, key, value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
