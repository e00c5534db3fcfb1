package io.klarion.codec;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.zip.ZipException;

/**
 * A file of records, one after the other as JSON: JSON lines ({@code .jsonl}, {@code .ndjson}, {@code .json}) or
 * CSV with a header ({@code .csv}), each plain, {@code .gz} or {@code .zst}; or Parquet ({@code .parquet}). Not
 * thread-safe.
 *
 * <p>Blank lines are left out, a byte-order mark is taken off. A line of JSON that is malformed is a record like
 * any other: the decoder rejects it. A field of CSV becomes null when it is empty, else the number or boolean it
 * reads as, else text. What becomes of the types of Parquet stands in {@code src/docs/records.md}.
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

    /** How records are written, where no name of a file says so. */
    public enum Format {
        /** JSON lines. */
        JSONL,
        /** CSV with a header. */
        CSV
    }

    private final String name;
    private final LongSupplier bytes;
    private final long total;
    private final RecordSource source;

    private RecordFile(String name, LongSupplier bytes, long total, RecordSource source) {
        this.name = name;
        this.bytes = bytes;
        this.total = total;
        this.source = source;
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
                    + ": must end in .jsonl, .ndjson, .json or .csv, or one of them and .gz or .zst, or in .parquet, was"
                    + " another kind of file");
        }
        if (Files.isDirectory(path)) {
            throw new DataFileException(path + ": must be a file, was a directory");
        }
        try {
            if (isParquet(lowerName(path))) {
                ParquetRows rows = ParquetRows.open(path);
                return new RecordFile(path.toString(), rows::bytesRead, Files.size(path), rows);
            }
            return of(
                    path.toString(),
                    Files.newInputStream(path),
                    Files.size(path),
                    isCsv(lowerName(path)) ? Format.CSV : Format.JSONL,
                    limits);
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new DataFileException(path + ": must be a file, was not found", e);
        } catch (IOException e) {
            throw fault(path.toString(), e);
        }
    }

    /**
     * Reads what is piped in, plain or compressed.
     *
     * @param name how it is called in messages
     */
    public static RecordFile of(String name, InputStream in, Format format) {
        return of(name, in, 0, format, DecodeLimits.DEFAULT);
    }

    private static RecordFile of(String name, InputStream in, long total, Format format, DecodeLimits limits) {
        try {
            CountedInput bytes = new CountedInput(in);
            InputStream plain = Compression.plain(name, new BufferedInputStream(bytes, BUFFER));
            RecordSource source =
                    format == Format.CSV ? new CsvRows(name, plain, limits) : new JsonLines(plain, limits.maxBytes());
            return new RecordFile(name, bytes::count, total, source);
        } catch (IOException e) {
            closeAfter(e, in);
            throw fault(name, e);
        } catch (DataFileException e) {
            closeAfter(e, in);
            throw e;
        }
    }

    /** Whether the file is named as one of the formats. */
    public static boolean isRecordFile(Path path) {
        String plain = Compression.plainName(lowerName(path));
        return plain.endsWith(".jsonl")
                || plain.endsWith(".ndjson")
                || plain.endsWith(".json")
                || plain.endsWith(".csv")
                || isParquet(lowerName(path));
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
            throw fault(name + ": after " + source.place(), e);
        }
    }

    /** The record's JSON, in an array of its own. */
    public byte[] value() {
        return source.value();
    }

    /** The line on which the record begins, from 1; of Parquet the number of the record. */
    public long line() {
        return source.line();
    }

    /** How many bytes have been read, compressed as they are: for progress, ahead by a buffer. */
    public long bytesRead() {
        return bytes.getAsLong();
    }

    /** The size of the file when it was opened, in bytes; 0 when that is not known. */
    public long bytesTotal() {
        return total;
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw fault(name, e);
        }
    }

    private static DataFileException fault(String where, IOException e) {
        if (e instanceof EOFException) {
            return new DataFileException(where + ": must be whole compressed data, was cut off", e);
        }
        if (e instanceof ZipException) {
            return new DataFileException(where + ": must be compressed data, was damaged: " + e.getMessage(), e);
        }
        if (e instanceof CharacterCodingException) {
            return new DataFileException(where + ": must be UTF-8, was not", e);
        }
        return new DataFileException(where + ": must be readable, was not: " + e.getMessage(), e);
    }

    private static void closeAfter(Exception fault, InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }

    private static boolean isParquet(String lowerName) {
        return lowerName.endsWith(".parquet");
    }

    private static boolean isCsv(String lowerName) {
        return Compression.plainName(lowerName).endsWith(".csv");
    }

    private static String lowerName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
    }
}
