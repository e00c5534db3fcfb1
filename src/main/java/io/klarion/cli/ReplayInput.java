package io.klarion.cli;

import io.klarion.codec.DumpReader;
import io.klarion.config.CompiledConfig;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.monitor.RunSummary;
import io.klarion.replay.ReplayOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What is replayed, as it is typed: a range of the topics, or files. */
final class ReplayInput {

    @Mixin
    private RangeOptions range = new RangeOptions();

    @Option(
            names = "--file",
            arity = "1..*",
            paramLabel = "DATA",
            description =
                    FileNames.FORMATS + "; several, or - for what is piped in. Or one that `klarion dump` has written,"
                            + " which replays exactly.")
    private List<Path> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "jsonl|csv",
            description = "How the records that are piped in are written.")
    private @Nullable String format;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "How much earlier reading begins. Default: the longest that anything is remembered for.")
    private @Nullable Duration warmUp;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Stream threads for the topics, parsers of files. Default: those of the configuration, or all"
                    + " cores.")
    private int threads;

    private boolean isFiles() {
        return !files.isEmpty();
    }

    /**
     * Refuses what only records have, where verdicts are read.
     *
     * @throws ParameterException when files, their format or offsets are asked for
     */
    void requireNoRecords(CommandLine command) {
        if (isFiles()) {
            throw new ParameterException(command, "--verdicts, --file: must not both be given");
        }
        if (!range.from().offsets().isEmpty() || !range.to().offsets().isEmpty()) {
            throw new ParameterException(command, "--from, --to: must be times for verdicts");
        }
        if (format != null) {
            throw new ParameterException(
                    command, "--format: must stand with --file - only; a file's name says how it is written");
        }
    }

    /**
     * The range of windows that is asked for.
     *
     * @throws ParameterException when there can be none
     */
    ReplayRange range(List<Monitor> monitors, CommandLine command) {
        ReplayRange asked = ReplayRange.of(range.from(), range.to(), Optional.ofNullable(warmUp), monitors);
        asked.problem().ifPresent(problem -> {
            throw new ParameterException(command, problem);
        });
        return asked;
    }

    /** What is configured, with the versions of references that were published as a dump holds them. */
    CompiledConfig withPublished(CompiledConfig compiled) throws IOException {
        Optional<String> topic = compiled.config().topics().references();
        if (topic.isEmpty() || files.size() != 1 || !DumpReader.isDump(files.get(0))) {
            return compiled;
        }
        return compiled.with(DumpedReferences.of(files.get(0), topic.get(), compiled.monitors()));
    }

    /**
     * Replays it.
     *
     * @param range as {@link #range} gave it, which decides what is read, not what is told
     * @param out told everything that is read
     * @param summary told what became of the records of topics
     * @return why it did not come to the end; empty when it did
     */
    Optional<String> replay(
            CompiledConfig compiled, ReplayRange range, ReplayOutput out, RunSummary summary, CommandLine command)
            throws IOException, InterruptedException {
        if (!isFiles()) {
            return new TopicReplay(compiled, range, command).into(out, summary, threads);
        }
        int parsers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        new FilesReplay(compiled.monitors(), range, command)
                .into(out, new FilesReplay.Input(files, Optional.ofNullable(format)), parsers);
        return Optional.empty();
    }
}
