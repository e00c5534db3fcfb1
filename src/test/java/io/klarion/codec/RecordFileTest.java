package io.klarion.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.klarion.core.protocol.BinnedRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a.jsonl", "a.ndjson", "a.json", "A.JSONL"})
    void linesOfJsonAreRecords(String name) throws IOException {
        Path file = write(name, "{\"x\":1}\r\n\n  \t\r\n{\"x\": broken\n{\"x\":3}".getBytes(UTF_8));

        assertThat(records(file)).containsExactly("1 {\"x\":1}", "4 {\"x\": broken", "5 {\"x\":3}");
    }

    @Test
    void aByteOrderMarkIsTakenOffTheFirstLineOnly() throws IOException {
        Path file = write("a.jsonl", "\uFEFF{}\n\uFEFF{}\n".getBytes(UTF_8));

        assertThat(records(file)).containsExactly("1 {}", "2 \uFEFF{}");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a.jsonl.gz", "a.ndjson.GZ", "a.json.gz"})
    void gzippedLinesAreRead(String name) throws IOException {
        assertThat(records(write(name, gzip("{}\n[]\n")))).containsExactly("1 {}", "2 []");
    }

    @Test
    void gzipMembersFollowOneAnother() throws IOException {
        byte[] first = gzip("{}\n{\"x\":");
        byte[] second = gzip("1}\n");
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);

        assertThat(records(write("a.jsonl.gz", both))).containsExactly("1 {}", "2 {\"x\":1}");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a.jsonl", "a.jsonl.gz"})
    void anEmptyFileHasNoRecords(String name) throws IOException {
        assertThat(records(write(name, name.endsWith("gz") ? gzip("") : new byte[0])))
                .isEmpty();
    }

    @Test
    void linesOverAnyBufferAreWhole() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        List<String> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int line = 1; line <= 300; line++) {
            String value = "é".repeat(random.nextInt(1, 2000)) + line;
            text.append(value).append(line % 2 == 0 ? "\n" : "\r\n");
            expected.add(line + " " + value);
        }

        assertThat(records(write("a.jsonl", text.toString().getBytes(UTF_8)))).isEqualTo(expected);
        assertThat(records(write("a.jsonl.gz", gzip(text.toString())))).isEqualTo(expected);
    }

    @Test
    void aLineOverTheLimitIsCutSoThatTheDecoderCallsItTooLarge() throws IOException {
        DecodeLimits limits = DecodeLimits.DEFAULT.withMaxBytes(1000);
        Path file = write(
                "a.jsonl",
                ("\uFEFF" + " ".repeat(998) + "{}\r\n" + " ".repeat(200_000) + "{}\n" + "{}" + " ".repeat(1002)
                                + "\r \n" + " ".repeat(999) + "{}\r\n{}")
                        .getBytes(UTF_8));
        JsonRecordDecoder decoder = new JsonRecordDecoder(
                TopicPlan.of(List.of(TestMonitors.monitor("m").build())), limits);
        BinnedRecord record = new BinnedRecord();
        List<String> rejections = new ArrayList<>();

        try (RecordFile records = RecordFile.open(file, limits)) {
            while (records.next()) {
                decoder.decode(records.value(), record);
                rejections.add(records.line() + " " + records.value().length + " " + record.rejection);
            }
        }

        assertThat(rejections)
                .containsExactly("1 1000 null", "2 1005 TOO_LARGE", "3 1005 TOO_LARGE", "4 1001 TOO_LARGE", "5 2 null");
    }

    @Test
    void rowsOfCsvBecomeObjects() throws IOException {
        Path file = write("a.csv", """
                \uFEFFid,"na""me",x
                1,Ann,2.50

                -0.5e+7,"a,
                b",
                007,true,false
                NaN,-Infinity,1.
                True," 1",null
                ,"",é😀\u0001
                """.getBytes(UTF_8));

        assertThat(records(file))
                .containsExactly(
                        "2 {\"id\":1,\"na\\\"me\":\"Ann\",\"x\":2.50}",
                        "4 {\"id\":-0.5e+7,\"na\\\"me\":\"a,\\nb\",\"x\":null}",
                        "6 {\"id\":\"007\",\"na\\\"me\":true,\"x\":false}",
                        "7 {\"id\":\"NaN\",\"na\\\"me\":\"-Infinity\",\"x\":\"1.\"}",
                        "8 {\"id\":\"True\",\"na\\\"me\":\" 1\",\"x\":\"null\"}",
                        "9 {\"id\":null,\"na\\\"me\":null,\"x\":\"é😀\\u0001\"}");
    }

    @Test
    void numbersLongerThanTheDecoderReadsAreTexts() throws IOException {
        Path file = write("a.csv.gz", gzip("x,y\n" + "9".repeat(100) + "," + "9".repeat(101) + "\n"));

        assertThat(records(file))
                .containsExactly("2 {\"x\":" + "9".repeat(100) + ",\"y\":\"" + "9".repeat(101) + "\"}");
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `a,b\n1,2\n3\n`       | :3: must have 2 fields as the header has, was 1
            `a,b\n1,2\n\n3,4,5\n` | :4: must have 2 fields as the header has, was 3
            `a,b,a\n1,2,3\n`      | :1: must have unique names in its header, was twice a
            ``                    | :1: must begin with a header, was empty
            `a,b\n1,"2\n3,4\n`    | : must be CSV, was not: Unclosed quoted field at end of input (record starting at line 2)
            """)
    void brokenCsvNamesFileAndLine(String text, String message) throws IOException {
        Path file = write("a.csv", text.getBytes(UTF_8));

        assertFault(file, file + message);
    }

    @Test
    void csvInAnotherEncodingIsNotGuessedAt() throws IOException {
        Path file = write("a.csv", "a\nx\né\n".getBytes(ISO_8859_1));

        assertFault(file, file + ": must be UTF-8, was not");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a.jsonl.gz", "a.csv.gz"})
    void gzipThatIsCutOffNamesFileAndLine(String name) throws IOException {
        String text = name.contains("csv") ? "x\n1\n2\n" : "{\"x\":1}\n{\"x\":2}\n{\"x\":3}\n";
        byte[] whole = gzip(text + noise());
        Path file = write(name, Arrays.copyOf(whole, whole.length / 2));

        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> records(file))
                .withMessageMatching("\\Q" + file + "\\E: after line \\d+: must be whole compressed data, was cut off");
    }

    @Test
    void gzipThatIsCutOffInItsHeadNamesTheFile() throws IOException {
        Path file = write("a.jsonl.gz", Arrays.copyOf(gzip("{}"), 5));

        assertFault(file, file + ": must be whole compressed data, was cut off");
    }

    @Test
    void aFileThatIsNoGzipSaysSo() throws IOException {
        Path file = write("a.jsonl.gz", "{\"x\":1}\n{\"x\":2}\n".getBytes(UTF_8));

        assertFault(file, file + ": must be compressed data, was damaged: neither gzip nor zstd");
    }

    @Test
    void otherEndingsAreRefused() throws IOException {
        Path file = write("a.txt", new byte[0]);

        assertFault(
                file,
                file
                        + ": must end in .jsonl, .ndjson, .json or .csv, or one of them and .gz or .zst, or in .parquet, was another kind of file");
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        Path file = folder.resolve("gone.csv");
        Path inner = Files.createDirectory(folder.resolve("d.csv"));

        assertFault(file, file + ": must be a file, was not found");
        assertFault(inner, inner + ": must be a file, was a directory");
    }

    @Test
    void progressRunsToTheSizeOfTheFile() throws IOException {
        Path file = write("a.jsonl.gz", gzip("{}\n".repeat(100) + noise()));

        try (RecordFile records = RecordFile.open(file)) {
            long before = records.bytesRead();
            assertThat(before).isPositive().isLessThan(records.bytesTotal());
            while (records.next()) {
                assertThat(records.bytesRead()).isBetween(before, records.bytesTotal());
                before = records.bytesRead();
            }
            assertThat(records.bytesRead()).isEqualTo(records.bytesTotal()).isEqualTo(Files.size(file));
        }
    }

    private static String noise() {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            text.append(random.nextInt()).append('\n');
        }
        return text.toString();
    }

    private static void assertFault(Path file, String message) {
        assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> records(file))
                .withMessage(message);
    }

    private static List<String> records(Path file) {
        List<String> records = new ArrayList<>();
        try (RecordFile open = RecordFile.open(file)) {
            while (open.next()) {
                records.add(open.line() + " " + new String(open.value(), UTF_8));
            }
        }
        return records;
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
