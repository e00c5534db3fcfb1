package io.klarion.cli;

import io.klarion.codec.DataFileException;
import io.klarion.codec.DecodeLimits;
import io.klarion.codec.RecordFile;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.monitor.FinalVerdicts;
import io.klarion.replay.ResultFiles;
import io.klarion.replay.ResultSpool;
import io.klarion.report.Figures;
import io.klarion.topology.StreamsSettings;
import io.klarion.topology.TopicReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where verdicts are read from, as it is typed. They hold the counts of every cell, long after the records they were
 * made of have expired. Of each window the final revision is taken.
 */
final class VerdictInput {

    private static final DecodeLimits LIMITS = DecodeLimits.DEFAULT.withMaxBytes(1 << 30);

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--verdicts",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "FILE",
            description =
                    "Read verdicts, not records: a verdicts.jsonl, plain, .gz or .zst, or a directory that holds one;"
                            + " without FILE the configuration's topic of verdicts. For times whose records have expired.")
    private @Nullable String from;

    boolean isGiven() {
        return from != null;
    }

    private boolean isTopic() {
        return from == null || from.isEmpty();
    }

    /** What is read, for people. */
    String name(Supplier<StreamsSettings> settings) {
        return isTopic() ? "topic " + settings.get().topics().verdicts() : file().toString();
    }

    private Path file() {
        Path path = Path.of(from == null ? "" : from);
        return Files.isDirectory(path) ? path.resolve(ResultFiles.VERDICTS) : path;
    }

    /** Goes through the final verdicts by window end, monitor and segment; parts of a wide one follow one another. */
    void verdicts(Supplier<StreamsSettings> settings, Consumer<Verdict> visit) throws IOException {
        FinalVerdicts last = new FinalVerdicts(visit);
        try (Workspace workspace = Workspace.create();
                ResultSpool spool = new ResultSpool(workspace.directory())) {
            if (isTopic()) {
                StreamsSettings of = settings.get();
                new TopicReader(of.kafka()).read(of.topics().verdicts(), record -> spool.verdict(record.value()));
            } else {
                lines(file(), spool::verdict);
            }
            spool.drain(last::add, alert -> {});
        }
        last.finish();
        if (last.leftOut() > 0) {
            PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
            err.println("windows of which not all parts of a verdict are there are left out: "
                    + Figures.count(last.leftOut()));
            err.flush();
        }
    }

    /**
     * Goes through the alerts that were written with them, in the order in which they changed.
     *
     * @param other where they are, when not beside the verdicts
     * @return whether there are such alerts
     */
    boolean alerts(Supplier<StreamsSettings> settings, Optional<Path> other, Consumer<Alert> visit) throws IOException {
        try (Workspace workspace = Workspace.create();
                ResultSpool spool = new ResultSpool(workspace.directory())) {
            Path file = other.orElseGet(() -> file().resolveSibling(ResultFiles.ALERTS));
            if (other.isEmpty() && isTopic()) {
                StreamsSettings of = settings.get();
                new TopicReader(of.kafka())
                        .read(of.topics().alerts(), record -> spool.alert(record.value(), alert -> 0));
            } else if (other.isPresent() || Files.exists(file)) {
                lines(file, line -> spool.alert(line, alert -> 0));
            } else {
                return false;
            }
            spool.drain(verdict -> {}, visit);
            return true;
        }
    }

    private static void lines(Path file, Consumer<byte[]> visit) {
        try (RecordFile lines = RecordFile.open(file, LIMITS)) {
            while (lines.next()) {
                try {
                    visit.accept(lines.value());
                } catch (DataFileException e) {
                    throw new DataFileException(file + ":" + lines.line() + ": " + e.getMessage(), e);
                }
            }
        }
    }
}
