package io.klarion.cli;

import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.core.monitor.MonitorSummary;
import io.klarion.core.monitor.RunSummary;
import io.klarion.replay.RecordedRun;
import io.klarion.replay.ResultFiles;
import io.klarion.report.SummaryTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "--from and --to are event times: windows that begin at T1 or later and end at T2 or earlier are told. Offsets"
                    + " say where reading begins and ends.",
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

    @Mixin
    private ReplayInput input = new ReplayInput();

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

    @Override
    public Integer call() throws IOException, InterruptedException {
        CompiledConfig compiled =
                input.withPublished(ConfigLoader.compile(config, System.getenv(), ReferenceJson::read));
        ReplayRange range = input.range(compiled.monitors(), spec.commandLine());
        RunSummary summary = new RunSummary();
        try (ResultFiles results = new ResultFiles(out, spec.commandLine().getErr())) {
            RangedOutput within = new RangedOutput(new RecordedRun(results, summary), range);
            MissingFeatures missing = new MissingFeatures(within);
            Optional<String> failure = input.replay(compiled, range, missing, summary, spec.commandLine());
            if (failure.isPresent()) {
                spec.commandLine().getErr().println("stopped: " + failure.get());
                return ExitCode.SOFTWARE;
            }
            within.requireWindows(summary.snapshot());
            missing.tell(spec.commandLine().getErr());
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
