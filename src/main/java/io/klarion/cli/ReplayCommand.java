package io.klarion.cli;

import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.core.monitor.MonitorSummary;
import io.klarion.core.monitor.RunSummary;
import io.klarion.replay.ResultFiles;
import io.klarion.report.SummaryTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code klarion replay}: recorded data through the same stages as the live topology. */
@Command(
        name = "replay",
        description = {
            "Replay a range of the topics, or recorded files, and write verdicts, alerts, a summary and a report"
                    + " to look at.",
            "",
            "From the topics: what production would have said of them, by its own configuration. Nothing is written"
                    + " where production writes, nobody is alerted, and nothing stays on the cluster.",
            "",
            "From files: each counts as one source partition, in the order of its lines. Their records have no Kafka"
                    + " timestamps, so the guard against event times in the future is off. All cores parse; the number"
                    + " of threads changes nothing but the time it takes."
        })
final class ReplayCommand implements Callable<Integer> {

    /** The exit code of a run that found drift. */
    static final int DRIFT = 3;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration.")
    private Path config;

    @Option(
            names = "--file",
            arity = "1..*",
            paramLabel = "DATA",
            description =
                    "JSON lines (.jsonl, .ndjson, .json) or CSV with a header (.csv); plain, .gz or .zst; several, or - for"
                            + " what is piped in. Or one that `klarion dump` has written, which replays exactly.")
    private List<Path> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "jsonl|csv",
            description = "How the records that are piped in are written.")
    private @Nullable String format;

    @Option(
            names = "--fail-on-drift",
            description = "End with exit code 3 when an alert fired, so that a pipeline can stop there.")
    private boolean failOnDrift;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write verdicts.jsonl, verdicts.csv, alerts.jsonl, summary.json and report.html.")
    private Path out;

    @Option(
            names = "--from",
            paramLabel = "T1",
            defaultValue = "earliest",
            converter = ReplayBound.Text.class,
            description = {
                "Of the topics: windows that begin here or later, an instant such as 2026-01-01T00:00:00Z, or an age"
                        + " such as -7d.",
                "Or where reading begins: earliest (default), or offsets such as orders-0@1200,orders-1@900."
            })
    private ReplayBound from = ReplayBound.NONE;

    @Option(
            names = "--to",
            paramLabel = "T2",
            defaultValue = "latest",
            converter = ReplayBound.Text.class,
            description = "The same: windows that end here or earlier, or latest (default): where the topics end now.")
    private ReplayBound to = ReplayBound.NONE;

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

    @Override
    public Integer call() throws IOException, InterruptedException {
        CompiledConfig compiled = ConfigLoader.compile(config, System.getenv(), ReferenceJson::read);
        ReplayRange range = ReplayRange.of(from, to, Optional.ofNullable(warmUp), compiled.monitors());
        range.problem().ifPresent(problem -> {
            throw new ParameterException(spec.commandLine(), problem);
        });
        if (files.isEmpty()) {
            return topics(compiled, range);
        }
        RunSummary summary = new RunSummary();
        int parsers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        new FilesReplay(compiled.monitors(), range, spec.commandLine())
                .into(out, summary, new FilesReplay.Input(files, Optional.ofNullable(format)), parsers);
        return finished(compiled, summary);
    }

    private int topics(CompiledConfig compiled, ReplayRange range) throws IOException, InterruptedException {
        RunSummary summary = new RunSummary();
        try (ResultFiles results = new ResultFiles(out)) {
            Optional<String> failure =
                    new TopicReplay(compiled, range, spec.commandLine()).into(results, summary, threads);
            if (failure.isPresent()) {
                spec.commandLine().getErr().println("stopped: " + failure.get());
                return 1;
            }
            results.finish(summary.snapshot());
        }
        return finished(compiled, summary);
    }

    private int finished(CompiledConfig compiled, RunSummary summary) {
        ReportFile.write(out, compiled.monitors());
        summary.snapshot().forEach(of -> spec.commandLine().getOut().println(SummaryTable.text(of)));
        spec.commandLine().getOut().println("Written to " + out);
        spec.commandLine().getOut().flush();
        long alerts =
                summary.snapshot().stream().mapToLong(MonitorSummary::alerts).sum();
        return failOnDrift && alerts > 0 ? DRIFT : ExitCode.OK;
    }
}
