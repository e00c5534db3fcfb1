package io.klarion.replay;

import io.klarion.codec.AlertJson;
import io.klarion.codec.DataFileException;
import io.klarion.codec.SummaryJson;
import io.klarion.codec.VerdictCsv;
import io.klarion.codec.VerdictJson;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.MonitorSummary;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of a run: {@code verdicts.jsonl} and {@code alerts.jsonl}, one JSON object a line, {@code verdicts.csv}, one
 * row a window and feature, and {@code summary.json}.
 *
 * <p>They are written under a name that ends in {@code .part} and get their own in {@link #finish}, so that a file
 * that a crash or a full disk cut off is never taken for a whole one. What was not finished is removed in {@link #close}; results of an earlier run stay
 * as they were, which is then told.
 */
public final class ResultFiles implements AutoCloseable {

    /** The name of the file of verdicts. */
    public static final String VERDICTS = "verdicts.jsonl";

    /** The name of the file of alerts. */
    public static final String ALERTS = "alerts.jsonl";

    private static final String TABLE = "verdicts.csv";
    private static final String SUMMARY = "summary.json";
    private static final String UNFINISHED = ".part";

    private final Path directory;
    private final PrintWriter told;
    private final OutputStream verdicts;
    private final OutputStream alerts;
    private final VerdictCsv table;
    private final List<Verdict> parts = new ArrayList<>();
    private final Set<String> names = new TreeSet<>(List.of(VERDICTS, ALERTS, TABLE, SUMMARY));
    private boolean isClosed;
    private boolean isFinished;

    /**
     * Begins the files in a directory, which is made if it is missing.
     *
     * @param told where it is said that the directory holds results of an earlier run, should this one not finish
     * @throws UncheckedIOException when it cannot be written to
     */
    public ResultFiles(Path directory, PrintWriter told) {
        this.directory = directory;
        this.told = told;
        try {
            Files.createDirectories(directory);
            this.verdicts = open(VERDICTS);
            this.alerts = open(ALERTS);
            this.table = new VerdictCsv(open(TABLE));
        } catch (IOException e) {
            throw new UncheckedIOException("--out: must be a directory that can be written, was " + directory, e);
        }
    }

    private OutputStream open(String name) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(directory.resolve(name + UNFINISHED)), 1 << 16);
    }

    /** Adds a verdict; the parts of a wide one come one after the other and become one line. */
    public void verdict(Verdict verdict) {
        table(verdict);
        parts.add(verdict);
        if (parts.size() == verdict.parts()) {
            line(verdicts, VerdictJson.join(parts));
            parts.clear();
        }
    }

    private void table(Verdict verdict) {
        try {
            table.write(verdict);
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException("cannot write results: " + e.getMessage(), new IOException(e));
        }
    }

    /** Adds an alert. */
    public void alert(Alert alert) {
        line(alerts, AlertJson.write(alert));
    }

    private static void line(OutputStream out, byte[] json) {
        try {
            out.write(json);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write results: " + e.getMessage(), e);
        }
    }

    /**
     * Writes the summary and gives the files their names.
     *
     * @throws DataFileException when a part of the last verdict is missing
     * @throws UncheckedIOException when they cannot be written
     */
    public void finish(List<MonitorSummary> summary) {
        finish(summary, Map.of());
    }

    /**
     * Writes the summary and other texts and gives the files their names.
     *
     * @param others texts by the names of their files
     * @throws DataFileException when a part of the last verdict is missing
     * @throws UncheckedIOException when they cannot be written
     */
    public void finish(List<MonitorSummary> summary, Map<String, String> others) {
        requireAllParts();
        SortedMap<String, String> texts = new TreeMap<>(others);
        texts.put(SUMMARY, SummaryJson.text(summary));
        names.addAll(texts.keySet());
        try {
            closeStreams();
            for (Map.Entry<String, String> text : texts.entrySet()) {
                Files.writeString(directory.resolve(text.getKey() + UNFINISHED), text.getValue());
            }
            for (String name : names) {
                Files.move(
                        directory.resolve(name + UNFINISHED),
                        directory.resolve(name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            isFinished = true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write results: " + e.getMessage(), e);
        }
    }

    private void requireAllParts() {
        if (!parts.isEmpty()) {
            Verdict first = parts.get(0);
            throw new DataFileException("verdict " + VerdictJson.key(first) + ": must have all its " + first.parts()
                    + " parts, had " + parts.size());
        }
    }

    /** Removes what was not finished. */
    @Override
    public void close() {
        try {
            closeStreams();
        } finally {
            if (!isFinished) {
                removeUnfinished();
                tellOfEarlier();
            }
        }
    }

    private void closeStreams() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (OutputStream first = verdicts;
                OutputStream second = alerts;
                VerdictCsv third = table) {
            first.flush();
            second.flush();
            third.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write results: " + e.getMessage(), e);
        }
    }

    private void tellOfEarlier() {
        if (Files.exists(directory.resolve(VERDICTS))) {
            told.println("--out: what is in " + directory + " is of an earlier run, not of this one");
            told.flush();
        }
    }

    /* By their names: others may be writing to the same directory. */
    private void removeUnfinished() {
        try {
            for (String name : names) {
                Files.deleteIfExists(directory.resolve(name + UNFINISHED));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove unfinished results: " + e.getMessage(), e);
        }
    }
}
