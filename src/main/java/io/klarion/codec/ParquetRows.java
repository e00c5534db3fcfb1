package io.klarion.codec;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/**
 * The rows of a Parquet file as JSON objects. Absent values are null; dates and timestamps are ISO 8601 texts, those
 * without a zone taken as UTC; decimals are numbers; a number that is not finite is the text {@code NaN}, {@code Infinity}
 * or {@code -Infinity}.
 *
 * <p>Columns are read side by side, one row group after the other: what is held is the compressed columns of one row
 * group.
 */
final class ParquetRows implements RecordSource {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final ParquetFileReader file;
    private final long length;
    private final long records;
    private final MessageColumnIO columns;
    private final Whole whole;
    private @Nullable RecordReader<JsonNode> rows;
    private long left;
    private long record;
    private byte[] value = new byte[0];

    /* The record that was read last. */
    private static final class Whole extends RecordMaterializer<JsonNode> {

        private JsonNode last = NullNode.getInstance();
        private final GroupConverter root;

        Whole(MessageColumnIO columns) {
            this.root = ParquetGroups.records(columns.getType(), read -> last = read);
        }

        @Override
        public JsonNode getCurrentRecord() {
            return last;
        }

        @Override
        public GroupConverter getRootConverter() {
            return root;
        }
    }

    private ParquetRows(ParquetFileReader file, long length) {
        this.file = file;
        this.length = length;
        this.records = file.getRecordCount();
        this.columns = new ColumnIOFactory().getColumnIO(file.getFileMetaData().getSchema());
        this.whole = new Whole(columns);
    }

    /**
     * Opens a file.
     *
     * @throws DataFileException when it is no Parquet file, or has a column of a type that JSON cannot say
     */
    static ParquetRows open(Path path) throws IOException {
        LocalInputFile input = new LocalInputFile(path);
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new ParquetPages())
                .build();
        ParquetFileReader file = opened(path, input, options);
        try {
            return new ParquetRows(file, input.getLength());
        } catch (IllegalArgumentException e) {
            file.close();
            throw new DataFileException(path + ": " + e.getMessage(), e);
        }
    }

    /* The library has no exception of its own for what is no such file. */
    private static ParquetFileReader opened(Path path, LocalInputFile input, ParquetReadOptions options)
            throws IOException {
        try {
            return ParquetFileReader.open(input, options);
        } catch (RuntimeException e) {
            throw new DataFileException(
                    path + ": must be a whole Parquet file that is not encrypted, was not: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean next() throws IOException {
        try {
            while (left == 0) {
                PageReadStore group = file.readNextRowGroup();
                if (group == null) {
                    return false;
                }
                left = group.getRowCount();
                rows = columns.getRecordReader(group, whole);
            }
            return read();
        } catch (RuntimeException e) {
            throw new IOException("Parquet that is damaged: " + reason(e), e);
        }
    }

    private boolean read() {
        if (rows == null) {
            return false;
        }
        JsonNode row = rows.read();
        left--;
        record++;
        value = MAPPER.writeValueAsBytes(row);
        return true;
    }

    /* The library says where; what it was stands in the cause. */
    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public byte[] value() {
        return value;
    }

    @Override
    public long line() {
        return record;
    }

    @Override
    public String place() {
        return "record " + record;
    }

    /** How much of the file has been read, as a share of its records. */
    long bytesRead() {
        return records == 0 ? length : (long) ((double) record / records * length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
