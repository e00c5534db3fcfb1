package io.klarion.cli;

import io.klarion.codec.DumpReader;
import io.klarion.codec.RecordFile;
import io.klarion.core.monitor.Monitor;
import io.klarion.replay.DumpReplay;
import io.klarion.replay.FileReplay;
import io.klarion.replay.ReplayOutput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Replays files. All that a file holds before a range warms up for it: what was remembered when the
 * range began is what it was then.
 *
 * @param monitors which of them
 * @param range which windows are asked for
 */
record FilesReplay(List<Monitor> monitors, ReplayRange range, CommandLine command) {

    private static final String PIPED = "-";
    private static final int MOST_FILES = 200;

    /**
     * Where records come from.
     *
     * @param files their names; {@code -} for what is piped in
     * @param format how what is piped in is written
     */
    record Input(List<Path> files, Optional<String> format) {

        boolean isPiped() {
            return files.stream().anyMatch(file -> file.toString().equals(PIPED));
        }
    }

    /** Runs to the end. */
    void into(ReplayOutput out, Input input, int parsers) throws IOException {
        check(input);
        if (!input.isPiped() && DumpReader.isDump(input.files().get(0))) {
            dump(input, out);
        } else {
            records(input, out, parsers);
        }
    }

    private void check(Input input) {
        if (!range.from().offsets().isEmpty() || !range.to().offsets().isEmpty()) {
            throw wrong("--from, --to: must be times for files, which have no offsets");
        }
        if (new HashSet<>(input.files()).size() < input.files().size()) {
            throw wrong("--file: must name each file once, was " + input.files());
        }
        if (input.files().size() > MOST_FILES) {
            throw wrong("--file: must be at most " + MOST_FILES + " files, was "
                    + input.files().size());
        }
        if (input.isPiped() && input.format().isEmpty()) {
            throw wrong("--format: must say how the records that are piped in are written: jsonl or csv");
        }
        if (!input.isPiped() && input.format().isPresent()) {
            throw wrong("--format: must stand with --file - only; a file's name says how it is written");
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(command, problem);
    }

    private void dump(Input input, ReplayOutput results) throws IOException {
        if (input.files().size() > 1) {
            throw wrong("--file: must be one dump alone, was " + input.files());
        }
        try (DumpReader records = DumpReader.open(input.files().get(0))) {
            sayWhatIsCut(DumpReplay.run(records, monitors, results), command.getErr());
        }
    }

    /**
     * Says where windows begin of which all records are there.
     *
     * @param first epoch milliseconds; empty when all are
     */
    static void sayWhatIsCut(OptionalLong first, PrintWriter err) {
        first.ifPresent(time -> err.println("no records from before " + Instant.ofEpochMilli(time)
                + " are there any more: windows that begin earlier are left out"));
        err.flush();
    }

    private void records(Input input, ReplayOutput results, int parsers) {
        String topic = OneTopic.of(monitors, command);
        List<RecordFile> open = new ArrayList<>();
        try {
            input.files().forEach(file -> open.add(open(file, input.format())));
            long bytes = open.stream().mapToLong(RecordFile::bytesTotal).sum();
            try (FileProgress progress = FileProgress.of(command.getErr(), "reading", bytes)) {
                new FileReplay(monitors, topic, results, parsers).run(open, progress::at);
            }
        } finally {
            open.forEach(RecordFile::close);
        }
    }

    private RecordFile open(Path file, Optional<String> format) {
        if (!file.toString().equals(PIPED)) {
            return RecordFile.open(file);
        }
        return RecordFile.of("standard input", System.in, format(format.orElse("")));
    }

    private RecordFile.Format format(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "jsonl" -> RecordFile.Format.JSONL;
            case "csv" -> RecordFile.Format.CSV;
            default -> throw wrong("--format: must be jsonl or csv, was " + text);
        };
    }
}
