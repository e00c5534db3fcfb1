package io.klarion.codec;

import io.klarion.core.protocol.SourcePartition;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what {@link DumpWriter} has written, in order. Not thread-safe. */
public final class DumpReader implements Closeable {

    private static final int BUFFER = 1 << 16;
    private static final byte[] MAGIC = "{\"klarion_dump\":".getBytes(StandardCharsets.US_ASCII);
    /* Base64 and escapes make a value longer than it was. */
    private static final int LONGEST_LINE = 64 << 20;

    private final Path path;
    private final InputStream input;
    private final JsonLines lines;
    private final List<DumpRange> ranges = new ArrayList<>();
    /* The least offset that the next record of a partition may have. */
    private final Map<SourcePartition, Long> nextOffsets = new HashMap<>();
    private long records;

    private DumpReader(Path path, InputStream input) throws IOException {
        this.path = path;
        this.input = input;
        this.lines = new JsonLines(input, LONGEST_LINE);
        JsonNode head = line().orElseThrow(this::cutOff);
        int version = head.path("klarion_dump").asInt();
        if (version != DumpWriter.VERSION) {
            throw new DataFileException(path + ": klarion_dump: must be " + DumpWriter.VERSION + ", was " + version);
        }
        for (JsonNode range : head.path("partitions")) {
            ranges.add(new DumpRange(
                    partition(range),
                    range.path("from").longValue(),
                    range.path("end").longValue(),
                    range.path("cut").asBoolean(false)));
        }
        ranges.forEach(range -> nextOffsets.put(range.partition(), range.from()));
    }

    /** Whether a file is a dump, plain or compressed: its first line says so. */
    public static boolean isDump(Path path) {
        try (InputStream in = plain(path)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        } catch (IOException e) {
            return false; // whoever reads it as something else will say what is wrong
        }
    }

    /**
     * Opens a dump.
     *
     * @throws DataFileException when it is none
     */
    public static DumpReader open(Path path) {
        try {
            return new DumpReader(path, plain(path));
        } catch (IOException e) {
            throw new DataFileException(path + ": must be a dump, was not readable: " + e.getMessage(), e);
        }
    }

    private static InputStream plain(Path path) throws IOException {
        InputStream bytes = Files.newInputStream(path);
        try {
            return Compression.plain(path.toString(), new BufferedInputStream(bytes, BUFFER));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** What it holds of each partition. */
    public List<DumpRange> ranges() {
        return List.copyOf(ranges);
    }

    /**
     * The next record; empty after the last.
     *
     * @throws DataFileException naming the line, when it is no record, one that was there before, or the end is missing
     */
    public Optional<DumpRecord> next() {
        try {
            JsonNode line = line().orElseThrow(this::cutOff);
            if (line.has("records")) {
                requireWhole(line.path("records").longValue());
                return Optional.empty();
            }
            records++;
            SourcePartition partition = partition(line);
            return Optional.of(new DumpRecord(
                    partition,
                    rising(partition, line.path("offset").longValue()),
                    line.path("timestamp").longValue(),
                    bytes(line, "key"),
                    bytes(line, "value")));
        } catch (EOFException e) {
            throw new DataFileException(String.valueOf(cutOff().getMessage()), e);
        } catch (IOException e) {
            throw new DataFileException(where() + ": must be readable, was not: " + e.getMessage(), e);
        }
    }

    /* Offsets may be left out, as transactions and compaction do; one that comes again would be counted twice. */
    private long rising(SourcePartition partition, long offset) {
        long least = nextOffsets.getOrDefault(partition, 0L);
        if (offset < least) {
            throw new DataFileException(
                    where() + ": offset: must be at least " + least + " in " + partition + ", was " + offset);
        }
        nextOffsets.put(partition, offset + 1);
        return offset;
    }

    private void requireWhole(long written) {
        if (written != records) {
            throw new DataFileException(where() + ": records: must be " + written + ", was " + records);
        }
    }

    private Optional<JsonNode> line() throws IOException {
        return lines.next() ? Optional.of(Json.line(where(), lines.value())) : Optional.empty();
    }

    private static SourcePartition partition(JsonNode node) {
        return new SourcePartition(
                node.path("topic").asString(), node.path("partition").intValue());
    }

    private static byte @Nullable [] bytes(JsonNode line, String name) {
        if (line.has(name)) {
            return line.path(name).asString().getBytes(StandardCharsets.UTF_8);
        }
        return line.has(name + "_base64") ? line.path(name + "_base64").binaryValue() : null;
    }

    private DataFileException cutOff() {
        return new DataFileException(where() + ": must end with its number of records, was cut off");
    }

    private String where() {
        return path + ": line " + lines.line();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
