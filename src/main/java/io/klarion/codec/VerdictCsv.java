package io.klarion.codec;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.klarion.core.detect.FeatureVerdict;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.NumberText;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Verdicts as {@code verdicts.csv}: a header, then one row a window and feature (RFC 4180, UTF-8). What a verdict does
 * not have is an empty field; the cells are only in {@code verdicts.jsonl}.
 *
 * <p>Names are written by strangers, and spreadsheets run what begins like a formula: a text that begins with
 * {@code = + - @}, a tab or a carriage return gets an apostrophe before it. Not thread-safe.
 */
public final class VerdictCsv implements Closeable {

    private static final String STARTS_FORMULA = "=+-@\t\r";
    private static final String[] HEADER = {
        "monitor",
        "segment",
        "window_start",
        "window_end",
        "revision",
        "completeness",
        "records",
        "feature",
        "type",
        "state",
        "n",
        "missing",
        "invalid",
        "n_effective",
        "measure",
        "value",
        "estimate",
        "lower",
        "upper",
        "confidence",
        "threshold",
        "p_value"
    };

    private final CsvWriter rows;

    /** Begins with the header. */
    public VerdictCsv(OutputStream out) {
        this.rows = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
        rows.writeRecord(HEADER);
    }

    /**
     * Adds a verdict, or a part of a wide one.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    public void write(Verdict verdict) {
        for (FeatureVerdict feature : verdict.features()) {
            rows.writeRecord(row(verdict, feature));
        }
    }

    private static List<String> row(Verdict verdict, FeatureVerdict feature) {
        return List.of(
                text(verdict.monitor()),
                text(verdict.segment().text(verdict.segmentNames())),
                Instant.ofEpochMilli(verdict.start()).toString(),
                Instant.ofEpochMilli(verdict.end()).toString(),
                Integer.toString(verdict.revision()),
                verdict.completeness().name(),
                Long.toString(verdict.records()),
                text(feature.feature()),
                feature.type().key(),
                feature.state().name(),
                Long.toString(feature.n()),
                Long.toString(feature.missing()),
                Long.toString(feature.invalid()),
                NumberText.of(feature.nEffective()),
                feature.spec().measure().key(),
                number(feature.value()),
                number(feature.estimate()),
                number(feature.lower()),
                number(feature.upper()),
                NumberText.of(feature.spec().confidence()),
                NumberText.of(feature.spec().threshold()),
                number(feature.pValue()));
    }

    private static String text(String text) {
        boolean isFormula = !text.isEmpty() && STARTS_FORMULA.indexOf(text.charAt(0)) >= 0;
        return (isFormula ? "'" : "") + Json.wellFormed(text);
    }

    private static String number(OptionalDouble number) {
        return number.isPresent() ? NumberText.of(number.getAsDouble()) : "";
    }

    /** Hands on what is still held back. */
    public void flush() throws IOException {
        rows.flush();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
