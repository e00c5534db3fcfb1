package io.klarion.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.codec.DataFileException;
import io.klarion.codec.RecordFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Files of records, by their ending: read to the end, or refused with the file's name; what is read is JSON of CSV. */
final class FileTarget implements FuzzTarget {

    private static final String ROWS = "\uFEFFid,\"na\"\"me\",x\r\n1,Ann,2.50\n\n-0.5e+7,\"a,\nb\",\n007,true,\"\"\n";
    private static final String LINES = "\uFEFF{\"x\":1}\r\n\n  \t\r\n{\"x\": broken\n{\"x\":3}";

    private final String ending;
    private final ScratchFile file;

    /** Of files that end in {@code ending}. */
    FileTarget(String ending) {
        this.ending = ending;
        this.file = new ScratchFile("records." + ending);
    }

    @Override
    public String name() {
        return ending;
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(isCsv() ? ROWS : LINES, isCsv() ? "a\n1\n" : "{}\n", isCsv() ? "a,b\n" : "\n")
                .map(text -> ending.endsWith("gz") ? gzip(text) : text.getBytes(UTF_8))
                .toList();
    }

    @Override
    public List<String> words() {
        return List.of(
                "\n", "\r\n", "\r", "\"", "\"\"", ",", ",,", "\uFEFF", "\u0000", "é", "NaN", "1e5", "-", "a,a\n");
    }

    @Override
    public void take(byte[] input) {
        List<byte[]> values = new ArrayList<>();
        try (RecordFile records = RecordFile.open(file.write(input))) {
            long line = 0;
            while (records.next()) {
                assertThat(records.line()).isGreaterThan(line);
                line = records.line();
                values.add(records.value());
            }
        } catch (DataFileException refused) {
            assertThat(refused.getMessage()).contains("records." + ending).contains("must ");
        }
        if (isCsv()) {
            values.forEach(value ->
                    assertThat(JsonMapper.shared().readTree(value).isObject()).isTrue());
        } else if (!ending.endsWith("gz")) {
            assertThat(values.stream().map(value -> new String(value, UTF_8))).isEqualTo(lines(input));
        }
    }

    /* What lines are, told once more and slowly. */
    private static List<String> lines(byte[] input) {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean first = true;
        for (int i = 0; i <= input.length; i++) {
            if (i < input.length && input[i] != '\n') {
                line.write(input[i]);
                continue;
            }
            String text = line.toString(UTF_8);
            text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            text = first && text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (!text.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\r')) {
                lines.add(text);
            }
            line.reset();
            first = false;
        }
        return lines;
    }

    private boolean isCsv() {
        return ending.startsWith("csv");
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public int mutants() {
        return 700;
    }

    @Override
    public long allowedBytes(int length) {
        return 2_000_000 + 2000L * length;
    }
}
