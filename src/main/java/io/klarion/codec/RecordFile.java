package io.klarion.codec;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file of records, one after the other as JSON: JSON lines ({@code .jsonl}, {@code .ndjson}, {@code .json}) or
 * CSV with a header ({@code .csv}), each plain or {@code .gz}. Not thread-safe.
 *
 * <p>Blank lines are left out, a byte-order mark is taken off. A line of JSON that is malformed is a record like
 * any other: the decoder rejects it. A field of CSV becomes null when it is empty, else the number or boolean it
 * reads as, else text.
 *
 * <pre>{@code
 * try (RecordFile file = RecordFile.open(path)) {
 *     while (file.next()) {
 *         decoder.decode(file.value(), record);
 *     }
 * }
 * }</pre>
 */
public final class RecordFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final SeekableByteChannel channel;
    private final long total;
    private final RecordSource source;

    private RecordFile(Path path, SeekableByteChannel channel, DecodeLimits limits) throws IOException {
        this.path = path;
        this.channel = channel;
        this.total = channel.size();
        InputStream bytes = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
        String name = lowerName(path);
        InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER) : bytes;
        this.source =
                isCsv(name) ? new CsvRows(path.toString(), plain, limits) : new JsonLines(plain, limits.maxBytes());
    }

    /** Like {@link #open(Path, DecodeLimits)} with {@link DecodeLimits#DEFAULT}. */
    public static RecordFile open(Path path) {
        return open(path, DecodeLimits.DEFAULT);
    }

    /**
     * Opens a file.
     *
     * @param limits those of the decoder: what is longer than a record may be is not kept whole
     * @throws DataFileException when the file is not there, not readable, not named as one of the formats, or its
     *     compression or header is broken
     */
    public static RecordFile open(Path path, DecodeLimits limits) {
        if (!isRecordFile(path)) {
            throw new DataFileException(path
                    + ": must end in .jsonl, .ndjson, .json or .csv, or one of them and .gz, was another kind of file");
        }
        SeekableByteChannel channel = null;
        try {
            if (Files.isDirectory(path)) {
                throw new DataFileException(path + ": must be a file, was a directory");
            }
            channel = Files.newByteChannel(path);
            return new RecordFile(path, channel, limits);
        } catch (NoSuchFileException e) {
            throw new DataFileException(path + ": must be a file, was not found", e);
        } catch (IOException e) {
            closeAfter(e, channel);
            throw fault(path.toString(), e);
        } catch (DataFileException e) {
            closeAfter(e, channel);
            throw e;
        }
    }

    /** Whether the file is named as one of the formats. */
    public static boolean isRecordFile(Path path) {
        String name = lowerName(path);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return plain.endsWith(".jsonl") || plain.endsWith(".ndjson") || plain.endsWith(".json") || isCsv(name);
    }

    /**
     * Goes to the next record.
     *
     * @return whether there is one
     * @throws DataFileException naming file and line, when the file cannot be read on
     */
    public boolean next() {
        try {
            return source.next();
        } catch (IOException e) {
            throw fault(path + ": after line " + source.line(), e);
        }
    }

    /** The record's JSON, in an array of its own. */
    public byte[] value() {
        return source.value();
    }

    /** The line on which the record begins, from 1. */
    public long line() {
        return source.line();
    }

    /** How many bytes of the file have been read, at most {@link #bytesTotal()}: for progress, ahead by a buffer. */
    public long bytesRead() {
        try {
            return channel.isOpen() ? channel.position() : total;
        } catch (IOException e) {
            throw fault(path.toString(), e);
        }
    }

    /** The size of the file when it was opened, in bytes. */
    public long bytesTotal() {
        return total;
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw fault(path.toString(), e);
        }
    }

    private static DataFileException fault(String where, IOException e) {
        if (e instanceof EOFException) {
            return new DataFileException(where + ": must be whole gzip data, was cut off", e);
        }
        if (e instanceof ZipException) {
            return new DataFileException(where + ": must be gzip data, was not: " + e.getMessage(), e);
        }
        if (e instanceof CharacterCodingException) {
            return new DataFileException(where + ": must be UTF-8, was not", e);
        }
        return new DataFileException(where + ": must be readable, was not: " + e.getMessage(), e);
    }

    private static void closeAfter(Exception fault, @Nullable SeekableByteChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                fault.addSuppressed(e);
            }
        }
    }

    private static boolean isCsv(String lowerName) {
        return lowerName.endsWith(".csv") || lowerName.endsWith(".csv.gz");
    }

    private static String lowerName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
    }
}
