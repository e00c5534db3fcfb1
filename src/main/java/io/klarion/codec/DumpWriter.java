package io.klarion.codec;

import io.klarion.core.protocol.SourcePartition;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes records of topics as JSON lines, so that they can be replayed exactly: a first line that says what the dump
 * holds, a line for each record, a last line that says that it is whole.
 *
 * <pre>{@code
 * {"klarion_dump":1,"partitions":[{"topic":"orders","partition":0,"from":0,"end":2}]}
 * {"topic":"orders","partition":0,"offset":0,"timestamp":1767225600000,"key":"k","value":"{\"amount\":1}"}
 * {"topic":"orders","partition":0,"offset":1,"timestamp":1767225600001,"value_base64":"gICA"}
 * {"records":2}
 * }</pre>
 *
 * <p>Keys and values are text where their bytes are UTF-8, else base64; null is left out.
 */
public final class DumpWriter implements Closeable {

    static final int VERSION = 1;

    private static final ObjectWriter LINES = new JsonMapper().writer().withRootValueSeparator("\n");

    private final OutputStream out;
    private final JsonGenerator json;
    private long records;

    /**
     * Writes to this stream, compressed as the name ends: {@code .gz}, {@code .zst}, or not at all.
     *
     * @param name the dump's
     */
    public static DumpWriter of(String name, OutputStream out, List<DumpRange> ranges) throws IOException {
        return new DumpWriter(Compression.compressed(name, out), ranges);
    }

    /** Writes to this stream; the first line at once. */
    public DumpWriter(OutputStream out, List<DumpRange> ranges) {
        this.out = out;
        this.json = LINES.createGenerator(out);
        json.writeStartObject();
        json.writeNumberProperty("klarion_dump", VERSION);
        json.writeArrayPropertyStart("partitions");
        for (DumpRange range : ranges) {
            json.writeStartObject();
            partition(range.partition());
            json.writeNumberProperty("from", range.from());
            json.writeNumberProperty("end", range.end());
            if (range.isCut()) {
                json.writeBooleanProperty("cut", true);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void partition(SourcePartition partition) {
        json.writeStringProperty("topic", partition.topic());
        json.writeNumberProperty("partition", partition.partition());
    }

    /** Adds a record. */
    public void write(DumpRecord record) {
        json.writeStartObject();
        partition(record.partition());
        json.writeNumberProperty("offset", record.offset());
        json.writeNumberProperty("timestamp", record.timestamp());
        bytes("key", record.key());
        bytes("value", record.value());
        json.writeEndObject();
        records++;
    }

    private void bytes(String name, byte @Nullable [] bytes) {
        if (bytes == null) {
            return;
        }
        try {
            json.writeStringProperty(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            json.writeName(name + "_base64");
            json.writeBinary(bytes);
        }
    }

    /** Says that the dump is whole; nothing may follow. */
    public void finish() throws IOException {
        json.writeStartObject();
        json.writeNumberProperty("records", records);
        json.writeEndObject();
        json.flush();
        out.write('\n');
        out.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
        out.close();
    }
}
