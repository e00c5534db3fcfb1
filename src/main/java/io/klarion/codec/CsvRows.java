package io.klarion.codec;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The rows of a CSV file (RFC 4180, UTF-8, with a header) as JSON objects: an empty field is null, what is written like
 * a JSON number is that number, {@code true} and {@code false} are booleans, everything else is text, so
 * {@code 007} and {@code NaN} are.
 */
final class CsvRows implements RecordSource {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String file;
    private final int maxNumberLength;
    private final CloseableIterator<CsvRecord> rows;
    private final JsonFactory json = new JsonFactory();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final List<String> header;
    private long line = 1;
    private byte[] value = new byte[0];

    /**
     * The rows of {@code input}.
     *
     * @param file how the file is called in messages
     * @throws DataFileException when there is no header, or one with equal names
     */
    CsvRows(String file, InputStream input, DecodeLimits limits) throws IOException {
        this.file = file;
        this.maxNumberLength = limits.maxNumberLength();
        this.rows = CsvReader.builder()
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(withoutMark(input))
                .iterator();
        this.header = header();
    }

    @Override
    public boolean next() throws IOException {
        if (!hasNext()) {
            return false;
        }
        CsvRecord row = rows.next();
        line = row.getStartingLineNumber();
        if (row.getFieldCount() != header.size()) {
            throw new DataFileException(file + ":" + line + ": must have " + header.size()
                    + " fields as the header has, was " + row.getFieldCount());
        }
        value = toJson(row);
        return true;
    }

    @Override
    public byte[] value() {
        return value;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private List<String> header() throws IOException {
        if (!hasNext()) {
            throw new DataFileException(file + ":1: must begin with a header, was empty");
        }
        List<String> names = rows.next().getFields();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new DataFileException(file + ":1: must have unique names in its header, was twice " + name);
            }
        }
        return names;
    }

    private boolean hasNext() throws IOException {
        try {
            return rows.hasNext();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            throw new DataFileException(file + ": must be CSV, was not: " + e.getMessage(), e);
        }
    }

    private byte[] toJson(CsvRecord row) {
        text.reset();
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            for (int i = 0; i < header.size(); i++) {
                out.writeName(header.get(i));
                writeValue(out, row.getField(i));
            }
            out.writeEndObject();
        }
        return text.toByteArray();
    }

    private void writeValue(JsonGenerator out, String field) {
        if (field.isEmpty()) {
            out.writeNull();
        } else if (field.equals("true") || field.equals("false")) {
            out.writeBoolean(field.equals("true"));
        } else if (isNumber(field)) {
            out.writeNumber(field);
        } else {
            out.writeString(field);
        }
    }

    /* Longer numbers are identifiers; as numbers they would take the whole record over the decoder's limit. */
    private boolean isNumber(String field) {
        char first = field.charAt(0);
        return (first == '-' || (first >= '0' && first <= '9'))
                && field.length() <= maxNumberLength
                && NUMBER.matcher(field).matches();
    }

    private static Reader withoutMark(InputStream input) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8.newDecoder()));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }
}
